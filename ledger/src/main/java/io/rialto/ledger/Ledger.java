package io.rialto.ledger;

import io.rialto.money.Check;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The money: for every account and asset the cash that it owns, the part of it that is held, and what
 * backs it besides: the worst that open positions can come to, which may let cash fall below zero.
 *
 * <p>Amounts are minor units. Accounts are dense indexes from 0 in the order opened, assets small
 * positive numbers. A balance lives in a slot that is made on first use and stays for ever, so
 * callers may keep slots. Whether a change is allowed is the caller's decision, taken before; a
 * posting that would break a rule of money is a broken invariant here, not an error.
 *
 * <p>One thread. Allocates only when it grows; finding a slot costs one look-up, all else none.
 */
public final class Ledger {
    /** No such balance. */
    public static final int NONE = -1;

    /** A slot is four longs: half a cache line, so that a balance costs one miss. */
    private static final int SLOT_SHIFT = 2;

    private static final int CASH = 0;
    private static final int HELD = 1;
    private static final int OWNER = 2;
    private static final int LINK = 3;

    private static final long FLAG_POSTED = 1L << 32;
    private static final long FLAG_MAY_GO_NEGATIVE = 1L << 33;
    private static final long FLAG_WATCHED = 1L << 34;
    private static final long FLAG_OTHER_UNIVERSE = 1L << 35;

    /** Set once anything backed the balance; the others never pay for looking. */
    private static final long FLAG_BACKED = 1L << 36;

    private static final int SLOTS_AT_FIRST = 64;

    /** Account and asset of an entry are compared in the slot; the upper half only filters. */
    private long[] table = new long[SLOTS_AT_FIRST * 2];

    private long[] slots = new long[SLOTS_AT_FIRST << SLOT_SHIFT];
    private int slotCount;

    /** By slot what backs a balance beside its cash; only where {@link #FLAG_BACKED} says so. */
    private long[] backings = new long[0];

    /** Per account the slot of its lowest asset, linked on by rising asset. */
    private int[] firstSlots = new int[SLOTS_AT_FIRST];

    private boolean[] mayGoNegative = new boolean[SLOTS_AT_FIRST];
    private boolean[] watched = new boolean[SLOTS_AT_FIRST];
    private int[] universes = new int[SLOTS_AT_FIRST];
    private int accountCount;

    /** Of the main universe by asset; of the others by universe and asset, those other than 0. */
    private long[] imbalances = new long[SLOTS_AT_FIRST];

    private final Map<Long, Long> otherImbalances = new TreeMap<>();
    private int imbalancedAssets;

    /** Opens the next account, in the main universe. */
    public int openAccount(boolean negativeAllowed) {
        return openAccount(negativeAllowed, 0);
    }

    /**
     * Opens the next account.
     *
     * @param universe the economy within which its money sums to zero; 0 is the main one
     * @param negativeAllowed whether its cash may fall below zero, as that of issuance does, which
     *     is the counterpart of all money
     * @return its index: 0, 1, 2 …
     */
    public int openAccount(boolean negativeAllowed, int universe) {
        if (accountCount == firstSlots.length) {
            firstSlots = Arrays.copyOf(firstSlots, accountCount * 2);
            mayGoNegative = Arrays.copyOf(mayGoNegative, accountCount * 2);
            watched = Arrays.copyOf(watched, accountCount * 2);
            universes = Arrays.copyOf(universes, accountCount * 2);
        }
        firstSlots[accountCount] = NONE;
        mayGoNegative[accountCount] = negativeAllowed;
        universes[accountCount] = universe;
        return accountCount++;
    }

    /** How many accounts are open. */
    public int accountCount() {
        return accountCount;
    }

    /** The slot of the account's balance in the asset; made, with nothing in it, if absent. */
    public int slot(int accountIndex, int asset) {
        int slot = slotOrNone(accountIndex, asset);
        return slot != NONE ? slot : makeSlot(accountIndex, asset);
    }

    /** The slot of the account's balance in the asset, or {@link #NONE}. */
    public int slotOrNone(int accountIndex, int asset) {
        long owner = owner(accountIndex, asset);
        long hash = mix(owner);
        int mask = table.length - 1;
        long tag = hash >>> 32;
        for (int i = (int) hash & mask; table[i] != 0; i = (i + 1) & mask) {
            int slot = (int) table[i] - 1;
            if (table[i] >>> 32 == tag && slots[(slot << SLOT_SHIFT) + OWNER] == owner) {
                return slot;
            }
        }
        return NONE;
    }

    /** What the balance owns. */
    public long cash(int slot) {
        return slots[(slot << SLOT_SHIFT) + CASH];
    }

