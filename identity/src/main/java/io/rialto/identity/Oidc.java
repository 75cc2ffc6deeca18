package io.rialto.identity;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Signing in at a provider: OpenID Connect's authorization code flow with PKCE. The browser that
 * comes back must be the one that went: what it keeps in a cookie is, hashed, the nonce that the
 * provider signs.
 */
public final class Oidc {
    private static final String PURPOSE = "oidc-verifier";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int NAME_BYTES_MAX = 100;

    private final OidcProvider provider;
    private final IdentityDatabase database;
    private final People people;
    private final SecretBox box;
    private final AuditLog audit;
    private final InstantSource clock;
    private final CircuitBreaker breaker = Outward.breaker("provider");
    private Optional<OidcClient> client = Optional.empty();

    Oidc(
            OidcProvider provider,
            IdentityDatabase database,
            People people,
            SecretBox box,
            AuditLog audit,
            InstantSource clock) {
        this.provider = provider;
        this.database = database;
        this.people = people;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /**
     * A browser that is sent to the provider.
     *
     * @param location where to
     * @param binding to be kept by the browser alone, and brought back
     */
    public record Departure(String location, String binding) {}

    /**
     * Who came back.
     *
     * @param person with or without an account yet
     * @param isAdministrator what the provider's roles say; empty where they say nothing of it
     */
    public record Arrival(Person person, Optional<Boolean> isAdministrator) {}

    /**
     * Sends somebody to the provider.
     *
     * @throws IdentityException PROVIDER_UNAVAILABLE
     */
    public Departure depart() {
        String state = Secrets.text(256);
        String binding = Secrets.text(256);
        String verifier = Secrets.text(256);
        String nonce = Secrets.hash(binding);
        String location = client().authorization(state, nonce, challenge(verifier));
        database.transact(in -> {
            in.change(
                    "DELETE FROM redirects WHERE created_at < ?",
                    clock.instant().minus(PATIENCE).toEpochMilli());
            return in.change(
                    "INSERT INTO redirects (state, nonce, verifier, created_at)"
                            + " VALUES (?, ?, ?, ?)",
                    Secrets.hash(state),
                    nonce,
                    box.seal(PURPOSE, verifier.getBytes(StandardCharsets.US_ASCII)),
                    clock.millis());
        });
        return new Departure(location, binding);
    }

    private static String challenge(String verifier) {
        return Secrets.encode(
                Secrets.sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private record Redirect(String nonce, String verifier) {}

    /**
     * Takes somebody in whom the provider sent back.
     *
     * @throws IdentityException PROVIDER_REFUSED, PROVIDER_UNAVAILABLE
     */
    public Arrival arrive(String state, String code, String binding, String address) {
        // Once: a second try with the same state finds nothing.
        Redirect redirect = database.transact(in -> take(in, Secrets.hash(state)));
        String nonce = Secrets.hash(binding);
        if (!nonce.equals(redirect.nonce())) {
            throw refused("another browser began this sign-in");
        }
        byte[] verifier = box.open(PURPOSE, redirect.verifier())
                .orElseThrow(() -> refused("it was begun under another key"));
        OidcClient.Claims claims =
                client().exchange(code, new String(verifier, StandardCharsets.US_ASCII), nonce);
        Optional<Boolean> isAdministrator = has(claims.roles(), provider.administratorRole());
        Optional<Boolean> isAuditor = has(claims.roles(), provider.auditorRole());
        Person person = database.transact(in -> admit(in, claims, isAuditor, address));
        return new Arrival(person, isAdministrator);
    }

    private Redirect take(Transaction in, String state) throws SQLException {
        Optional<Redirect> found = in.one(
                row -> new Redirect(row.getString(1), row.getString(2)),
                "SELECT nonce, verifier FROM redirects WHERE state = ? AND created_at >= ?",
                state,
                clock.instant().minus(PATIENCE).toEpochMilli());
        int taken = in.change("DELETE FROM redirects WHERE state = ?", state);
        if (found.isEmpty() || taken == 0) {
            throw refused("it was not begun here, took too long or is over");
        }
        return found.get();
    }

    private Person admit(
            Transaction in, OidcClient.Claims claims, Optional<Boolean> isAuditor, String address)
            throws SQLException {
        in.lock("federated");
        String issuer = provider.issuer().toString();
        Optional<String> known = in.one(
                row -> row.getString(1),
                "SELECT person FROM federated WHERE issuer = ? AND subject = ?",
                issuer,
                claims.subject());
        String id;
        if (known.isPresent()) {
            id = known.get();
        } else {
            // Never an existing person of that e-mail: the provider does not vouch for it here.
            Person added = people.add(in, "", claims.email(), shownName(claims.name()));
            id = added.id();
            in.change(
                    "INSERT INTO federated (issuer, subject, person) VALUES (?, ?, ?)",
                    issuer,
                    claims.subject(),
                    id);
            audit.add(in, new AuditNote("signed-up", id, id, address, "provider " + issuer));
        }
        if (isAuditor.isPresent()) {
            people.setAuditor(in, id, isAuditor.get());
        }
        return people.known(in, id);
    }

    private static String shownName(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "").strip();
        while (clean.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX) {
            clean = clean.substring(0, clean.offsetByCodePoints(clean.length(), -1));
        }
        return clean.isEmpty() ? "Somebody" : clean;
    }

    private static Optional<Boolean> has(List<String> roles, String role) {
        return role.isEmpty() ? Optional.empty() : Optional.of(roles.contains(role));
    }

    private synchronized OidcClient client() {
        if (client.isEmpty()) {
            // Only now: most venues never load what it needs.
            client = Optional.of(new OidcClient(provider, breaker));
        }
        return client.get();
    }

    static IdentityException refused(String why) {
        return new IdentityException(Reason.PROVIDER_REFUSED, "begin the sign-in again: " + why);
    }
}
