package io.rialto.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM is started that runs the program under test: the command up to the main class. Classes
 * and flags are those of the test's own JVM.
 */
record Jvm(List<String> command) {
    /** As the tests use, which takes its classes from {@link ClassArchive}. */
    static Jvm ofTheTest() {
        ClassArchive archive = ClassArchive.ofTheTests();
        return of(archive.classPath(), "-XX:AOTCache=" + archive.file());
    }

    /** One with a class path and flags of its own. */
    static Jvm of(String classPath, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-ea", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Xlog:cds=off", "-Xlog:aot=off"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classPath));
        return new Jvm(command);
    }

    /** The same with more flags. */
    Jvm with(String... flags) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(flags));
        return new Jvm(all);
    }

    /** The same, run by another command that is given the whole of it. */
    Jvm runBy(List<String> runner) {
        List<String> all = new ArrayList<>(runner);
        all.addAll(command);
        return new Jvm(all);
    }
}
