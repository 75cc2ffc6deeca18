package io.rialto.engine;

/** Where a market is in its life, and what it admits there; {@link MarketLife} says what may follow. */
public enum MarketStatus {
    OPEN(1, Admits.MATCHING),
    /** Nothing is accepted, cancels neither. */
    PAUSED(2, Admits.NOTHING),
    /** No orders; those open were cancelled. */
    CLOSED(3, Admits.NOTHING),
    /** Orders collect, none match, until an auction opens the market. */
    PRE_OPEN(4, Admits.COLLECTING),
    /** Cancels only. */
    SEMI_PAUSED(5, Admits.CANCELS),
    /** By a circuit breaker: orders collect, none match, until an auction opens the market again. */
    HALTED(6, Admits.COLLECTING),
    /** Its outcome was paid; those open were cancelled. */
    SETTLED(7, Admits.NOTHING),
    /** Undone or withdrawn: what was in it counts no more. */
    VOID(8, Admits.NOTHING);

    /** How much a market lets happen, each with all before it. */
    private enum Admits {
        NOTHING,
        CANCELS,
        COLLECTING,
        MATCHING
    }

    private static final MarketStatus[] BY_NUMBER = byNumber();

    private final int number;
    private final Admits admits;

    MarketStatus(int number, Admits admits) {
        this.number = number;
        this.admits = admits;
    }

    /** Whether an open order may be cancelled. */
    public boolean takesCancels() {
        return admits != Admits.NOTHING;
    }

    /** Whether an order may be entered or amended. */
    public boolean takesOrders() {
        return admits == Admits.MATCHING || admits == Admits.COLLECTING;
    }

    /** Whether orders trade with each other as they come. */
    public boolean matches() {
        return admits == Admits.MATCHING;
    }

    /** Whether orders collect, to be matched by an auction. */
    public boolean collects() {
        return admits == Admits.COLLECTING;
    }

    /** Whether version 1 of the rules knows it. */
    boolean isOfFirstRules() {
        return number <= CLOSED.number;
    }

    /** The number on the wire and in snapshots. */
    public int number() {
        return number;
    }

    /**
     * The value with that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MarketStatus of(int number) {
        MarketStatus value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no MarketStatus has number " + number);
        }
        return value;
    }

    private static MarketStatus[] byNumber() {
        int highest = 0;
        for (MarketStatus value : values()) {
            highest = Math.max(highest, value.number);
        }
        MarketStatus[] table = new MarketStatus[highest + 1];
        for (MarketStatus value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
