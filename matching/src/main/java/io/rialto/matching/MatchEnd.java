package io.rialto.matching;

/** Why matching stopped. */
public enum MatchEnd {
    /** Nothing is left of the aggressor: every lot was traded, or removed by a decrement. */
    FILLED,
    /** The opposite side is empty. */
    NO_MORE_LIQUIDITY,
    /** The next price is beyond the aggressor's bound. */
    BOUND,
    /** The aggressor could not pay for all that was wanted at the next price. */
    UNAFFORDABLE,
    /** Self-trade prevention: what is left of the aggressor is to be cancelled. */
    SELF_TRADE
}
