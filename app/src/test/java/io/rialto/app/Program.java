package io.rialto.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A process of its own, with all that it says: by itself the program under test.
 */
final class Program implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean isEnded;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        reader = Thread.ofVirtual().start(this::read);
    }

    /** What a process left when it ended by itself. */
    record Finished(int exitCode, String output) {
        @Override
        public String toString() {
            return "exit code " + exitCode + ", having said:\n" + output;
        }
    }

    /** Starts {@code rialto} with arguments, in a working directory. */
    static Program rialto(Path workingDirectory, List<String> arguments) throws IOException {
        return rialto(Jvm.ofTheTest(), workingDirectory, arguments);
    }

    /** As above, with a JVM to choose. */
    static Program rialto(Jvm jvm, Path workingDirectory, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(jvm.command());
        command.add(Main.class.getName());
        command.addAll(arguments);
        return start("rialto " + String.join(" ", arguments), workingDirectory, command);
    }

    /** Runs {@code rialto} to its end, by another command. */
    static Finished run(Path workingDirectory, List<String> runner, String... arguments)
            throws IOException {
        try (Program program =
                rialto(Jvm.ofTheTest().runBy(runner), workingDirectory, List.of(arguments))) {
            return program.finish();
        }
    }

    /** Runs {@code rialto} to its end. */
    static Finished run(Path workingDirectory, String... arguments) throws IOException {
        try (Program program = rialto(workingDirectory, List.of(arguments))) {
            return program.finish();
        }
    }

    /** Starts any command. */
    static Program start(String name, Path workingDirectory, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("RIALTO"));
        // What the machine puts there is no business of the program, and it would say so.
        environment.remove("JAVA_TOOL_OPTIONS");
        return new Program(name, builder.start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                say(line);
            }
        } catch (IOException | UncheckedIOException closed) {
            say("(its output ended: " + closed.getMessage() + ")");
        }
        synchronized (lines) {
            isEnded = true;
            lines.notifyAll();
        }
    }

    private void say(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    /**
     * Waits for a line.
     *
     * @throws AssertionError with the whole output, if the process ends without or is too slow
     */
    String awaitLine(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        synchronized (lines) {
            while (true) {
                Optional<String> found = lines.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (isEnded || left <= 0) {
                    throw new AssertionError(name + (isEnded ? " ended" : " hangs")
                            + " without the line waited for, having said:\n" + output());
                }
                lines.wait(left);
            }
        }
    }

    /** Waits until it ends by itself; the test's own deadline ends the wait. */
    Finished finish() {
        try {
            int exitCode = process.waitFor();
            reader.join();
            return new Finished(exitCode, output());
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + " does not end, having said:\n" + output(), late);
        }
    }

    /** As {@code kill -9} does, and returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As Ctrl-C does; {@link #finish} waits for the end. */
    void interrupt() {
        // Process.destroy closes what is still to be read as well.
        process.toHandle().destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** All that it has said so far, on both of its streams. */
    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
