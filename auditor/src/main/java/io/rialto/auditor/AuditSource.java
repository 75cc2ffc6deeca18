package io.rialto.auditor;

import java.util.Optional;

/** Where one learns what a venue's auditor says, in whichever process it runs. Any thread. */
@FunctionalInterface
public interface AuditSource {
    /** The newest report; empty where no auditor has ever said anything. Never blocks for long. */
    Optional<AuditReport> report();
}
