package io.rialto.sequencer;

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
import java.nio.file.Path;
import java.util.Optional;

/**
 * Linux's fallocate and the two calls around it, as the C library has them: gives a file all of its
 * pages and never writes, so that what stands in it stays. Any thread.
 */
@SuppressWarnings("restricted") // The manifest allows native calls; Aeron needs them anyway.
final class Fallocate {
    /** The file system has no room (ENOSPC). */
    static final int NO_SPACE = 28;

    private static final int INTERRUPTED = 4;
    private static final int NO_CALL = 38;
    private static final int NOT_SUPPORTED = 95;
    private static final int OPEN_READ_WRITE = 2;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle open;
    private final MethodHandle fallocate;
    private final MethodHandle close;

    private Fallocate(Linker linker) {
        SymbolLookup library = linker.defaultLookup();
        Linker.Option errors = Linker.Option.captureCallState("errno");
        open = linker.downcallHandle(
                library.findOrThrow("open"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                errors);
        fallocate = linker.downcallHandle(
                library.findOrThrow("fallocate"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                errors);
        close = linker.downcallHandle(
                library.findOrThrow("close"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /** Empty where the system is not Linux. */
    static Optional<Fallocate> find() {
        return System.getProperty("os.name").equals("Linux")
                ? Optional.of(new Fallocate(Linker.nativeLinker()))
                : Optional.empty();
    }

    /** Whether an error says that the kernel, or the file system, does not know the call at all. */
    static boolean isUnknown(int error) {
        return error == NO_CALL || error == NOT_SUPPORTED;
    }

    /**
     * Gives a file all of its pages, or none that it did not have.
     *
     * @return 0, or the system's number of what went wrong
     */
    int allocate(Path file, long length) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int handle = (int)
                    open.invokeExact(state, arena.allocateFrom(file.toString()), OPEN_READ_WRITE);
            if (handle < 0) {
                return (int) ERROR.get(state, 0L);
            }
            int error = allocate(state, handle, length);
            int _ = (int) close.invokeExact(handle);
            return error;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot allocate " + file, e);
        }
    }

    private int allocate(MemorySegment state, int handle, long length) throws Throwable {
        int error;
        do {
            int result = (int) fallocate.invokeExact(state, handle, 0, 0L, length);
            error = result == 0 ? 0 : (int) ERROR.get(state, 0L);
            // A signal, which is not about this, has come first.
        } while (error == INTERRUPTED);
        return error;
    }
}
