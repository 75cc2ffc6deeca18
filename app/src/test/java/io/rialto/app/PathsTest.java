package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps docs/paths true: every method that a page names exists. */
class PathsTest {
    private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    private static final int HOPS_MAX = 10;
    private static final List<String> ROOMS = List.of(
            "money",
            "ledger",
            "matching",
            "engine",
            "sequencer",
            "view",
            "history",
            "identity",
            "gateway",
            "client",
            "app");

    @Test
    void shouldNameOnlyMethodsThatExist() throws IOException {
        List<String> gone = new ArrayList<>();
        int named = 0;
        for (Path page : pages()) {
            Matcher method = METHOD.matcher(Files.readString(page));
            while (method.find()) {
                named++;
                if (!exists(method.group(1), method.group(2))) {
                    gone.add(page.getFileName() + " names " + method.group());
                }
            }
        }
        assertThat(gone).isEmpty();
        assertThat(named).as("methods named in docs/paths").isGreaterThanOrEqualTo(HOPS_MAX);
    }

    @Test
    void shouldTakeAtMostTenHops() throws IOException {
        for (Path page : pages()) {
            long hops = Files.readAllLines(page).stream()
                    .filter(l -> l.matches("\\| \\d+ .*"))
                    .count();
            assertThat(hops).as(page.getFileName() + " hops").isBetween(1L, (long) HOPS_MAX);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "paths"))) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static boolean exists(String name, String method) {
        return ROOMS.stream()
                .map(room -> find("io.rialto." + room + "." + name))
                .flatMap(Optional::stream)
                .anyMatch(type -> Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(m -> m.getName().equals(method)));
    }

    private static Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name, false, PathsTest.class.getClassLoader()));
        } catch (ClassNotFoundException elsewhere) {
            return Optional.empty();
        }
    }
}
