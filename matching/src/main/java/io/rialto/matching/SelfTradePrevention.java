package io.rialto.matching;

/**
 * What happens when an incoming order meets a resting order of its own self-trade group.
 *
 * <p>The incoming order's mode decides; the resting order's is not looked at. VENUE-RULES, section
 * 3.
 */
public enum SelfTradePrevention {
    /** They trade. */
    NONE,
    /** The incoming order stops here and what is left of it is cancelled. */
    CANCEL_NEWEST,
    /** The resting order is cancelled and the incoming one goes on. */
    CANCEL_OLDEST,
    /** The resting order is cancelled, and what is left of the incoming one as well. */
    CANCEL_BOTH,
    /** Both shrink by the smaller of the two quantities without a trade. */
    DECREMENT
}
