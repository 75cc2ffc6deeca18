package io.rialto.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
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
 * Gives files that are mapped into memory pages of their own: all that a media driver shares with
 * its clients, and the marks, lists and catalogue in a data directory. Aeron makes them sparse: their
 * pages are found on first touch, and a file system that is full by then answers a touch with a
 * SIGBUS. What is allocated is not resident before it is touched, so this costs room in the file
 * system, which is checked, and no memory of the process.
 *
 * <p>Only on Linux, where fallocate never writes: what stands in the files stays. Elsewhere, and
 * where a file system does not know it, files stay as they are. One thread.
 */
@SuppressWarnings("restricted") // The manifest allows native calls; Aeron needs them anyway.
final class MappedFiles {
    private static final int OPEN_READ_WRITE = 2;
    private static final int NO_SPACE = 28;
    private static final long STEP_MILLIS_MAX = 2_000;
    private static final FileTime GONE = FileTime.fromMillis(0);

    private final Path aeronDirectory;
    private final Path data;
    private final Set<Path> backed = new HashSet<>();

    /** Directories as they were when all in them had been backed; empty while there may be more. */
    private final Map<Path, FileTime> settled = new HashMap<>();

    private final Optional<Calls> calls = Calls.find();

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
                if (calls.get().allocate(file, length)) {
                    backed.add(file);
                } else {
                    isEnough = false;
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
        List<Path> files = new ArrayList<>(files(aeronDirectory, file -> true));
        files.addAll(files(data.resolve("cluster"), MappedFiles::isMapped));
        files.addAll(files(data.resolve("archive"), MappedFiles::isMapped));
        return files;
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

    /** The three calls, as the C library has them. */
    private record Calls(
            MethodHandle open, MethodHandle fallocate, MethodHandle close, VarHandle errno) {
        private static final StructLayout STATE = Linker.Option.captureStateLayout();

        static Optional<Calls> find() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return Optional.empty();
            }
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            Linker.Option errors = Linker.Option.captureCallState("errno");
            MethodHandle open = linker.downcallHandle(
                    library.findOrThrow("open"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            MethodHandle fallocate = linker.downcallHandle(
                    library.findOrThrow("fallocate"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    errors);
            MethodHandle close = linker.downcallHandle(
                    library.findOrThrow("close"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return Optional.of(new Calls(
                    open,
                    fallocate,
                    close,
                    STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"))));
        }

        /** False when there is no room; what cannot be allocated for another reason stays sparse. */
        boolean allocate(Path file, long length) {
            try (Arena arena = Arena.ofConfined()) {
                int handle = (int)
                        open.invokeExact(arena.allocateFrom(file.toString()), OPEN_READ_WRITE);
                if (handle < 0) {
                    return true;
                }
                MemorySegment state = arena.allocate(STATE);
                int result = (int) fallocate.invokeExact(state, handle, 0, 0L, length);
                int error = (int) errno.get(state, 0L);
                int _ = (int) close.invokeExact(handle);
                return result == 0 || error != NO_SPACE;
            } catch (Throwable e) {
                throw new IllegalStateException("Cannot allocate " + file, e);
            }
        }
    }
}
