package io.rialto.sequencer;

/** Whether a venue has room to record more. */
public enum Room {
    /** Nobody says: the engine is not reached, or not on this machine. */
    UNKNOWN(0),
    /** Enough for whatever comes. */
    ENOUGH(1),
    /** The disk's free space is below the reserve: no new commands until it is well above it. */
    DISK_SHORT(2),
    /** What the processes share in memory cannot be backed: no new commands until it can. */
    MEMORY_SHORT(3);

    private final int number;

    Room(int number) {
        this.number = number;
    }

    /** Says it to another process. */
    int number() {
        return number;
    }

    /** Whether new commands must be refused. */
    public boolean isShort() {
        return this == DISK_SHORT || this == MEMORY_SHORT;
    }

    static Room of(long number) {
        for (Room room : values()) {
            if (room.number == number) {
                return room;
            }
        }
        return UNKNOWN;
    }
}
