package io.rialto.identity;

import io.rialto.identity.IdentityException.Reason;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The file of identities in a data directory, copied and checked without being opened to write; and
 * a database in its place, checked.
 */
public final class IdentityFile {
    /** Its name in the data directory. */
    public static final String NAME = IdentityDatabase.FILE;

    private IdentityFile() {}

    /**
     * Copies the file as it was after some transaction, if there is one; it may be written meanwhile.
     *
     * @param venueId of the directory, in hex
     * @param target is replaced
     * @return how the copy's audit log is: one that was changed is copied as it is, as evidence
     * @throws IdentityException UNAVAILABLE when it cannot be read or is another venue's
     */
    public static Optional<AuditReport> copy(Path data, String venueId, Path target) {
        if (!Files.exists(data.resolve(NAME))) {
            return Optional.empty();
        }
        try {
            Files.deleteIfExists(target);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + data.resolve(NAME).toAbsolutePath(),
                        config.toProperties());
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, target.toAbsolutePath().toString());
            copy.execute();
        } catch (SQLException failure) {
            throw new IdentityException(
                    Reason.UNAVAILABLE, "cannot copy " + data.resolve(NAME), failure);
        }
        return Optional.of(check(target, venueId));
    }

    /**
     * Whether the audit log is as it was written, if there is a file.
     *
     * @throws IdentityException UNAVAILABLE when it cannot be read or is another venue's
     */
    public static Optional<AuditReport> verify(Path data, String venueId) {
        Path file = data.resolve(NAME);
        return Files.exists(file) ? Optional.of(check(file, venueId)) : Optional.empty();
    }

    /**
     * The same of a database.
     *
     * @param url of JDBC, PostgreSQL
     * @throws IdentityException UNAVAILABLE when it cannot be read or is another venue's
     */
    public static AuditReport verifyDatabase(String url, String venueId) {
        return check(IdentityDatabase.toRead(url), "the database", venueId);
    }

    private static AuditReport check(Path file, String venueId) {
        return check(IdentityDatabase.toRead(file), file.toString(), venueId);
    }

    private static AuditReport check(IdentityDatabase opened, String name, String venueId) {
        try (IdentityDatabase database = opened) {
            Optional<String> whose = database.transact(
                    in -> in.one(row -> row.getString(1), "SELECT venue FROM venue"));
            // Between the making of its tables and their first row it is nobody's.
            if (!whose.orElse(venueId).equals(venueId)) {
                throw new IdentityException(
                        Reason.UNAVAILABLE,
                        name + " is another venue's: put back what belongs there");
            }
            return new AuditLog(database, InstantSource.system()).verify();
        }
    }
}
