package io.rialto.engine;

import java.util.Arrays;

/** Who may know of a market, and what of each other (VENUE-RULES 6). */
final class Viewers {
    /** Most accounts that can be named for a market. */
    static final int MAX = 1 << 16;

    /** To anyone who is not named it does not exist. */
    boolean restricted;

    /** Others than the account itself are shown 0 in place of its id. */
    boolean hidesAccounts;

    /** The named accounts, ascending. */
    private long[] named = new long[0];

    int count() {
        return named.length;
    }

    /** The named account at an index below {@link #count}. */
    long at(int index) {
        return named[index];
    }

    boolean names(long account) {
        return Arrays.binarySearch(named, account) >= 0;
    }

    boolean mayKnow(long account) {
        return !restricted || names(account);
    }

    /** Names an account that is not named, or one no more that is. */
    void set(long account, boolean visible) {
        if (visible) {
            add(account);
        } else {
            remove(account);
        }
    }

    /** Names an account that is not named. */
    void add(long account) {
        int at = -1 - Arrays.binarySearch(named, account);
        long[] more = new long[named.length + 1];
        System.arraycopy(named, 0, more, 0, at);
        more[at] = account;
        System.arraycopy(named, at, more, at + 1, named.length - at);
        named = more;
    }

    private void remove(long account) {
        int at = Arrays.binarySearch(named, account);
        long[] fewer = new long[named.length - 1];
        System.arraycopy(named, 0, fewer, 0, at);
        System.arraycopy(named, at + 1, fewer, at, fewer.length - at);
        named = fewer;
    }
}
