package io.rialto.matching;

/** What happens when an incoming order meets a resting one of its own self-trade group. */
public enum SelfTradePrevention {
    /** They trade. */
    NONE,
    /** The incoming order's remainder is cancelled. */
    CANCEL_NEWEST,
    /** The resting order is cancelled and matching goes on. */
    CANCEL_OLDEST,
    /** Both are cancelled. */
    CANCEL_BOTH,
    /** Both shrink by the smaller quantity without a trade. */
    DECREMENT
}
