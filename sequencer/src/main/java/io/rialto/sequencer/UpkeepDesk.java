package io.rialto.sequencer;

/** Where a node is asked what it keeps, and told to take a snapshot. Any thread. */
interface UpkeepDesk {
    /** What the node keeps now, with consumers as they have noted themselves. */
    VenueUpkeep upkeep();

    /** Asks for a snapshot soon, if there is room for it. */
    void wishForSnapshot();
}
