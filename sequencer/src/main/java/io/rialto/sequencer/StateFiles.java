package io.rialto.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The state snapshots in a data directory, each a file named after sequence and log position. */
final class StateFiles {
    private static final System.Logger LOG = System.getLogger(StateFiles.class.getName());
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.state");

    private final Path directory;
    private final byte[] venueId;

    /** The files in a directory, which need not exist yet. */
    StateFiles(Path directory, byte[] venueId) {
        this.directory = directory;
        this.venueId = venueId.clone();
    }

    /** Writes the records under the name that the point says, durably. */
    void write(SnapshotPoint point, StateFile.Records records) throws IOException {
        DataDirectory.createDurably(directory);
        try {
            StateFile.write(pathOf(point.pointer()), venueId, point, records);
        } catch (IOException e) {
            // Half a file is of no use, and may take the room that another needs.
            Files.deleteIfExists(StateFile.unfinished(pathOf(point.pointer())));
            throw e;
        }
    }

    /** Bytes of the newest file; 0 when there is none. */
    long newestBytes() {
        List<Named> all = positions();
        return all.isEmpty() ? 0 : all.getLast().path.toFile().length();
    }

    private Path pathOf(StatePointer pointer) {
        return directory.resolve(pointer.sequence() + "-" + pointer.logPosition() + ".state");
    }

    /**
     * The file of the state that is pointed to.
     *
     * @throws StateFile.DamagedException when it does not hold what the pointer says
     */
    StateFile open(StatePointer pointer) {
        StateFile file = StateFile.open(pathOf(pointer), venueId);
        if (!file.point().pointer().equals(pointer)) {
            throw new StateFile.DamagedException(file.path(), "it is of another state");
        }
        return file;
    }

    /** The whole and undamaged file of the state at a log position, if there is one. */
    Optional<StateFile> findWhole(long logPosition) {
        return positions().stream()
                .filter(named -> named.logPosition == logPosition)
                .flatMap(named -> openWhole(named.path).stream())
                .findFirst();
    }

    /** The newest file that is whole and undamaged. */
    Optional<StateFile> newestWhole() {
        return positions().reversed().stream()
                .flatMap(named -> openWhole(named.path).stream())
                .findFirst();
    }

    /** The newest file that is whole and undamaged, of a state before a place in the log. */
    Optional<StateFile> newestWholeBefore(long logPosition) {
        return positions().reversed().stream()
                .filter(named -> named.logPosition < logPosition)
                .flatMap(named -> openWhole(named.path).stream())
                .findFirst();
    }

    /** All files that are whole and undamaged, in the order of the log. */
    List<StateFile> allWhole() {
        return positions().stream()
                .flatMap(named -> openWhole(named.path).stream())
                .toList();
    }

    /** What is wrong with those that are not whole, a line each that names the file. */
    List<String> damages() {
        return positions().stream().flatMap(named -> damage(named.path)).toList();
    }

    private Stream<String> damage(Path path) {
        try {
            StateFile.open(path, venueId).check();
            return Stream.empty();
        } catch (StateFile.DamagedException | UncheckedIOException e) {
            return Stream.of(e.getMessage());
        }
    }

    /** Deletes the snapshots of states before a log position, and what was never finished. */
    void deleteBefore(long logPosition) throws IOException {
        for (Named named : positions()) {
            if (named.logPosition < logPosition) {
                Files.deleteIfExists(named.path);
                LOG.log(Level.INFO, "Deleted the superseded state file {0}", named.path);
            }
        }
    }

    private Optional<StateFile> openWhole(Path path) {
        try {
            StateFile file = StateFile.open(path, venueId);
            file.check();
            return Optional.of(file);
        } catch (StateFile.DamagedException e) {
            LOG.log(Level.ERROR, "Not using a snapshot", e);
            return Optional.empty();
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "Cannot read a snapshot", e);
            return Optional.empty();
        }
    }

    /** Whether a file has the name of a finished snapshot. */
    static boolean isNamed(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    private record Named(long logPosition, Path path) {}

    private List<Named> positions() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(StateFiles::named)
                    .sorted(Comparator.comparingLong(Named::logPosition))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Named> named(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches()
                ? Stream.of(new Named(Long.parseLong(matcher.group(2)), path))
                : Stream.empty();
    }
}
