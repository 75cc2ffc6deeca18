package io.rialto.app;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process of the venue does; by default all of it. */
enum Roles {
    /** The log, the engine behind it and the event stream. */
    ENGINE,
    /** The front door. */
    GATEWAY,
    /** The projection into SQL. */
    HISTORY,
    /** The check of the event stream. */
    AUDITOR;

    /**
     * Reads a list such as {@code engine,gateway}.
     *
     * @throws IllegalArgumentException naming what is possible
     */
    static Set<Roles> parse(String text) {
        EnumSet<Roles> roles = EnumSet.noneOf(Roles.class);
        for (String name : text.split(",", -1)) {
            try {
                roles.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        "no role '%s'; there are %s".formatted(name, all()), unknown);
            }
        }
        return roles;
    }

    /** All of them, as one would write them. */
    static String all() {
        return Arrays.stream(values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
