package io.rialto.engine;

/**
 * A figure of a market that an administrator may change while it trades; and, from {@link #AVERAGE} on,
 * what the engine keeps of a market between commands.
 */
public enum MarketFigure {
    /** The instant at which what collects is matched; 0 for on command only. */
    AUCTION_AT(1),
    /** How far from its rolling average a market may trade before it halts, millionths; 0: any. */
    BREAKER_PPM(2),
    /** Nanoseconds from a halt to the auction that reopens; 0 for on command only. */
    HALT_NANOS(3),
    /** Orders that an account may enter per second; 0: any. */
    ORDER_RATE(4),
    /** As {@link MarketSpec#priceBandPpm}. */
    PRICE_BAND_PPM(5),
    /** As {@link MarketSpec#protectionPpm}. */
    PROTECTION_PPM(6),
    /** As {@link MarketSpec#notionalMaximum}: the most that one order may be worth (fat finger). */
    NOTIONAL_MAXIMUM(7),
    /** As {@link MarketSpec#positionMaximum}. */
    POSITION_MAXIMUM(8),
    /** As {@link MarketSpec#openOrdersAccountMax}. */
    OPEN_ORDERS_ACCOUNT(9),
    /** As {@link MarketSpec#openOrdersMarketMax}. */
    OPEN_ORDERS_MARKET(10),
    /** The rolling average of trades, ticks of the book times {@link Guard#AVERAGE_UNIT}. */
    AVERAGE(20),
    INDICATED_PRICE(21),
    INDICATED_QUANTITY(22),
    INDICATED_SURPLUS(23),
    /** The book's update number when the auction's price was last looked for, and when that was. */
    INDICATED_UPDATE(24),
    INDICATED_AT(25);

    private static final MarketFigure[] BY_NUMBER = byNumber();

    private final int number;

    MarketFigure(int number) {
        this.number = number;
    }

    /** Whether an administrator may set it. */
    public boolean isForTheAsking() {
        return number < AVERAGE.number;
    }

    /** Whether it is one of the market's terms, which a state has with the market. */
    boolean isOfTerms() {
        return number >= PRICE_BAND_PPM.number && isForTheAsking();
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
    public static MarketFigure of(int number) {
        MarketFigure value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no MarketFigure has number " + number);
        }
        return value;
    }

    private static MarketFigure[] byNumber() {
        MarketFigure[] table = new MarketFigure[INDICATED_AT.number + 1];
        for (MarketFigure value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
