package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Invitations, each for one person, and the join codes of classes, for many. */
final class JoinCodes {
    /** People that one join code may let in. */
    static final int USES_MAX = 100_000;

    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int CODE_LETTERS = 12;

    private final InstantSource clock;

    JoinCodes(InstantSource clock) {
        this.clock = clock;
    }

    /** A new code, to be told to whom it is for; only its hash stays. */
    String create(Transaction in, SignUpMode kind, String label, int usesMax, Duration life)
            throws SQLException {
        // Told by voice and typed by hand: no letters that are taken for others. 59 bits.
        StringBuilder code = new StringBuilder();
        byte[] random = Secrets.bytes(4 * CODE_LETTERS);
        for (int i = 0; i < CODE_LETTERS; i++) {
            int number = java.nio.ByteBuffer.wrap(random).getInt(4 * i) & Integer.MAX_VALUE;
            code.append(LETTERS.charAt(number % LETTERS.length()));
            code.append(i % 4 == 3 && i < CODE_LETTERS - 1 ? "-" : "");
        }
        in.change(
                "INSERT INTO join_codes (hash, kind, label, uses, uses_max, created_at, expires_at)"
                        + " VALUES (?, ?, ?, 0, ?, ?, ?)",
                hash(code.toString()),
                kind.word(),
                label,
                usesMax,
                clock.millis(),
                clock.instant().plus(life).toEpochMilli());
        return code.toString();
    }

    /**
     * Uses a code once more.
     *
     * @return its label
     * @throws IdentityException CODE_INVALID
     */
    String use(Transaction in, SignUpMode kind, String code) throws SQLException {
        int used = in.change(
                "UPDATE join_codes SET uses = uses + 1"
                        + " WHERE hash = ? AND kind = ? AND uses < uses_max AND expires_at > ?",
                hash(code),
                kind.word(),
                clock.millis());
        if (used == 0) {
            throw new IdentityException(
                    Reason.CODE_INVALID,
                    "ask for another code: this one is unknown, used up or over");
        }
        return in.one(
                        row -> row.getString(1),
                        "SELECT label FROM join_codes WHERE hash = ?",
                        hash(code))
                .orElseThrow();
    }

    private static String hash(String code) {
        return Secrets.hash(code.strip().toUpperCase(Locale.ROOT));
    }
}
