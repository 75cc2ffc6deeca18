package io.rialto.sequencer;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * How far a consumer has come, as a small file in the venue's data directory. It may lag behind,
 * which only keeps events longer; it never runs ahead.
 */
final class ConsumerPosition implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConsumerPosition.class.getName());
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final long WRITE_NANOS = 1_000_000_000L;

    private final String consumer;
    private final Path file;
    private long applied = -1;
    private long written = -1;
    private long writtenNanos;

    /**
     * @param directory where all consumers' files are
     * @param consumer lower-case letters, digits and hyphens
     */
    ConsumerPosition(Path directory, String consumer) {
        if (!NAME.matcher(consumer).matches()) {
            throw new IllegalArgumentException("not a consumer's name: " + consumer);
        }
        this.consumer = consumer;
        file = directory.resolve(consumer + ".position");
    }

    /**
     * What a consumer has applied by its file; 0, as if it had applied nothing, where that is not
     * what was written: the consumer writes it anew, and until then loses nothing.
     */
    static long read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!NUMBER.matcher(text).matches()) {
            LOG.log(Level.WARNING, "The position {0} is not readable", file);
            return 0;
        }
        return Long.parseLong(text);
    }

    /** Whose it is. */
    String consumer() {
        return consumer;
    }

    void applied(long sequence) {
        applied = sequence;
        long now = System.nanoTime();
        if (sequence != written && (written < 0 || now - writtenNanos >= WRITE_NANOS)) {
            writtenNanos = now;
            write();
        }
    }

    private void write() {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            DataDirectory.createDurably(file.getParent());
            Files.writeString(part, applied + "\n", StandardCharsets.US_ASCII);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            written = applied;
        } catch (IOException e) {
            // The consumer's own store counts; this one only keeps events from being purged.
            LOG.log(Level.WARNING, "Cannot note how far a consumer has come", e);
        }
    }

    @Override
    public void close() {
        if (applied != written) {
            write();
        }
    }
}
