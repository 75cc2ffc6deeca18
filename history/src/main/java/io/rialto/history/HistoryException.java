package io.rialto.history;

import java.sql.SQLException;

/** The history's database does not do what it should: an operating error. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    HistoryException(String message) {
        super(message);
    }
}
