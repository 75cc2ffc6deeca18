package io.rialto.history;

/**
 * From when to when something is exported, in nanoseconds since 1970.
 *
 * @param from the first
 * @param before the first that is not
 */
public record ExportRange(long from, long before) {
    /** All there is. */
    public static final ExportRange ALL = new ExportRange(0, Long.MAX_VALUE);
}
