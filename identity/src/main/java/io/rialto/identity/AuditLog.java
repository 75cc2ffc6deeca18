package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Who signed in, changed keys and used rights, in the order in which it was stored. Rows are only
 * added, which triggers see to; each has a hash over itself and the one before, so that a change
 * behind the triggers' back shows. What the hashes cannot show is that rows are missing at the end:
 * whoever must know that keeps the last hash elsewhere, as an export has it.
 */
final class AuditLog {
    static final String NOTHING_BEFORE = "0".repeat(64);
    private static final String COLUMNS =
            "SELECT number, at, kind, actor, subject, address, detail, hash FROM audit ";
    private static final int PAGE = 1_000;

    private final IdentityDatabase database;
    private final InstantSource clock;

    AuditLog(IdentityDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds an entry as part of a transaction: what it tells is stored with it or not at all. */
    void add(Transaction in, AuditNote note) throws SQLException {
        add(in, List.of(note));
    }

    /** Adds entries in a transaction of their own. */
    void add(List<AuditNote> notes) {
        database.transact(in -> {
            add(in, notes);
            return notes.size();
        });
    }

    private void add(Transaction in, List<AuditNote> notes) throws SQLException {
        in.lock("audit");
        Optional<AuditEntry> last =
                in.one(AuditLog::entry, COLUMNS + "ORDER BY number DESC LIMIT 1");
        long number = last.map(AuditEntry::number).orElse(0L);
        String before = last.map(AuditEntry::hash).orElse(NOTHING_BEFORE);
        List<Object[]> rows = new ArrayList<>(notes.size());
        for (AuditNote note : notes) {
            number++;
            AuditEntry open = new AuditEntry(
                    number,
                    clock.millis(),
                    note.kind(),
                    note.actor(),
                    note.subject(),
                    note.address(),
                    note.detail(),
                    "");
            before = hash(before, open);
            rows.add(new Object[] {
                open.number(),
                open.atMillis(),
                open.kind(),
                open.actor(),
                open.subject(),
                open.address(),
                open.detail(),
                before
            });
        }
        in.changeAll(
                "INSERT INTO audit (number, at, kind, actor, subject, address, detail, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** Entries after a number, in order. */
    List<AuditEntry> after(long number, int limit) {
        return database.transact(in -> in.list(
                AuditLog::entry,
                COLUMNS + "WHERE number > ? ORDER BY number LIMIT ?",
                number,
                limit));
    }

    /** What is wrong with the chain, if anything; and how many entries there are. */
    AuditReport verify() {
        String before = NOTHING_BEFORE;
        long number = 0;
        List<AuditEntry> page;
        do {
            page = after(number, PAGE);
            for (AuditEntry entry : page) {
                if (entry.number() != number + 1) {
                    return AuditReport.wrong(number, "entry " + (number + 1) + " is missing");
                }
                if (!entry.hash().equals(hash(before, entry))) {
                    return AuditReport.wrong(
                            number, "entry " + entry.number() + " is not as it was written");
                }
                number = entry.number();
                before = entry.hash();
            }
        } while (page.size() == PAGE);
        return new AuditReport(number, before, Optional.empty());
    }

    /** Lengths before texts: no two rows are the same bytes. */
    static String hash(String before, AuditEntry entry) {
        MessageDigest digest = Secrets.sha256();
        update(digest, before);
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(entry.number())
                .putLong(entry.atMillis())
                .flip());
        update(digest, entry.kind());
        update(digest, entry.actor());
        update(digest, entry.subject());
        update(digest, entry.address());
        update(digest, entry.detail());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }
}
