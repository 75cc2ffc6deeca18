package io.rialto.app;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How a JVM is started that runs the program under test: the command up to the main class. Classes
 * and flags are those of the test's own JVM.
 */
record Jvm(List<String> command) {
    private static final String ARCHIVE = "classes.jsa";

    /** As the tests use by themselves. */
    static Jvm ofTheTest() {
        return new Jvm(command(System.getProperty("java.class.path"), List.of()));
    }

    /** The same, run by another command that is given the whole of it. */
    Jvm runBy(List<String> runner) {
        List<String> all = new ArrayList<>(runner);
        all.addAll(command);
        return new Jvm(all);
    }

    /**
     * One that keeps what it has loaded, when it ends in order, for {@link #quick}: most of a start
     * is the loading of classes, and who is killed a thousand times loads them a thousand times.
     */
    static Jvm archiving(Path folder) throws IOException {
        return new Jvm(
                command(packed(folder), List.of("-XX:ArchiveClassesAtExit=" + archive(folder))));
    }

    /** One that takes the classes from what {@link #archiving} left in the same folder. */
    static Jvm quick(Path folder) throws IOException {
        return new Jvm(
                command(packed(folder), List.of("-XX:SharedArchiveFile=" + archive(folder))));
    }

    private static Path archive(Path folder) {
        return folder.resolve(ARCHIVE).toAbsolutePath();
    }

    private static List<String> command(String classPath, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-ea", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:aot=off"));
        command.addAll(more);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /** The class path with its directories as jars: classes of directories are not archived. */
    private static String packed(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (!Files.isDirectory(path)) {
                entries.add(entry);
                continue;
            }
            Path jar = folder.resolve("classes-" + entries.size() + ".jar").toAbsolutePath();
            if (!Files.exists(jar)) {
                pack(path, jar);
            }
            entries.add(jar.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(directory);
                JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            // With entries for directories: who scans a jar for resources looks for them.
            for (Path file : files.filter(file -> !file.equals(directory)).toList()) {
                String name = directory.relativize(file).toString();
                output.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, output);
                }
                output.closeEntry();
            }
        }
    }
}
