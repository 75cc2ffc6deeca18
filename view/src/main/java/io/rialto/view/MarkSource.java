package io.rialto.view;

/** Where a mark comes from. */
public enum MarkSource {
    /** What the market paid. */
    SETTLEMENT,

    /** A price that the viewer gave. */
    GIVEN,

    /** The last trade. */
    LAST,

    /** Halfway between the best bid and the best ask, rounded down. */
    MID,

    /** Of a fund: the marks of its constituents, weighted. */
    CONSTITUENTS,

    /** There is nothing to go by. */
    NONE
}
