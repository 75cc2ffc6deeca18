package io.rialto.identity;

import java.util.Optional;

/**
 * Whether the audit log is as it was written.
 *
 * @param entries that are, from the first
 * @param lastHash of the last of them
 * @param wrong what is not, if anything
 */
public record AuditReport(long entries, String lastHash, Optional<String> wrong) {
    static AuditReport wrong(long entries, String what) {
        return new AuditReport(entries, "", Optional.of(what));
    }
}
