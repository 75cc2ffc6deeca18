package io.rialto.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum values as words on the wire: lower case with dashes. */
final class Words {
    private static final String NULL_VALUE = "NULL_VAL";

    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words of all values but the wire's null. */
    static List<String> all(Enum<?>... values) {
        return Arrays.stream(values)
                .filter(value -> !value.name().equals(NULL_VALUE))
                .map(Words::of)
                .toList();
    }

    /** The value that a word, already checked against {@link #all}, stands for. */
    static <E extends Enum<E>> E parse(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