    /** The part of the cash that is reserved. */
    public long held(int slot) {
        return slots[(slot << SLOT_SHIFT) + HELD];
    }

    /** Cash less held, and what backs the balance beside them. */
    public long available(int slot) {
        int at = slot << SLOT_SHIFT;
        long free = slots[at + CASH] - slots[at + HELD];
        return (slots[at + LINK] & FLAG_BACKED) == 0 ? free : free + backings[slot];
    }

    /** What may leave the account: available, but only as far as it is cash. */
    public long withdrawable(int slot) {
        return Math.min(cash(slot) - held(slot), available(slot));
    }

    /** What positions may be counted on to bring (or cost, if negative): their worst cases. */
    public long backing(int slot) {
        return (slots[(slot << SLOT_SHIFT) + LINK] & FLAG_BACKED) == 0 ? 0 : backings[slot];
    }

    /**
     * Changes what backs a balance beside its cash. Whether available stays above zero is checked by
     * the posting that belongs to it or, where there is none, by {@link #checkCovered}.
     */
    public void back(int slot, long delta) {
        if (delta == 0) {
            return;
        }
        if (slot >= backings.length) {
            backings = Arrays.copyOf(backings, Math.max(slot + 1, slots.length >> SLOT_SHIFT));
        }
        slots[(slot << SLOT_SHIFT) + LINK] |= FLAG_BACKED;
        backings[slot] = sum(backings[slot], delta);
    }

    /** That nothing is available that is not there, which holds after every change. */
    public void checkCovered(int slot) {
        boolean free = (slots[(slot << SLOT_SHIFT) + LINK] & FLAG_MAY_GO_NEGATIVE) != 0;
        Check.that(free || available(slot) >= 0, "held is not more than cash and backing");
    }

    /** That of all balances, and held is below zero nowhere. O(balances). */
    public void checkCovered() {
        for (int slot = 0; slot < slotCount; slot++) {
            Check.that(held(slot) >= 0, "held is not negative");
            checkCovered(slot);
        }
    }

    /** Fills a balance of a restored state; {@link #checkCovered()} follows when all is there. */
    public void restore(int slot, long cash, long held) {
        int at = slot << SLOT_SHIFT;
        count(at, sum(cash, -slots[at + CASH]));
        slots[at + CASH] = cash;
        slots[at + HELD] = held;
        slots[at + LINK] |= FLAG_POSTED;
    }

    public int accountIndex(int slot) {
        return (int) (slots[(slot << SLOT_SHIFT) + OWNER] >>> 32);
    }

    public int asset(int slot) {
        return (int) slots[(slot << SLOT_SHIFT) + OWNER];
    }

    /** Whether anything was ever posted to it; a slot may also have been made only to be ready. */
    public boolean isPosted(int slot) {
        return (slots[(slot << SLOT_SHIFT) + LINK] & FLAG_POSTED) != 0;
    }

    /** The account's slot of the lowest asset, or {@link #NONE}. */
    public int firstSlot(int accountIndex) {
        Check.that(accountIndex >= 0 && accountIndex < accountCount, "the account is open");
        return firstSlots[accountIndex];
    }

    /** The same account's slot of the next higher asset, or {@link #NONE}. */
    public int nextSlot(int slot) {
        return (int) slots[(slot << SLOT_SHIFT) + LINK];
    }

    /**
     * Changes a balance by exactly these amounts.
     *
     * <p>What must hold afterwards, or the program is wrong: held is not negative; unless the
     * account may go negative, held is not more than cash and what backs it.
     */
    public void post(int slot, long cashDelta, long heldDelta) {
        int at = slot << SLOT_SHIFT;
        long link = slots[at + LINK];
        long cash = sum(slots[at + CASH], cashDelta);
        long held = sum(slots[at + HELD], heldDelta);
        Check.that(held >= 0, "held is not negative");
        if ((link & FLAG_MAY_GO_NEGATIVE) == 0) {
            long backing = (link & FLAG_BACKED) == 0 ? 0 : backings[slot];
            Check.that(cash - held + backing >= 0, "held is not more than cash and backing");
        }
        slots[at + CASH] = cash;
        slots[at + HELD] = held;
        slots[at + LINK] = link | FLAG_POSTED;
        if (cashDelta != 0) {
            count(at, cashDelta);
        }
    }

    /** Adds a change of cash to what must sum to zero in the balance's universe. */
    private void count(int at, long cashDelta) {
        if ((slots[at + LINK] & FLAG_OTHER_UNIVERSE) != 0) {
            countOther(slots[at + OWNER], cashDelta);
        } else {
            countMain((int) slots[at + OWNER], cashDelta);
        }
    }

