package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * Who owns which account. An account without a person has one owner or several, each a user's or
 * again one without a person; so the graph has no circle, and leads up to users. A user may act as
 * whatever it reaches. O(1) for what was asked lately, else a walk up of at most {@link #DEPTH_MAX}
 * generations.
 */
final class Ownership {
    /** Owners that an account may have. */
    static final int OWNERS_MAX = 32;

    /** Generations of accounts without a person. */
    static final int DEPTH_MAX = 8;

    private static final int[] NOBODY = {};
    private static final int CACHE_BITS = 12;

    private final Accounts accounts;

    /** Per account its owners' indexes, rising. */
    private int[][] owners = new int[16][];

    /**
     * Per account without a person those that it owns, rising: those opened under it, so a tree, as
     * nobody but a user comes to own another's.
     */
    private int[][] below = new int[16][];

    /** Of (actor, account) that were asked lately, with the answer in the lowest bit; 0 is none. */
    private final long[] cache = new long[1 << CACHE_BITS];

    Ownership(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The account's owners by index, rising; not to be changed. Empty for a user's account. */
    int[] owners(int account) {
        return account < owners.length && owners[account] != null ? owners[account] : NOBODY;
    }

    /** The accounts that one without a person owns, rising; not to be changed. */
    int[] below(int account) {
        return account < below.length && below[account] != null ? below[account] : NOBODY;
    }

    /** Whether more than one own it, so that somebody must know who is owed what. */
    boolean isShared(int account) {
        return owners(account).length > 1;
    }

    boolean isOwner(int owner, int account) {
        return Arrays.binarySearch(owners(account), owner) >= 0;
    }

    /** Whether the actor is the account or owns it, be it through others. */
    boolean reaches(int actor, int account) {
        if (actor == account) {
            return true;
        }
        long key = ((long) actor << 32) | ((long) account << 1);
        int at = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - CACHE_BITS));
        if ((cache[at] & ~1L) != key) {
            cache[at] = key | (climbs(actor, account) ? 1 : 0);
        }
        return (cache[at] & 1) != 0;
    }

    private boolean climbs(int actor, int account) {
        for (int owner : owners(account)) {
            if (owner == actor || climbs(actor, owner)) {
                return true;
            }
        }
        return false;
    }

    /** How many generations stand above the account. */
    int depth(int account) {
        int depth = 0;
        for (int owner : owners(account)) {
            depth = Math.max(depth, depth(owner) + 1);
        }
        return depth;
    }

    /** The user to whom alone the account belongs, or NONE. */
    int soleUser(int account) {
        int at = account;
        while (!accounts.isPerson(at)) {
            int[] above = owners(at);
            if (above.length != 1) {
                return Accounts.NONE;
            }
            at = above[0];
        }
        return at;
    }

    /** The owner is none yet, and does not belong to the account. */
    void add(int account, int owner) {
        int[] before = owners(account);
        Check.that(
                !isOwner(owner, account) && before.length < OWNERS_MAX,
                "a new owner of an account");
        set(account, with(before, owner));
        if (!accounts.isPerson(owner)) {
            if (owner >= below.length) {
                below = Arrays.copyOf(below, Math.max(owner + 1, below.length * 2));
            }
            below[owner] = with(below(owner), account);
        }
    }

    void remove(int account, int owner) {
        Check.that(isOwner(owner, account) && isShared(account), "one of several owners");
        set(account, without(owners(account), owner));
        if (!accounts.isPerson(owner)) {
            below[owner] = without(below(owner), account);
        }
    }

    private static int[] with(int[] rising, int one) {
        int place = -Arrays.binarySearch(rising, one) - 1;
        int[] more = Arrays.copyOf(rising, rising.length + 1);
        System.arraycopy(rising, place, more, place + 1, rising.length - place);
        more[place] = one;
        return more;
    }

    private static int[] without(int[] rising, int one) {
        int place = Arrays.binarySearch(rising, one);
        int[] fewer = Arrays.copyOf(rising, rising.length - 1);
        System.arraycopy(rising, place + 1, fewer, place, fewer.length - place);
        return fewer;
    }

    private void set(int account, int[] now) {
        if (account >= owners.length) {
            owners = Arrays.copyOf(owners, Math.max(account + 1, owners.length * 2));
        }
        if (owners[account] != null) {
            // Of an account that is new nothing can have been asked.
            Arrays.fill(cache, 0);
        }
        owners[account] = now;
    }
}
