package io.rialto.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How people may sign up; none of them is closed. */
public enum SignUpMode {
    /** Anybody. */
    OPEN,
    /** Whoever has an invitation, which is good for one. */
    INVITATION,
    /** Whoever knows the join code of a class. */
    CODE;

    /**
     * The modes of a list with commas, or none for {@code closed}.
     *
     * @throws IllegalArgumentException when it names something else
     */
    public static Set<SignUpMode> parse(String list) {
        Set<SignUpMode> modes = EnumSet.noneOf(SignUpMode.class);
        if (list.strip().equals("closed")) {
            return modes;
        }
        for (String word : list.split(",", -1)) {
            modes.add(Arrays.stream(values())
                    .filter(mode -> mode.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no way to sign up is called '" + word.strip() + "'; there are closed, "
                                    + Arrays.stream(values())
                                            .map(SignUpMode::word)
                                            .collect(Collectors.joining(", ")))));
        }
        return modes;
    }

    /** Its name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
