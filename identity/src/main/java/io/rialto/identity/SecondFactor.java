package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Codes of a program on one's telephone, and codes on paper for when that is lost. */
final class SecondFactor {
    private static final String PURPOSE = "totp";
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BITS = 80;

    private final SecretBox box;
    private final InstantSource clock;

    SecondFactor(SecretBox box, InstantSource clock) {
        this.box = box;
        this.clock = clock;
    }

    private record Stored(String secret, boolean isConfirmed, long lastStep) {}

    /**
     * Makes a secret that counts once a code made from it is confirmed.
     *
     * @return the secret in Base32
     * @throws IdentityException CONFLICT when there is a confirmed one
     */
    String begin(Transaction in, String person) throws SQLException {
        if (stored(in, person).filter(Stored::isConfirmed).isPresent()) {
            throw new IdentityException(Reason.CONFLICT, "turn the second factor off first");
        }
        byte[] secret = Secrets.bytes(Totp.SECRET_BYTES);
        in.change("DELETE FROM second_factors WHERE person = ?", person);
        in.change(
                "INSERT INTO second_factors (person, secret, confirmed, last_step)"
                        + " VALUES (?, ?, 0, 0)",
                person,
                box.seal(PURPOSE, secret));
        return Totp.base32(secret);
    }

    /**
     * Turns it on.
     *
     * @return codes that each work once in place of one
     * @throws IdentityException CREDENTIALS_INVALID when the code is wrong, NOT_FOUND before {@link
     *     #begin}
     */
    List<String> confirm(Transaction in, String person, String code) throws SQLException {
        Stored stored = stored(in, person)
                .filter(each -> !each.isConfirmed())
                .orElseThrow(() ->
                        new IdentityException(Reason.NOT_FOUND, "begin with a new secret first"));
        OptionalLong step = step(stored, code);
        if (step.isEmpty()) {
            throw wrong();
        }
        in.change(
                "UPDATE second_factors SET confirmed = 1, last_step = ? WHERE person = ?",
                step.getAsLong(),
                person);
        in.change("DELETE FROM recovery_codes WHERE person = ?", person);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            String recovery = Secrets.text(RECOVERY_BITS);
            codes.add(recovery);
            in.change(
                    "INSERT INTO recovery_codes (person, hash, used_at) VALUES (?, ?, 0)",
                    person,
                    Secrets.hash(recovery));
        }
        return codes;
    }

    void turnOff(Transaction in, String person) throws SQLException {
        in.change("DELETE FROM second_factors WHERE person = ?", person);
        in.change("DELETE FROM recovery_codes WHERE person = ?", person);
    }

    boolean isOn(Transaction in, String person) throws SQLException {
        return stored(in, person).filter(Stored::isConfirmed).isPresent();
    }

    /**
     * Whether the code is right; it is then used up.
     *
     * @param code of the program, or one of the recovery codes
     */
    boolean accepts(Transaction in, String person, String code) throws SQLException {
        Optional<Stored> stored = stored(in, person).filter(Stored::isConfirmed);
        if (stored.isEmpty()) {
            return false;
        }
        OptionalLong step = step(stored.get(), code);
        if (step.isPresent()) {
            // The condition holds also against another gateway that reads at the same time.
            return in.change(
                            "UPDATE second_factors SET last_step = ?"
                                    + " WHERE person = ? AND last_step < ?",
                            step.getAsLong(),
                            person,
                            step.getAsLong())
                    == 1;
        }
        return in.change(
                        "UPDATE recovery_codes SET used_at = ?"
                                + " WHERE person = ? AND hash = ? AND used_at = 0",
                        clock.millis(),
                        person,
                        Secrets.hash(code))
                == 1;
    }

    private OptionalLong step(Stored stored, String code) {
        // Without its key a secret accepts nothing; recovery codes go on.
        return box.open(PURPOSE, stored.secret())
                .map(secret -> Totp.match(secret, code, clock.instant(), stored.lastStep()))
                .orElse(OptionalLong.empty());
    }

    private static Optional<Stored> stored(Transaction in, String person) throws SQLException {
        return in.one(
                row -> new Stored(row.getString(1), row.getInt(2) != 0, row.getLong(3)),
                "SELECT secret, confirmed, last_step FROM second_factors WHERE person = ?",
                person);
    }

    private static IdentityException wrong() {
        return new IdentityException(Reason.CREDENTIALS_INVALID, "the code is wrong or was used");
    }
}
