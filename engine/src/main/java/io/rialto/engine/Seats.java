package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The seats: an account's place in a market, made when it first has an order accepted there. A seat
 * knows the balances that the account trades with, how many of its orders are open, how much they
 * would buy, and the first of them; the others are linked on in {@link OrderSlab}.
 *
 * <p>A seat lasts as long as the engine. Its number means nothing, so seats are no part of the state:
 * what is counted by seat and outlasts the orders (a position, what was traded under tiers, the rate of
 * orders used up) is written by market and account, and one of which nothing is left means none. One cache line each; one look-up to find, no allocation but by growth.
 */
final class Seats {

    static final int NONE = -1;

    private static final int RECORD_SHIFT = 3;
    private static final int SEATS_AT_FIRST = 64;

    private static final int ACCOUNT = 0;
    private static final int PLACE = 1;
    private static final int SLOTS = 2;
    private static final int OPEN_BUY_LOTS = 3;
    private static final int ORDERS = 4;
    private static final int NEXT = 5;
    private static final int POSITION = 6;
    private static final int WAITING = 7;

    private long[] words = new long[SEATS_AT_FIRST << RECORD_SHIFT];
    private int count;

    /** Seat + 1 by hash of its place; 0 is empty. Nothing is ever taken out. */
    private int[] table = new int[SEATS_AT_FIRST * 2];

    /** Per account the latest of its seats + 1, linked on to the others; 0 for none. */
    private int[] firstOfAccount = new int[SEATS_AT_FIRST];

    /** The account's seat in the market, or NONE. */
    int find(int marketIndex, int accountIndex) {
        long place = place(marketIndex, accountIndex);
        int mask = table.length - 1;
        for (int i = mix(place) & mask; table[i] != 0; i = (i + 1) & mask) {
            if (words[at(table[i] - 1) + PLACE] == place) {
                return table[i] - 1;
            }
        }
        return NONE;
    }

    /** Makes a seat that is not there yet. */
    int add(int marketIndex, int accountIndex, long account, int baseSlot, int quoteSlot) {
        int seat = count++;
        if ((count << RECORD_SHIFT) > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        int at = at(seat);
        words[at + ACCOUNT] = account;
        words[at + PLACE] = place(marketIndex, accountIndex);
        words[at + SLOTS] = ((long) baseSlot << 32) | (quoteSlot & 0xFFFF_FFFFL);
        words[at + OPEN_BUY_LOTS] = 0;
        words[at + ORDERS] = NONE & 0xFFFF_FFFFL;
        if (count * 2 > table.length) {
            growTable();
        } else {
            enter(seat);
        }
        linkToAccount(seat, accountIndex);
        return seat;
    }

    /** One of the account's seats, or NONE. */
    int firstOf(int accountIndex) {
        return accountIndex < firstOfAccount.length ? firstOfAccount[accountIndex] - 1 : NONE;
    }

    /** Another of the same account's seats, in no order that means anything, or NONE. */
    int next(int seat) {
        return (int) words[at(seat) + NEXT];
    }

    long account(int seat) {
        return words[at(seat) + ACCOUNT];
    }

    int accountIndex(int seat) {
        return (int) words[at(seat) + PLACE];
    }

    int marketIndex(int seat) {
        return (int) (words[at(seat) + PLACE] >>> 32);
    }

    /** The ledger's slot of its balance in the base asset. */
    int baseSlot(int seat) {
        return (int) (words[at(seat) + SLOTS] >>> 32);
    }

    /** The ledger's slot of its balance in the quote asset. */
    int quoteSlot(int seat) {
        return (int) words[at(seat) + SLOTS];
    }

    /** Its position, where contracts are traded. */
    int position(int seat) {
        return (int) words[at(seat) + POSITION];
    }

    void position(int seat, int position) {
        words[at(seat) + POSITION] = position;
    }

    /** What its open orders to buy may still buy together. */
    long openBuyLots(int seat) {
        return words[at(seat) + OPEN_BUY_LOTS];
    }

    void addOpenBuyLots(int seat, long lots) {
        words[at(seat) + OPEN_BUY_LOTS] += lots;
        Check.that(words[at(seat) + OPEN_BUY_LOTS] >= 0, "open orders buy a positive quantity");
    }

    /** How many of its orders are open. */
    int openOrders(int seat) {
        return (int) (words[at(seat) + ORDERS] >>> 32);
    }

    /** The handle of one of its orders, or NONE. */
    int firstOrder(int seat) {
        return (int) words[at(seat) + ORDERS];
    }

    /** The number of one of its orders that wait, which links to the others; or NONE. */
    int firstWaiting(int seat) {
        return (int) words[at(seat) + WAITING] - 1;
    }

    void firstWaiting(int seat, int number) {
        words[at(seat) + WAITING] = number + 1L;
    }

    /** Adds an open order. */
    void link(int seat, OrderSlab orders, int handle) {
        int first = firstOrder(seat);
        orders.neighbours(handle, NONE, first);
        if (first != NONE) {
            orders.neighbours(first, handle, orders.next(first));
        }
        orders(seat, openOrders(seat) + 1, handle);
    }

    /** Takes out an open order. */
    void unlink(int seat, OrderSlab orders, int handle) {
        int previous = orders.previous(handle);
        int next = orders.next(handle);
        if (next != NONE) {
            orders.neighbours(next, previous, orders.next(next));
        }
        if (previous != NONE) {
            orders.neighbours(previous, orders.previous(previous), next);
        }
        int first = previous == NONE ? next : firstOrder(seat);
        orders(seat, openOrders(seat) - 1, first);
    }

    /** Counts an open order that is not in the book, or one less. */
    void addWaiting(int seat, int by) {
        orders(seat, openOrders(seat) + by, firstOrder(seat));
    }

    private void orders(int seat, int open, int first) {
        Check.that(open >= 0, "a seat has no fewer than no orders");
        words[at(seat) + ORDERS] = ((long) open << 32) | (first & 0xFFFF_FFFFL);
    }

    private void linkToAccount(int seat, int accountIndex) {
        if (accountIndex >= firstOfAccount.length) {
            int length = Math.max(accountIndex + 1, firstOfAccount.length * 2);
            firstOfAccount = Arrays.copyOf(firstOfAccount, length);
        }
        words[at(seat) + NEXT] = firstOfAccount[accountIndex] - 1L;
        firstOfAccount[accountIndex] = seat + 1;
    }

    private void growTable() {
        table = new int[table.length * 2];
        for (int seat = 0; seat < count; seat++) {
            enter(seat);
        }
    }

    private void enter(int seat) {
        int mask = table.length - 1;
        int i = mix(words[at(seat) + PLACE]) & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = seat + 1;
    }

    private static int at(int seat) {
        return seat << RECORD_SHIFT;
    }

    private static long place(int marketIndex, int accountIndex) {
        return ((long) marketIndex << 32) | accountIndex;
    }

    private static int mix(long place) {
        long mixed = (place ^ (place >>> 29)) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
