package io.rialto.app;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints lines that stay whole whatever else the process prints meanwhile, its log above all. What
 * {@link PrintStream#printf} formats it also writes piece by piece, and whoever reads line by line, as
 * a supervisor does, then finds none that it knows.
 */
final class Lines {
    private Lines() {}

    /** Prints a line; numbers as in {@link Locale#ROOT}. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a library's, for this alone
    static void print(PrintStream to, String format, Object... values) {
        to.println(String.format(Locale.ROOT, format, values));
    }
}
