package io.rialto.sequencer;

import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.client.ClusterException;
import io.rialto.sequencer.DataDirectoryException.Reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Makes a data directory fit to start from, whatever the last run's end was: torn tails are cut,
 * what is left is synced, and a snapshot whose state is not whole, or is ahead of the recorded
 * events, is set aside for the one before it.
 */
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    private final DataDirectory data;
    private final StateFiles stateFiles;
    private final RecordingLog recordingLog;
    private final List<Recording> recordings;

    private Recovery(DataDirectory data, RecordingLog recordingLog) {
        this.data = data;
        this.recordingLog = recordingLog;
        stateFiles = new StateFiles(data.snapshots(), data.venueId());
        recordings = Recording.list(data.archive());
    }

    /**
     * Checks the catalog, and takes back ends that a killed start wrote into it. Call while holding
     * the directory, before anything reads the catalog: a reader believes the lengths in it.
     *
     * @throws DataDirectoryException when the catalog is damaged
     */
    static void restoreCatalog(DataDirectory data) {
        CatalogCheck.restore(data.archive());
    }

    private static boolean hasLog(DataDirectory data) {
        return Files.exists(data.cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME));
    }

    /**
     * Call while holding the directory, after {@link #restoreCatalog}, and before an archive opens it.
     *
     * @throws DataDirectoryException when something is damaged that a crash does not explain
     */
    static void prepare(DataDirectory data) {
        if (!hasLog(data)) {
            return;
        }
        TermsRepair.repair(data.cluster());
        try (RecordingLog recordingLog = openRecordingLog(data)) {
            Recovery recovery = new Recovery(data, recordingLog);
            long lastEvent = recovery.repairEvents();
            long logPosition = recovery.chooseSnapshot(lastEvent);
            recovery.repairOthers(logPosition);
            recovery.checkLog(logPosition);
        }
    }

    private static RecordingLog openRecordingLog(DataDirectory data) {
        try {
            return new RecordingLog(data.cluster().toFile(), false);
        } catch (ClusterException e) {
            throw new DataDirectoryException(
                    Reason.DAMAGED,
                    data.cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME)
                            + " is damaged: "
                            + e.getMessage()
                            + ". Restore the directory from a backup.",
                    e);
        }
    }

    /** Returns the number of the last event that is soundly recorded. */
    private long repairEvents() {
        long last = 0;
        for (Recording recording : recordings) {
            if (recording.streamId() == EventChannel.STREAM_ID) {
                long stop = recording.isStopped()
                        ? recording.stopPosition()
                        : TailRepair.repair(data.archive(), recording, Long.MAX_VALUE);
                EventTail tail = EventTail.check(data.archive(), recording, stop);
                if (!tail.reason().isEmpty()) {
                    TailRepair.restoreHeader(data.archive(), recording, tail.position());
                }
                last = tail.sequence();
            }
        }
        return last;
    }

    /** Returns the log position that the start replays from. */
    private long chooseSnapshot(long lastEvent) {
        while (true) {
            RecordingLog.Entry newest = recordingLog.getLatestSnapshot(0);
            if (newest == null) {
                return checkLogIsWhole();
            }
            Optional<StateFile> file = stateFiles.findWhole(newest.logPosition);
            Optional<String> damage = damageOf(newest.logPosition);
            if (damage.isEmpty() && file.isPresent() && file.get().sequence() <= lastEvent) {
                return newest.logPosition;
            }
            LOG.log(
                    Level.WARNING,
                    "Setting aside the snapshot at log position {0}: {1}",
                    newest.logPosition,
                    damage.orElse(
                            file.isPresent()
                                    ? "events are missing before it"
                                    : "it has no whole state"));
            recordingLog.invalidateLatestSnapshot();
        }
    }

    /** What will be applied again was written so: the archive's own checksum would only end it. */
    private void checkLog(long from) {
        for (Recording recording : recordings) {
            if (recording.id() == recordingLog.findLastTermRecordingId() && recording.isStopped()) {
                RecordingCheck.damage(data.archive(), recording, from).ifPresent(damage -> {
                    throw new DataDirectoryException(
                            Reason.DAMAGED,
                            damage + " of the log. Restore the directory from a backup.");
                });
            }
        }
    }

    /** Why the cluster's own part of a snapshot cannot be used; nothing when it can. */
    private Optional<String> damageOf(long logPosition) {
        return recordingLog.entries().stream()
                .filter(entry -> entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT
                        && entry.logPosition == logPosition)
                .flatMap(entry -> recordings.stream()
                        .filter(recording -> recording.id() == entry.recordingId))
                .filter(Recording::isStopped)
                .flatMap(recording ->
                        RecordingCheck.damage(data.archive(), recording, recording.startPosition())
                                .stream())
                .findFirst();
    }

    private long checkLogIsWhole() {
        for (Recording recording : recordings) {
            if (recording.id() == recordingLog.findLastTermRecordingId()
                    && recording.startPosition() > 0) {
                throw new DataDirectoryException(
                        Reason.DAMAGED,
                        "No snapshot in "
                                + data.snapshots()
                                + " is whole, and the log before position "
                                + recording.startPosition()
                                + " was purged. Restore the directory from a backup.");
            }
        }
        return 0;
    }

    private void repairOthers(long logPosition) {
        long logRecording = recordingLog.findLastTermRecordingId();
        for (Recording recording : recordings) {
            if (!recording.isStopped() && recording.streamId() != EventChannel.STREAM_ID) {
                long from = recording.id() == logRecording ? logPosition : Long.MAX_VALUE;
                TailRepair.repair(data.archive(), recording, from);
                sync(recording);
            }
        }
    }

    /**
     * What a killed process had written and not yet synced will be applied, and its events recorded
     * and read: a loss of power right after the start must not take it back. One write may have
     * crossed from one segment into the next.
     */
    private void sync(Recording recording) {
        List<Path> segments = recording.segmentFiles(data.archive());
        for (Path file : segments.subList(Math.max(0, segments.size() - 2), segments.size())) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
