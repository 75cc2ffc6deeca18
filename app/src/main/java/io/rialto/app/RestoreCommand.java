package io.rialto.app;

import io.rialto.sequencer.Restore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code rialto restore}: a backup made a data directory again. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        header = "Makes a data directory of a backup.",
        description = {
            "Checks every part of the backup, then writes it beside the directory, syncs and renames",
            "it. The directory must be empty or missing. Prove it with: rialto verify --data DIR"
        })
final class RestoreCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            paramLabel = "FILE",
            required = true,
            description = "What rialto backup wrote.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data directory to make.")
    private Path data;

    @Override
    public Integer call() throws IOException {
        try (ProgressBar progress = new ProgressBar("restoring", 100, "percent")) {
            long sequence = Restore.from(
                    file,
                    data,
                    (bytes, bytesMax) -> progress.at(bytesMax == 0 ? 0 : bytes * 100 / bytesMax));
            System.out.printf(
                    "restored   %s: events up to %,d. Prove it: rialto verify --data %s%n",
                    data, sequence, data);
        }
        return 0;
    }
}
