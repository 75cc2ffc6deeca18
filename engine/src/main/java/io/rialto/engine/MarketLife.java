package io.rialto.engine;

import static io.rialto.engine.MarketStatus.CLOSED;
import static io.rialto.engine.MarketStatus.HALTED;
import static io.rialto.engine.MarketStatus.OPEN;
import static io.rialto.engine.MarketStatus.PAUSED;
import static io.rialto.engine.MarketStatus.PRE_OPEN;
import static io.rialto.engine.MarketStatus.SEMI_PAUSED;
import static io.rialto.engine.MarketStatus.SETTLED;
import static io.rialto.engine.MarketStatus.VOID;

import io.rialto.matching.Book;
import io.rialto.money.Check;
import io.rialto.money.Side;

import java.util.EnumSet;

/**
 * The one state machine of markets' life (VENUE-RULES 3). What a status admits is said by {@link
 * MarketStatus}; here is which may follow which, and every change goes through {@link #enter}. Under
 * version 1 of the rules any of its three statuses may follow any other.
 */
final class MarketLife {
    /** The statuses that may come next. Nothing follows VOID. */
    static EnumSet<MarketStatus> after(MarketStatus status) {
        return switch (status) {
            case PRE_OPEN -> EnumSet.of(OPEN, SEMI_PAUSED, PAUSED, CLOSED, SETTLED, VOID);
            case OPEN -> EnumSet.of(PRE_OPEN, SEMI_PAUSED, PAUSED, HALTED, CLOSED, SETTLED, VOID);
            case SEMI_PAUSED -> EnumSet.of(PRE_OPEN, OPEN, PAUSED, CLOSED, SETTLED, VOID);
            case PAUSED -> EnumSet.of(PRE_OPEN, OPEN, SEMI_PAUSED, CLOSED, SETTLED, VOID);
            case HALTED -> EnumSet.of(PRE_OPEN, OPEN, SEMI_PAUSED, PAUSED, CLOSED, SETTLED, VOID);
            case CLOSED -> EnumSet.of(PRE_OPEN, OPEN, SEMI_PAUSED, PAUSED, SETTLED, VOID);
            case SETTLED -> EnumSet.of(VOID);
            case VOID -> EnumSet.noneOf(MarketStatus.class);
        };
    }

    /**
     * Those that an administrator may ask for, and a market be made with. A circuit breaker halts;
     * settling and corrections are commands of their own.
     */
    static boolean isForTheAsking(MarketStatus status) {
        return switch (status) {
            case PRE_OPEN, OPEN, SEMI_PAUSED, PAUSED, CLOSED -> true;
            case HALTED, SETTLED, VOID -> false;
        };
    }

    private final Rules rules;
    private final EventSink events;
    private final Collecting collecting = new Collecting();

    MarketLife(Rules rules, EventSink events) {
        this.rules = rules;
        this.events = events;
    }

    /** The markets in which orders collect now. */
    Collecting collecting() {
        return collecting;
    }

    /** Whether the rules in force know the status at all. */
    boolean isKnown(MarketStatus status) {
        return rules.hasMoreCommands() || status.isOfFirstRules();
    }

    /** Whether the rules in force can undo trades. */
    boolean remembersTrades() {
        return rules.hasMoreCommands();
    }

    /**
     * Whether an administrator's command may bring the market there: DONE, else in this order
     * STATUS_UNCHANGED, STATUS_ILLEGAL, BOOK_CROSSED (orders that collected must be matched by an
     * auction).
     */
    Code refusal(Market market, MarketStatus status) {
        if (market.status == status) {
            return Code.STATUS_UNCHANGED;
        }
        if (!rules.hasMoreCommands()) {
            return Code.DONE;
        }
        if (!isForTheAsking(status) || !after(market.status).contains(status)) {
            return Code.STATUS_ILLEGAL;
        }
        return status.matches() && isCrossed(market) ? Code.BOOK_CROSSED : Code.DONE;
    }

    /**
     * Changes a market's status and says so. Where the new one has no orders the caller ends them.
     *
     * @param actor whose command it is; 0 where the venue does it of itself
     */
    void enter(Market market, MarketStatus status, StatusCause cause, long actor, String reason) {
        MarketStatus previous = market.status;
        market.status = status;
        if (previous.collects() && !status.collects()) {
            collecting.remove(market);
        } else if (status.collects() && !previous.collects()) {
            collecting.add(market);
        }
        if (rules.hasMoreCommands()) {
            Check.that(after(previous).contains(status), "a status follows one that it may follow");
            events.marketStatusSet(market.id, previous, status, cause, actor, reason);
        } else {
            events.marketStatusChanged(market.id, status, reason);
        }
    }

    private static boolean isCrossed(Market market) {
        long bid = market.book.bestPriceTicks(Side.BUY);
        long ask = market.book.bestPriceTicks(Side.SELL);
        return bid != Book.NO_PRICE && ask != Book.NO_PRICE && bid >= ask;
    }
}
