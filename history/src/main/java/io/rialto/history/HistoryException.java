package io.rialto.history;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** The history's database does not do what it should: an operating error. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What SQLite says of a full disk, a quota, a limit on a file's size. */
    private static final Set<SQLiteErrorCode> ROOM = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR_WRITE,
            SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

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

    /** Whether a failure is that the database cannot grow: it can go on when there is room again. */
    public static boolean isForWantOfRoom(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite && ROOM.contains(sqlite.getResultCode())) {
                return true;
            }
        }
        return false;
    }
}