    /** Whether somebody must be told when cash of this balance changes: see {@link #watch}. */
    public boolean isWatched(int slot) {
        return (slots[(slot << SLOT_SHIFT) + LINK] & FLAG_WATCHED) != 0;
    }

    /** Marks all balances of an account, those to come as well, as watched or not. */
    public void watch(int accountIndex, boolean isWatched) {
        watched[accountIndex] = isWatched;
        for (int slot = firstSlot(accountIndex); slot != NONE; slot = nextSlot(slot)) {
            int at = (slot << SLOT_SHIFT) + LINK;
            slots[at] = isWatched ? slots[at] | FLAG_WATCHED : slots[at] & ~FLAG_WATCHED;
        }
    }

    /**
     * All cash changes of the asset in the main universe since the start added up: 0 between
     * commands.
     */
    public long imbalance(int asset) {
        return asset < imbalances.length ? imbalances[asset] : 0;
    }

    /** The same of any universe. */
    public long imbalance(int universe, int asset) {
        return universe == 0
                ? imbalance(asset)
                : otherImbalances.getOrDefault(pool(universe, asset), 0L);
    }

    /** Whether the imbalance is 0 for every universe and asset. O(1). */
    public boolean isBalanced() {
        return imbalancedAssets == 0;
    }

    private void countMain(int asset, long cashDelta) {
        long before = imbalances[asset];
        long after = sum(before, cashDelta);
        imbalances[asset] = after;
        imbalancedAssets += (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0);
    }

    private void countOther(long owner, long cashDelta) {
        long pool = pool(universes[(int) (owner >>> 32)], (int) owner);
        long after = sum(otherImbalances.getOrDefault(pool, 0L), cashDelta);
        Long before = after == 0 ? otherImbalances.remove(pool) : otherImbalances.put(pool, after);
        imbalancedAssets += (after != 0 ? 1 : 0) - (before != null ? 1 : 0);
    }

    private static long pool(int universe, int asset) {
        return ((long) universe << 32) | asset;
    }

    private int makeSlot(int accountIndex, int asset) {
        Check.that(accountIndex >= 0 && accountIndex < accountCount, "the account is open");
        Check.that(asset > 0, "an asset's number is positive");
        if (asset >= imbalances.length) {
            imbalances = Arrays.copyOf(imbalances, Math.max(asset + 1, imbalances.length * 2));
        }
        int slot = slotCount++;
        if ((slotCount << SLOT_SHIFT) > slots.length) {
            slots = Arrays.copyOf(slots, slots.length * 2);
        }
        if (slotCount * 2 > table.length) {
            growTable(slot);
        }
        int at = slot << SLOT_SHIFT;
        slots[at + OWNER] = owner(accountIndex, asset);
        slots[at + LINK] = (mayGoNegative[accountIndex] ? FLAG_MAY_GO_NEGATIVE : 0)
                | (watched[accountIndex] ? FLAG_WATCHED : 0)
                | (universes[accountIndex] != 0 ? FLAG_OTHER_UNIVERSE : 0);
        enter(slot);
        link(slot, accountIndex, asset);
        return slot;
    }

    /** Keeps an account's slots in order of asset, the order in which the state is written. */
    private void link(int slot, int accountIndex, int asset) {
        int before = NONE;
        int after = firstSlots[accountIndex];
        while (after != NONE && asset(after) < asset) {
            before = after;
            after = nextSlot(after);
        }
        setNextSlot(slot, after);
        if (before == NONE) {
            firstSlots[accountIndex] = slot;
        } else {
            setNextSlot(before, slot);
        }
    }

    private void setNextSlot(int slot, int next) {
        int at = (slot << SLOT_SHIFT) + LINK;
        slots[at] = (slots[at] & ~0xFFFF_FFFFL) | (next & 0xFFFF_FFFFL);
    }

    private void growTable(int entered) {
        table = new long[table.length * 2];
        for (int slot = 0; slot < entered; slot++) {
            enter(slot);
        }
    }

    private void enter(int slot) {
        long hash = mix(slots[(slot << SLOT_SHIFT) + OWNER]);
        int mask = table.length - 1;
        int i = (int) hash & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = (hash & 0xFFFF_FFFF_0000_0000L) | (slot + 1);
    }

    private static long owner(int accountIndex, int asset) {
        return ((long) accountIndex << 32) | (asset & 0xFFFF_FFFFL);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 29);
    }

    private static long sum(long left, long right) {
        long sum = left + right;
        Check.that(((left ^ sum) & (right ^ sum)) >= 0, "a balance fits in 64 bits");
        return sum;
    }
}
