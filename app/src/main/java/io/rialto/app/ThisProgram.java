package io.rialto.app;

import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the running program is, and how it was started, to start it again beside itself. */
final class ThisProgram {
    private ThisProgram() {}

    /** That of its jar, or that which its classes' folder is in. */
    static Path folder() {
        try {
            var source = ThisProgram.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same Java with the same flags and classes, and these arguments. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classes = System.getProperty("java.class.path");
        // What the jar's manifest opens is opened only when it is started as a jar.
        if (classes.endsWith(".jar") && !classes.contains(java.io.File.pathSeparator)) {
            command.addAll(List.of("-jar", classes));
        } else {
            command.addAll(List.of("-cp", classes, Main.class.getName()));
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
