package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Slows down whoever guesses: five failures are free, each further one doubles a wait that begins
 * with a second and ends at fifteen minutes. A success forgets them. Counted by login, whether or not
 * somebody has it, and stored, so that neither a restart nor another gateway helps.
 */
final class LockOut {
    static final int FREE = 5;
    private static final int DOUBLINGS_MAX = 10;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final InstantSource clock;

    LockOut(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Refuses an attempt that comes too early.
     *
     * @throws IdentityException LOCKED_OUT
     */
    void check(Transaction in, String login) throws SQLException {
        long until = in.one(
                        row -> row.getLong(1),
                        "SELECT locked_until FROM sign_in_failures WHERE login = ?",
                        Secrets.hash(login))
                .orElse(0L);
        long wait = until - clock.millis();
        if (wait > 0) {
            throw new IdentityException(
                    Reason.LOCKED_OUT, "too many failures: wait and try again", wait);
        }
    }

    /** Counts an attempt before it is judged, so that many at once are not free. */
    void count(Transaction in, String login) throws SQLException {
        long now = clock.millis();
        in.change(
                "DELETE FROM sign_in_failures WHERE locked_until < ?",
                now - FORGOTTEN_AFTER.toMillis());
        String key = Secrets.hash(login);
        int before = in.one(
                        row -> row.getInt(1),
                        "SELECT failures FROM sign_in_failures WHERE login = ?",
                        key)
                .orElse(0);
        int beyond = before + 1 - FREE;
        long wait = beyond <= 0
                ? 0
                : Math.min(LONGEST.toMillis(), 1_000L << Math.min(beyond - 1, DOUBLINGS_MAX));
        int changed = in.change(
                "UPDATE sign_in_failures SET failures = ?, locked_until = ? WHERE login = ?",
                before + 1,
                now + wait,
                key);
        if (changed == 0) {
            in.change(
                    "INSERT INTO sign_in_failures (login, failures, locked_until) VALUES (?, ?, ?)",
                    key,
                    before + 1,
                    now + wait);
        }
    }

    void forget(Transaction in, String login) throws SQLException {
        in.change("DELETE FROM sign_in_failures WHERE login = ?", Secrets.hash(login));
    }
}
