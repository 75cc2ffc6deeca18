package io.rialto.simulator;

/**
 * A mistake made on purpose, to see that the simulation finds it. Each is one that a venue could
 * have, made at the seam where it would be.
 */
public enum Plant {
    /** None: the venue as it is. */
    NONE,
    /** A command is applied and answered before the log is synced. */
    ANSWER_BEFORE_SYNC,
    /** The idempotency keys are left out of snapshots. */
    SNAPSHOT_WITHOUT_KEYS,
    /** After a restart all events that are said again are taken for recorded. */
    EVENTS_LOST_BY_CRASH,
    /** After a restart events are recorded again. */
    EVENTS_TWICE,
    /** A snapshot does not wait until its events are recorded, and no start asks whether they are. */
    SNAPSHOT_AHEAD_OF_EVENTS,
    /** A half-written snapshot is taken for whole. */
    HALF_SNAPSHOT_USED,
    /** The timer is not set again after a restart from a snapshot. */
    TIMER_FORGOTTEN,
    /** What a killed node had written is not synced before it is applied again. */
    START_WITHOUT_SYNC,
    /** Whoever asks again does so under a new key. */
    NEW_KEY,
    /** What was sent is never sent again. */
    NEVER_SENT_AGAIN,
    /** A consumer stores its position apart from the effect. */
    POSITION_APART,
    /** A read does not wait for what its session was told. */
    STALE_READ,
    /** A view that was left behind goes on with the events still kept. */
    GAP_IGNORED,
    /** An answer is given to the wrong command. */
    ANSWERS_MIXED_UP
}
