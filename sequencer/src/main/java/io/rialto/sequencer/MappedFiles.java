package io.rialto.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Gives files that are mapped into memory pages of their own: what a media driver shares with its
 * clients except for logs, which {@link BackedLogs} makes, and the marks, lists and catalogue in a
 * data directory. Aeron makes them sparse: their pages are found on first touch, and a file system
 * that is full by then answers a touch with a SIGBUS. What is allocated is not resident before it
 * is touched, so this costs room in the file system, which is checked, and no memory of the
 * process.
 *
 * <p>Where there is no {@link Fallocate} files stay as they are. One thread.
 */
final class MappedFiles {
    private static final long STEP_MILLIS_MAX = 2_000;
    private static final FileTime GONE = FileTime.fromMillis(0);

    private final Path aeronDirectory;
    private final Path data;
    private final Set<Path> backed = new HashSet<>();

    /** Directories as they were when all in them had been backed; empty while there may be more. */
    private final Map<Path, FileTime> settled = new HashMap<>();

    private final Optional<Fallocate> calls = Fallocate.find();

    MappedFiles(Path aeronDirectory, Path data) {
        this.aeronDirectory = aeronDirectory;
        this.data = data;
    }

    /** Backs files that are new; false when there is no room for one of them. */
    boolean isBacked() {
        if (calls.isEmpty() || isSettled()) {
            return true;
        }
        Map<Path, FileTime> directories = directories();
        boolean isEnough = true;
        boolean isSettled = isOld(directories.values());
        Set<Path> found = new HashSet<>();
        for (Path file : files()) {
            found.add(file);
            long length = file.toFile().length();
            // What the driver is just making has no length yet: in the next turn.
            isSettled &= length > 0;
            if (length > 0 && !backed.contains(file)) {
                // What cannot be allocated for another reason stays sparse.
                if (calls.get().allocate(file, length) == Fallocate.NO_SPACE) {
                    isEnough = false;
                } else {
                    backed.add(file);
                }
            }
        }
        backed.retainAll(found);
        if (isSettled && isEnough) {
            settled.putAll(directories);
        }
        return isEnough;
    }

    /** Whether no directory has got, or lost, a file since all were backed. */
    private boolean isSettled() {
        boolean isSame = !settled.isEmpty()
                && settled.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(changedAt(entry.getKey())));
        if (!isSame) {
            settled.clear();
        }
        return isSame;
    }

    /** File systems tell times in steps: a file may come in the same as the one before it. */
    private static boolean isOld(Collection<FileTime> changes) {
        long now = System.currentTimeMillis();
        return changes.stream().allMatch(change -> now - change.toMillis() > STEP_MILLIS_MAX);
    }

    private Map<Path, FileTime> directories() {
        Map<Path, FileTime> directories = new HashMap<>();
        for (Path root :
                List.of(aeronDirectory, data.resolve("cluster"), data.resolve("archive"))) {
            for (Path directory : found(root, Files::isDirectory)) {
                directories.put(directory, changedAt(directory));
            }
        }
        return directories;
    }

    private static FileTime changedAt(Path directory) {
        try {
            return Files.getLastModifiedTime(directory);
        } catch (IOException e) {
            return GONE;
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(files(aeronDirectory, file -> !isLog(file)));
        files.addAll(files(data.resolve("cluster"), MappedFiles::isMapped));
        files.addAll(files(data.resolve("archive"), MappedFiles::isMapped));
        return files;
    }

    /** Logs come and go with clients: the driver gives none out without its pages. */
    private static boolean isLog(Path file) {
        return file.toString().endsWith(".logbuffer");
    }

    private static boolean isMapped(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".dat") || name.endsWith(".catalog");
    }

    private static List<Path> files(Path directory, Predicate<Path> wanted) {
        return found(directory, wanted.and(Files::isRegularFile));
    }

    private static List<Path> found(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(wanted).toList();
        } catch (IOException | UncheckedIOException e) {
            // Not there yet, or gone while it was read: all are found in the next turn.
            return List.of();
        }
    }
}
