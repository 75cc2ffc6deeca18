package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** The rows of people. */
final class People {
    /** Bytes of a profile or of preferences. */
    static final int DOCUMENT_BYTES_MAX = 16_384;

    private static final String COLUMNS =
            "SELECT person, login, email, name, profile, preferences, auditor, account, created_at"
                    + " FROM people ";

    private final InstantSource clock;

    People(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Adds a person without an account.
     *
     * @param login comparable; empty for none
     * @throws IdentityException LOGIN_TAKEN
     */
    Person add(Transaction in, String login, String email, String name) throws SQLException {
        if (!login.isEmpty()) {
            in.lock("people");
            if (byLogin(in, login).isPresent()) {
                throw new IdentityException(
                        Reason.LOGIN_TAKEN, "somebody has that e-mail or name: choose another");
            }
        }
        Person person =
                new Person(Secrets.id(), login, email, name, "{}", "{}", false, 0, clock.millis());
        in.change(
                "INSERT INTO people (person, login, email, name, profile, preferences, auditor,"
                        + " account, created_at) VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)",
                person.id(),
                login.isEmpty() ? null : login,
                email,
                name,
                person.profile(),
                person.preferences(),
                person.createdAtMillis());
        return person;
    }

    Optional<Person> byLogin(Transaction in, String login) throws SQLException {
        return in.one(People::person, COLUMNS + "WHERE login = ?", login);
    }

    Optional<Person> byId(Transaction in, String id) throws SQLException {
        return in.one(People::person, COLUMNS + "WHERE person = ?", id);
    }

    Person known(Transaction in, String id) throws SQLException {
        return byId(in, id)
                .orElseThrow(() -> new IdentityException(Reason.NOT_FOUND, "no such person"));
    }

    /** Notes which account the engine opened for a person; it is always the same. */
    void bind(Transaction in, String id, long account) throws SQLException {
        in.change("UPDATE people SET account = ? WHERE person = ?", account, id);
    }

    void setAuditor(Transaction in, String id, boolean isAuditor) throws SQLException {
        in.change("UPDATE people SET auditor = ? WHERE person = ?", isAuditor ? 1 : 0, id);
    }

    /** Changes what is given. */
    void change(
            Transaction in,
            String id,
            Optional<String> name,
            Optional<String> profile,
            Optional<String> preferences)
            throws SQLException {
        checkSize(profile);
        checkSize(preferences);
        if (name.isPresent()) {
            in.change("UPDATE people SET name = ? WHERE person = ?", name.get(), id);
        }
        if (profile.isPresent()) {
            in.change("UPDATE people SET profile = ? WHERE person = ?", profile.get(), id);
        }
        if (preferences.isPresent()) {
            in.change("UPDATE people SET preferences = ? WHERE person = ?", preferences.get(), id);
        }
    }

    private static void checkSize(Optional<String> document) {
        if (document.isPresent()
                && document.get().getBytes(StandardCharsets.UTF_8).length > DOCUMENT_BYTES_MAX) {
            throw new IdentityException(
                    Reason.LIMIT,
                    "a profile or preferences may have " + DOCUMENT_BYTES_MAX + " bytes");
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString(1),
                Objects.toString(row.getString(2), ""),
                Objects.toString(row.getString(3), ""),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7) != 0,
                row.getLong(8),
                row.getLong(9));
    }
}
