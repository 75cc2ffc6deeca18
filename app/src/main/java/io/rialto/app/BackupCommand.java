package io.rialto.app;

import io.rialto.history.HistoryCopy;
import io.rialto.history.HistoryStore;
import io.rialto.identity.IdentityFile;
import io.rialto.sequencer.Backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code rialto backup}: a venue in one file. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        header = "Copies a venue, running or not, into one file.",
        description = {
            "Copies snapshots, log, recorded events, history, people in the directory's own file (not",
            "their key, identity.key: keep that apart; neither what is in PostgreSQL) and the venue's",
            "id, consistent as after",
            "a kill -9 at some moment since it began; nothing is pruned meanwhile. Every part has a",
            "checksum, and all of it was read and checked. The file appears under its name when it",
            "is whole and on disk."
        })
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The venue's data directory.")
    private Path data;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to write; one that is there is replaced.")
    private Path file;

    @Mixin
    private HistoryOptions history;

    @Override
    public Integer call() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no directory " + directory + " to write to.");
        }
        Path copy = file.toAbsolutePath().resolveSibling(file.getFileName() + ".history");
        Path people = file.toAbsolutePath().resolveSibling(file.getFileName() + ".identity");
        try (ProgressBar progress = new ProgressBar("copying", 100, "percent")) {
            // First: it must not be ahead of the events.
            HistoryStore store = history.store(data);
            Map<String, Path> extras = new TreeMap<>();
            HistoryCopy.of(store, copy).ifPresent(path -> extras.put(HistoryCopy.NAME, path));
            if (IdentityPart.hasVenue(data)) {
                IdentityFile.copy(data, IdentityPart.venueId(data), people).ifPresent(log -> {
                    extras.put(IdentityFile.NAME, people);
                    log.wrong().ifPresent(BackupCommand::warn);
                });
            }
            long sequence = Backup.write(
                    data,
                    file,
                    extras,
                    (bytes, bytesMax) -> progress.at(bytesMax == 0 ? 0 : bytes * 100 / bytesMax));
            System.out.printf(
                    "backup     %s: events up to %,d and all that was answered when it ended, %,d"
                            + " bytes%n",
                    file, sequence, Files.size(file));
            if (store.isServer()) {
                System.out.printf(
                        "history    not in the backup: it is in %s. What is restored from here makes"
                                + " it again: rialto history rebuild%n",
                        store);
            }
            return 0;
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(people);
        }
    }

    /** An audit log cannot be mended: without it there would be no backup ever again. */
    private static void warn(String wrong) {
        System.out.println("WRONG      audit log: " + wrong + "; copied as it is");
    }
}
