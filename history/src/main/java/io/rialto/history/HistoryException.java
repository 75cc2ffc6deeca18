package io.rialto.history;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The history's database does not do what it should: an operating error. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What SQLite says of a full disk, a quota, a limit on a file's size. */
    private static final Set<SQLiteErrorCode> ROOM = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR_WRITE,
            SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

    /**
     * What PostgreSQL says when it is away, going, starting, a copy that may not be written, without
     * room or connections, or when another of our connections was in the way.
     */
    private static final List<String> AWAY =
            List.of("08", "53", "57P", "58", "25006", "40", "55P03");

    /** While a database that does not answer is waited for. */
    public static HistoryException away(HistoryStore store) {
        return new HistoryException(
                "the history waits", new SQLTransientConnectionException(store.toString()));
    }

    /** Of what cannot be opened, whatever is wrong with it. */
    static HistoryException unusable(HistoryStore store, Throwable failure, String advice) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new HistoryException(
                "cannot open the history " + store + ": " + root.getMessage() + ". " + advice,
                failure);
    }

    private HistoryException(String message, Throwable cause) {
        super(message, cause);
    }

    HistoryException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    HistoryException(String message) {
        super(message);
    }

    /**
     * Whether a failure may pass by itself: the database cannot grow, or does not answer. It can go
     * on when there is room again, or when it is there again.
     */
    public static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && mayPass(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayPass(SQLException failure) {
        return switch (failure) {
            case SQLiteException sqlite -> ROOM.contains(sqlite.getResultCode());
            case SQLTransientConnectionException _ -> true;
            default -> {
                String state = failure.getSQLState();
                yield state != null && AWAY.stream().anyMatch(state::startsWith);
            }
        };
    }
}
