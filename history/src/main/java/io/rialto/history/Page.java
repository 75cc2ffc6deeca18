package io.rialto.history;

/**
 * Which part of a list, newest first, a reader wants: at most {@code limit} entries before the one
 * whose cursor is {@code before}. The cursor of an entry is the number of its event; pages stay
 * as they are while newer entries are added.
 *
 * @param before a cursor, exclusive; {@link #NEWEST} for the first page
 * @param limit 1 to {@link #LIMIT_MAX}
 */
public record Page(long before, int limit) {
    /** The cursor of the first page. */
    public static final long NEWEST = Long.MAX_VALUE;

    /** The most entries of a page. */
    public static final int LIMIT_MAX = 1_000;

    public Page {
        if (before < 0) {
            throw new IllegalArgumentException("a cursor is not negative: " + before);
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " entries");
        }
    }

    /** The newest {@code limit} entries. */
    public static Page first(int limit) {
        return new Page(NEWEST, limit);
    }
}
