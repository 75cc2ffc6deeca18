package io.rialto.sequencer;

import java.util.List;

/**
 * What {@link LogVerifier} found.
 *
 * @param fromSequence events in the state that it began with: a snapshot's, or 0
 * @param commands applied
 * @param sequence number of the last event then
 * @param stateHash of the last state
 * @param eventsCompared up to which event the record was compared; what a crash kept from being
 *     recorded follows at the next start
 * @param snapshotsCompared states on disk that were compared with the one computed
 * @param newestSnapshot number of the last event in the newest of them; -1 for none
 * @param logEnd where the log ends
 * @param differences in the order found, the first few; empty when all agrees
 * @param notes what is no difference but worth knowing
 */
public record VerifyReport(
        long fromSequence,
        long commands,
        long sequence,
        long stateHash,
        long eventsCompared,
        int snapshotsCompared,
        long newestSnapshot,
        long logEnd,
        List<String> differences,
        List<String> notes) {
    public VerifyReport {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Whether everything agrees. */
    public boolean isEqual() {
        return differences.isEmpty();
    }
}
