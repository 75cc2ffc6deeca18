package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sessions of people and their refresh tokens. Each token is good for one exchange; one that comes
 * again was copied, by a thief or from one, and ends the session for both.
 */
final class Sessions {
    static final Duration LIFE = Duration.ofDays(30);
    private static final int SESSIONS_MAX = 50;

    private final AccessTokens tokens;
    private final InstantSource clock;

    Sessions(AccessTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A refresh token that was found, and what became of it. */
    record Found(String session, String person, boolean isUsed, boolean isOver) {}

    /** A session that has been opened or goes on: its access token is issued after the transaction. */
    record Opened(AccessClaims claims, String refreshToken, long refreshExpiresAtMillis) {}

    Opened open(Transaction in, Person person, String method) throws SQLException {
        long now = clock.millis();
        in.change(
                "DELETE FROM refresh_tokens WHERE session IN"
                        + " (SELECT session FROM sessions WHERE expires_at < ?)",
                now);
        in.change("DELETE FROM sessions WHERE expires_at < ?", now);
        List<String> open = in.list(
                row -> row.getString(1),
                "SELECT session FROM sessions WHERE person = ? AND ended_at = 0"
                        + " ORDER BY opened_at",
                person.id());
        for (int i = 0; i <= open.size() - SESSIONS_MAX; i++) {
            end(in, open.get(i));
        }
        String session = Secrets.id();
        in.change(
                "INSERT INTO sessions (session, person, method, opened_at, expires_at, ended_at)"
                        + " VALUES (?, ?, ?, ?, ?, 0)",
                session,
                person.id(),
                method,
                now,
                now + LIFE.toMillis());
        return pair(in, person, session);
    }

    /** Who has a refresh token. */
    Optional<Found> find(Transaction in, String refreshToken) throws SQLException {
        return in.one(
                row -> new Found(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3) != 0,
                        row.getLong(4) != 0 || row.getLong(5) <= clock.millis()),
                "SELECT s.session, s.person, r.used_at, s.ended_at, s.expires_at"
                        + " FROM refresh_tokens r JOIN sessions s ON s.session = r.session"
                        + " WHERE r.hash = ?",
                Secrets.hash(refreshToken));
    }

    /**
     * Exchanges a token that {@link #find} found unused.
     *
     * @throws IdentityException CONFLICT when another request has just done so
     */
    Opened refresh(Transaction in, Person person, String session, String refreshToken)
            throws SQLException {
        long now = clock.millis();
        int used = in.change(
                "UPDATE refresh_tokens SET used_at = ? WHERE hash = ? AND used_at = 0",
                now,
                Secrets.hash(refreshToken));
        if (used == 0) {
            throw new IdentityException(Reason.CONFLICT, "this token is being exchanged");
        }
        in.change(
                "UPDATE sessions SET expires_at = ? WHERE session = ?",
                now + LIFE.toMillis(),
                session);
        return pair(in, person, session);
    }

    private Opened pair(Transaction in, Person person, String session) throws SQLException {
        String refresh = Secrets.text(256);
        long now = clock.millis();
        in.change(
                "INSERT INTO refresh_tokens (hash, session, issued_at, used_at)"
                        + " VALUES (?, ?, ?, 0)",
                Secrets.hash(refresh),
                session,
                now);
        AccessClaims claims = new AccessClaims(
                person.id(), session, person.account(), person.isAuditor(), tokens.expiry());
        return new Opened(claims, refresh, now + LIFE.toMillis());
    }

    /** A person's sessions that have neither ended nor expired, the newest first. */
    List<OpenSession> open(Transaction in, String person) throws SQLException {
        return in.list(
                row -> new OpenSession(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)),
                "SELECT s.session, s.method, s.opened_at, MAX(r.issued_at), s.expires_at"
                        + " FROM sessions s JOIN refresh_tokens r ON r.session = s.session"
                        + " WHERE s.person = ? AND s.ended_at = 0 AND s.expires_at > ?"
                        + " GROUP BY s.session, s.method, s.opened_at, s.expires_at"
                        + " ORDER BY s.opened_at DESC",
                person,
                clock.millis());
    }

    void end(Transaction in, String session) throws SQLException {
        in.change(
                "UPDATE sessions SET ended_at = ? WHERE session = ? AND ended_at = 0",
                clock.millis(),
                session);
    }

    /** Ends all of a person's sessions, or all but one. */
    void endAll(Transaction in, String person, String butSession) throws SQLException {
        in.change(
                "UPDATE sessions SET ended_at = ?"
                        + " WHERE person = ? AND ended_at = 0 AND session <> ?",
                clock.millis(),
                person,
                butSession);
    }

    /** Sessions ended so lately that access tokens of theirs may not have expired. */
    List<String> endedLately(Transaction in) throws SQLException {
        return in.list(
                row -> row.getString(1),
                "SELECT session FROM sessions WHERE ended_at > ?",
                clock.instant().minus(AccessTokens.LIFE.multipliedBy(2)).toEpochMilli());
    }
}
