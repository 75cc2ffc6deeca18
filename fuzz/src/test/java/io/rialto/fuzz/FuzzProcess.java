package io.rialto.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jazzer in a process of its own, for a while, beginning with the corpus of a target. */
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
     * Up to this a process with one compiler gets further: it starts with half the processor time, and
     * has tried two to four times the inputs after ten seconds.
     */
    private static final int SHORT_SECONDS = 120;

    private static final int INPUT_BYTES_MAX = 8_192;

    /** More than {@link InputClock} gives an input that hangs. */
    private static final int START_SECONDS_MAX = 900;

    private static final int LOG_LINES_SHOWN = 60;

    private final Targets target;
    private final Path directory;

    FuzzProcess(Targets target, Path directory) {
        this.target = target;
        this.directory = directory;
    }

    /** What was found, with the line to keep; nothing when nothing was. */
    Optional<String> run(int seconds) throws IOException, InterruptedException {
        Path corpus = writeCorpus();
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command(corpus, seconds))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(seconds + START_SECONDS_MAX, TimeUnit.SECONDS)) {
                return Optional.of(target.title() + " did not end\n" + tail(log));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        Optional<String> progress = last(log);
        if (process.exitValue() != 0) {
            return Optional.of(target.title() + " found something\n" + finding() + tail(log));
        }
        System.out.println(target.title() + ": " + progress.orElse("nothing"));
        // It has tried the kept inputs at least.
        return progress.isPresent()
                ? Optional.empty()
                : Optional.of(target.title() + " has tried nothing\n" + tail(log));
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
                "-D" + Fuzzer.TARGET + "=" + target.name(),
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
                "-max_total_time=" + seconds,
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

    private Path writeCorpus() throws IOException {
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        int number = 0;
        for (byte[] input : Corpus.of(target)) {
            Files.write(corpus.resolve(target.title() + number++), input);
        }
        return corpus;
    }

    private String finding() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("(crash|timeout|oom|slow-unit)-.*"))
                    .map(this::line)
                    .collect(Collectors.joining());
        }
    }

    private String line(Path file) {
        try {
            byte[] input = Files.readAllBytes(file);
            if (input.length == 0) {
                return "the empty input\n";
            }
            return "to keep in corpus/"
                    + target.title()
                    + ".txt:\n"
                    + HexFormat.of().formatHex(input)
                    + "\n";
        } catch (IOException e) {
            return e + "\n";
        }
    }

    /** The last line of progress once it has begun. */
    private static Optional<String> last(Path log) throws IOException {
        return Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.matches("#\\d+\\s+(DONE|pulse|NEW|REDUCE|INITED).*"))
                .reduce((first, second) -> second);
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    @Override
    public String toString() {
        return target.title() + " in " + directory + File.separator;
    }
}
