package io.rialto.sequencer;

/**
 * Judges whether there is room for more. What was short is enough again only when there is more
 * than the reserve by a quarter, or by 64 MiB, so that a venue at the edge does not flutter.
 */
final class RoomGuard {
    private static final int MARGIN = 4;
    private static final long MARGIN_BYTES_MAX = 64 << 20;

    private Room room = Room.ENOUGH;

    /**
     * Judges anew.
     *
     * @param freeBytes of the disk
     * @param reserveBytes that must stay free
     * @param isMemoryBacked whether all shared memory has pages of its own
     */
    Room judge(long freeBytes, long reserveBytes, boolean isMemoryBacked) {
        long margin = Math.min(reserveBytes / MARGIN, MARGIN_BYTES_MAX);
        long needed = room == Room.DISK_SHORT ? reserveBytes + margin : reserveBytes;
        if (freeBytes < needed) {
            room = Room.DISK_SHORT;
        } else {
            room = isMemoryBacked ? Room.ENOUGH : Room.MEMORY_SHORT;
        }
        return room;
    }

    Room room() {
        return room;
    }
}
