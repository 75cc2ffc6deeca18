package io.rialto.auditor;

import java.nio.file.Path;
import java.util.Optional;

/** The report of an auditor in another process, looked up at most ten times a second. */
public final class AuditFileReader implements AuditSource {
    private static final long LOOK_NANOS = 100_000_000;

    private final AuditFile file;
    private Optional<AuditReport> last = Optional.empty();
    private long lookedNanos;
    private boolean hasLooked;

    /** Of a venue's data directory; there need not be an auditor yet. */
    public AuditFileReader(Path data) {
        file = new AuditFile(data);
    }

    @Override
    public synchronized Optional<AuditReport> report() {
        long now = System.nanoTime();
        if (!hasLooked || now - lookedNanos >= LOOK_NANOS) {
            hasLooked = true;
            lookedNanos = now;
            last = file.read();
        }
        return last;
    }
}
