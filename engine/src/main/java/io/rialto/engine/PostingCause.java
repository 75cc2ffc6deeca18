package io.rialto.engine;

/** Why a balance changed. */
public enum PostingCause {
    ISSUE(1),
    WITHDRAWAL(2),
    /** Funds held for an order; cash unchanged. */
    HOLD(3),
    /** Funds no longer held; cash unchanged. */
    RELEASE(4),
    TRADE(5),
    FEE(6),
    TRANSFER(10),
    /** From the house. */
    GIFT(11),
    /** Reserved for a redeem code, or no longer; cash unchanged. */
    RESERVE(12),
    /** A redeem code was claimed. */
    CODE(13),
    /** A universe was reset. */
    SWEEP(14),
    /** What a position paid when its market was settled. */
    POSITION_SETTLED(20),
    /** The fee for redeeming a fund. */
    REDEMPTION_FEE(21),
    /** The strike of an option that was exercised. */
    STRIKE(22),
    /** What an option in the money paid when its underlying was settled. */
    OPTION_SETTLED(23),
    /** An administrator's correction. */
    CORRECTION(45),
    /** For an item. */
    AUCTION(40);

    private static final PostingCause[] BY_NUMBER = byNumber();

    private final int number;

    PostingCause(int number) {
        this.number = number;
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
    public static PostingCause of(int number) {
        PostingCause value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no PostingCause has number " + number);
        }
        return value;
    }

    private static PostingCause[] byNumber() {
        int highest = 0;
        for (PostingCause value : values()) {
            highest = Math.max(highest, value.number);
        }
        PostingCause[] table = new PostingCause[highest + 1];
        for (PostingCause value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
