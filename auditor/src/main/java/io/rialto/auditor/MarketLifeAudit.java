package io.rialto.auditor;

import io.rialto.protocol.MarketStatus;

/** What a market's status admits, and which may follow which, as docs/markets.md says. */
final class MarketLifeAudit {
    private MarketLifeAudit() {}

    static boolean takesOrders(MarketStatus status) {
        return status == MarketStatus.OPEN
                || status == MarketStatus.PRE_OPEN
                || status == MarketStatus.HALTED;
    }

    static boolean matches(MarketStatus status) {
        return status == MarketStatus.OPEN;
    }

    /** Whether orders may stand in its book after a command; a crossed book may also be paused. */
    static boolean mayHaveOrders(MarketStatus status) {
        return status != MarketStatus.CLOSED
                && status != MarketStatus.SETTLED
                && status != MarketStatus.VOID;
    }

    static boolean isLegal(MarketStatus known, MarketStatus previous, MarketStatus next) {
        boolean isAsked = previous == known && next != previous;
        return isAsked
                && switch (previous) {
                    case VOID -> false;
                    case SETTLED -> next == MarketStatus.VOID;
                    case OPEN -> true;
                    default -> next != MarketStatus.HALTED;
                };
    }
}
