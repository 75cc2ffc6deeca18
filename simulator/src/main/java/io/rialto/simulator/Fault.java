package io.rialto.simulator;

/** What the simulation does to the venue. */
public enum Fault {
    /** A message between gateway and node does not arrive. */
    LOST("messages lost"),
    /** A message arrives seconds late, and what follows it on its way too. */
    DELAYED("messages delayed by seconds"),
    /** A message arrives twice. */
    REPEATED("messages repeated"),
    /** A message is overtaken by later ones. */
    REORDERED("messages overtaken"),
    /** A connection is lost with all that is on its way. */
    CUT("connections cut"),
    /** The node's process is killed between two steps. */
    KILLED("nodes killed between steps"),
    /** The node's process is killed while it applies a command, after some of its outputs. */
    KILLED_WITHIN("nodes killed within a command"),
    /** The node's machine loses power, and with it what was not synced. */
    POWER_LOST("power losses"),
    /** The node dies again before it has replayed its log. */
    KILLED_STARTING("nodes killed while starting"),
    /** A gateway's process is killed. */
    GATEWAY_KILLED("gateways killed"),
    /** A gateway that was taken for dead lives on beside the one in its place. */
    GATEWAY_REPLACED("gateways replaced while alive"),
    /** Bytes that no gateway would send reach the log. */
    NONSENSE("commands that are none"),
    /** A reader of events stops for a while. */
    CONSUMER_STALLED("readers of events stalled"),
    /** A consumer dies between taking events and storing what follows from them. */
    CONSUMER_KILLED("consumers killed"),
    /** What a reader needs next is no longer kept; it begins anew. */
    CONSUMER_LEFT_BEHIND("readers left behind"),
    /** The node's clock jumps ahead. */
    CLOCK_AHEAD("clock jumps ahead"),
    /** The node's clock jumps back. */
    CLOCK_BACK("clock jumps back"),
    /** A sync takes seconds. */
    DISK_STALLED("syncs stalled"),
    /** The node dies before a snapshot is whole on disk. */
    SNAPSHOT_HALF("snapshots left half written");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /** What happened, in the plural. */
    public String title() {
        return title;
    }
}
