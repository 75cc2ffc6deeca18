package io.rialto.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jazzer in a process of its own, for a while, beginning with what is kept of its targets. */
final class FuzzProcess {
    /** Of what the fuzzer draws; with 0 it takes another each time. */
    private static final int SEED = Integer.getInteger("rialto.fuzz.seed", 0);

    /**
     * Readers that are generated of the schema, and read by those of ours who decode: three quarters
     * of a start, in which no input is tried. And the fuzzing itself.
     */
    private static final String NOT_FOLLOWED = "io.rialto.protocol.*:io.rialto.fuzz.*";

    /**
     * What no decoder uses: Jazzer reads every class that could be loaded before it begins, of which
     * these are two thirds.
     */
    private static final Pattern NOT_LOADED =
            Pattern.compile("byte-buddy|lincheck|kotlin|junit|assertj|bcprov|lettuce|reactor-core");

    /**
     * Up to this for each target a process with one compiler gets further: it starts with half the processor
     * time, and has tried two to four times the inputs after ten seconds.
     */
    static final int SHORT_SECONDS = 120;

    private static final int INPUT_BYTES_MAX = 8_192;

    /** More than {@link InputClock} gives an input that hangs. */
    private static final int START_SECONDS_MAX = 900;

    private static final int LOG_LINES_SHOWN = 60;

    private final List<Targets> targets;
    private final Path directory;

    FuzzProcess(List<Targets> targets, Path directory) {
        this.targets = List.copyOf(targets);
        this.directory = directory;
    }

    /**
     * Runs for so long for each of its targets, and says what it has tried.
     *
     * @return what was found, with the line to keep; nothing when nothing was
     */
    Optional<String> run(int seconds) throws IOException, InterruptedException {
        Path corpus = writeCorpus();
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command(corpus, seconds))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(
                    (long) seconds * targets.size() + START_SECONDS_MAX, TimeUnit.SECONDS)) {
                return Optional.of(this + " did not end\n" + tail(log));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<Tried> tried =
                lines(log).stream().flatMap(line -> Tried.of(line).stream()).toList();
        tried.forEach(System.out::println);
        if (process.exitValue() != 0) {
            List<Targets> cutShort = cutShort(tried, seconds);
            return Optional.of("found something (exit code %d), which cut short %s\n"
                            .formatted(process.exitValue(), titles(cutShort))
                    + finding(lines(log), cutShort)
                    + tail(log));
        }
        for (Targets target : targets) {
            if (tried.stream().noneMatch(each -> each.target() == target && each.inputs() > 0)) {
                return Optional.of(
                        target.title() + " was given nothing by the fuzzer\n" + tail(log));
            }
        }
        return Optional.empty();
    }

    private List<String> command(Path corpus, int seconds) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=" + (seconds <= SHORT_SECONDS ? 1 : 4),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
                "-D" + Fuzzer.TARGETS + "=" + names(),
                "-D" + Fuzzer.SECONDS + "=" + seconds,
                "-Djava.io.tmpdir=" + directory.toAbsolutePath(),
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzer.class.getName(),
                "--instrumentation_includes=io.rialto.**",
                "--instrumentation_excludes=" + NOT_FOLLOWED,
                "--custom_hook_includes=io.rialto.**",
                "--custom_hook_excludes=" + NOT_FOLLOWED,
                // Jazzer's sanitizers change classes of the JDK too, and to do so read all classes
                // again for each of these.
                "--additional_classes_excludes=**",
                "-max_total_time=" + (long) seconds * targets.size(),
                "-max_len=" + INPUT_BYTES_MAX,
                "-seed=" + SEED,
                "-timeout=0",
                "-rss_limit_mb=0",
                corpus.toString());
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !NOT_LOADED
                        .matcher(Path.of(entry).getFileName().toString())
                        .find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String names() {
        return targets.stream().map(Targets::name).collect(Collectors.joining(","));
    }

    private Path writeCorpus() throws IOException {
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        for (Targets target : targets) {
            int index = targets.indexOf(target);
            int number = 0;
            Files.write(corpus.resolve(target.title()), Addressed.to(index, new byte[0]));
            for (byte[] input : Corpus.of(target)) {
                Files.write(corpus.resolve(target.title() + number++), Addressed.to(index, input));
            }
        }
        return corpus;
    }

    /**
     * What the process said; or where it died without a word, the bytes that libFuzzer kept, or before it
     * had begun, what was tried last.
     *
     * @param cutShort the targets that had time left
     */
    private String finding(List<String> log, List<Targets> cutShort) throws IOException {
        List<String> said = Finding.in(log);
        if (!said.isEmpty()) {
            return String.join("\n", said) + "\n";
        }
        StringBuilder kept = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(FuzzProcess::isKept).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 0) {
                    Addressed.first(bytes, targets, cutShort::contains)
                            .map(target -> Finding.of(target, Addressed.input(bytes)))
                            .ifPresent(line -> kept.append(line).append('\n'));
                }
            }
        }
        return kept.isEmpty()
                ? Finding.lastTrying(log)
                        .map(line -> "ended while " + line + "\n")
                        .orElse("")
                : kept.toString();
    }

    private List<Targets> cutShort(List<Tried> tried, int seconds) {
        List<Targets> done = tried.stream()
                .filter(each -> each.nanos() >= TimeUnit.SECONDS.toNanos(seconds))
                .map(Tried::target)
                .toList();
        return targets.stream().filter(target -> !done.contains(target)).toList();
    }

    private static String titles(List<Targets> targets) {
        return targets.stream().map(Targets::title).collect(Collectors.joining(", "));
    }

    private static boolean isKept(Path file) {
        return file.getFileName().toString().matches("(crash|timeout|oom|slow-unit)-.*");
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = lines(log);
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return titles(targets);
    }
}
