package io.rialto.history;

/**
 * Which part of a list a reader wants, newest first.
 *
 * @param range when the entries are of
 * @param page which of these
 */
public record Wanted(ExportRange range, Page page) {
    /** The newest of all. */
    public static Wanted first(int limit) {
        return new Wanted(ExportRange.ALL, Page.first(limit));
    }

    /** What {@link Lists#page} asks with: a condition's parameters stand in it twice. */
    long[] parameters(long... condition) {
        int size = condition.length;
        long[] all = new long[2 * size + 7];
        for (int half = 0; half < 2; half++) {
            int at = half * (size + 3);
            System.arraycopy(condition, 0, all, at, size);
            all[at + size] = page.before();
            all[at + size + 1] = range.from();
            all[at + size + 2] = range.before();
        }
        all[2 * size + 6] = page.limit();
        return all;
    }
}
