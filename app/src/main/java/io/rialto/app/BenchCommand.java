package io.rialto.app;

import picocli.CommandLine.Command;

/** {@code rialto bench}: how fast. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the venue, level by level.")
final class BenchCommand {}
