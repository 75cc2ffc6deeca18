package io.rialto.sequencer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process did to the files of a directory, in order, as {@code powerloss.c} wrote it down, and
 * between it what a client was told.
 *
 * @param steps in the order in which they happened
 */
record DiskLog(List<Step> steps) {
    private static final int HEADER_BYTES = 17;
    private static final byte ANSWERED = 10;

    /** Kinds of records, by their number in the file. */
    enum Type {
        NONE,
        CREATE,
        EXISTING,
        WRITE,
        TRUNCATE,
        SYNC_BEGIN,
        SYNC_END,
        RENAME,
        UNLINK,
        MKDIR,
        ANSWERED
    }

    /** One thing that happened. */
    static final class Step {
        private final Type type;
        private final int subject;
        private final long position;
        private final byte[] bytes;

        Step(Type type, int subject, long position, byte[] bytes) {
            this.type = type;
            this.subject = subject;
            this.position = position;
            this.bytes = bytes;
        }

        Type type() {
            return type;
        }

        /** Number of the file or directory. */
        int subject() {
            return subject;
        }

        /** Where it was written, the new length, a sync's thread, or the answer's number. */
        long position() {
            return position;
        }

        /** What was written. */
        byte[] bytes() {
            return bytes;
        }

        /** The path, or both paths of a renaming. */
        String path() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Reads a log; a last record that its writer was killed over is left out. */
    static DiskLog read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Step> steps = new ArrayList<>();
        while (bytes.remaining() >= HEADER_BYTES) {
            Type type = Type.values()[bytes.get()];
            int subject = bytes.getInt();
            long position = bytes.getLong();
            byte[] content = new byte[bytes.getInt()];
            if (bytes.remaining() < content.length) {
                break;
            }
            bytes.get(content);
            steps.add(new Step(type, subject, position, content));
        }
        return new DiskLog(steps);
    }

    /** Tells a log that is being written what a client was told. */
    static final class Marker implements AutoCloseable {
        private final FileChannel channel;
        private final ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        Marker(Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        void answered(long number) throws IOException {
            bytes.clear().put(ANSWERED).putInt(0).putLong(number).putInt(0);
            channel.write(bytes.flip());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
