package io.rialto.sequencer;

/** What a command's answer promises about the disk. */
public enum Durability {
    /** Answered after the log was synced to disk, in groups. Survives the loss of power. */
    DISK(1),
    /** Answered after the log was written to the operating system. Survives a killed process. */
    OS(0);

    private final int syncLevel;

    Durability(int syncLevel) {
        this.syncLevel = syncLevel;
    }

    /** The archive's and the cluster's name for it. */
    int syncLevel() {
        return syncLevel;
    }
}
