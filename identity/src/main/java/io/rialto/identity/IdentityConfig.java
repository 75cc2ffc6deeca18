package io.rialto.identity;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * How identities are kept.
 *
 * @param data the venue's data directory
 * @param database of JDBC, PostgreSQL; empty for a SQLite file in the data directory
 * @param venueId of the venue, in hex: another venue's identities are refused
 * @param box seals secrets
 * @param signUp how people may sign up
 * @param provider to sign in at
 * @param clock of the gateway
 * @param begunAt when the gateway's process began: what was signed before may have been used with
 *     another process
 * @param passwordCost of passwords that are chosen now
 */
public record IdentityConfig(
        Path data,
        Optional<String> database,
        String venueId,
        SecretBox box,
        Set<SignUpMode> signUp,
        Optional<OidcProvider> provider,
        InstantSource clock,
        Instant begunAt,
        PasswordCost passwordCost) {
    public IdentityConfig {
        signUp = Set.copyOf(signUp);
    }

    /** In the box: a file, invitations and join codes, no provider; no process was before. */
    public static IdentityConfig inBox(Path data, String venueId) {
        return new IdentityConfig(
                data,
                Optional.empty(),
                venueId,
                SecretBox.ofFile(data.resolve(SecretBox.FILE)),
                Set.of(SignUpMode.INVITATION, SignUpMode.CODE),
                Optional.empty(),
                InstantSource.system(),
                Instant.EPOCH,
                PasswordCost.STANDARD);
    }

    /** The same with other ways to sign up. */
    public IdentityConfig withSignUp(Set<SignUpMode> modes) {
        return new IdentityConfig(
                data, database, venueId, box, modes, provider, clock, begunAt, passwordCost);
    }

    /** The same in another database. */
    public IdentityConfig withDatabase(Optional<String> url) {
        return new IdentityConfig(
                data, url, venueId, box, signUp, provider, clock, begunAt, passwordCost);
    }

    /** The same with a provider, or without one. */
    public IdentityConfig withProvider(Optional<OidcProvider> other) {
        return new IdentityConfig(
                data, database, venueId, box, signUp, other, clock, begunAt, passwordCost);
    }

    /** The same under other keys. */
    public IdentityConfig withBox(SecretBox other) {
        return new IdentityConfig(
                data, database, venueId, other, signUp, provider, clock, begunAt, passwordCost);
    }

    /** The same by another clock. */
    public IdentityConfig withClock(InstantSource other) {
        return new IdentityConfig(
                data, database, venueId, box, signUp, provider, other, begunAt, passwordCost);
    }

    /** The same of a process that began then. */
    public IdentityConfig withBegunAt(Instant instant) {
        return new IdentityConfig(
                data, database, venueId, box, signUp, provider, clock, instant, passwordCost);
    }

    /** The same with passwords that cost as much to compare. */
    public IdentityConfig withPasswordCost(PasswordCost other) {
        return new IdentityConfig(
                data, database, venueId, box, signUp, provider, clock, begunAt, other);
    }
}
