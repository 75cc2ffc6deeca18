package io.rialto.identity;

/**
 * One row of the audit log.
 *
 * @param number from 1, without gaps
 * @param atMillis since 1970, by the gateway's clock
 * @param kind what happened
 * @param actor who did it: a person's id, {@code account:} and an id, or empty for nobody known
 * @param subject whom or what it was done to
 * @param address where the request came from
 * @param detail more, never a secret
 * @param hash SHA-256 over the row before and this one
 */
public record AuditEntry(
        long number,
        long atMillis,
        String kind,
        String actor,
        String subject,
        String address,
        String detail,
        String hash) {}
