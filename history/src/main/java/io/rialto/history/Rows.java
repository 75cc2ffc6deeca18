package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Collects rows for one statement and sends them together. */
final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private final boolean isInsert;
    private int column;
    private int count;

    /** Each row must change one that is there, or be a new one. */
    Rows(Connection connection, String sql) {
        isInsert = sql.startsWith("INSERT");
        try {
            statement = connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw new HistoryException("cannot prepare a statement", e);
        }
    }

    /** Collects whole rows of a table. */
    static Rows insert(Connection connection, String table, int columns) {
        String marks = "?, ".repeat(columns - 1) + "?";
        return new Rows(connection, "INSERT INTO " + table + " VALUES (" + marks + ")");
    }

    Rows put(long value) {
        try {
            statement.setLong(++column, value);
            return this;
        } catch (SQLException e) {
            throw new HistoryException("cannot set a value", e);
        }
    }

    /** PostgreSQL takes every character but NUL. */
    Rows put(String value) {
        try {
            statement.setString(++column, value.replace('\0', '\uFFFD'));
            return this;
        } catch (SQLException e) {
            throw new HistoryException("cannot set a value", e);
        }
    }

    Rows put(byte[] value) {
        try {
            statement.setBytes(++column, value);
            return this;
        } catch (SQLException e) {
            throw new HistoryException("cannot set a value", e);
        }
    }

    Rows put(Enum<?> value) {
        return put(value.name());
    }

    /** Ends the row. */
    void end() {
        try {
            statement.addBatch();
        } catch (SQLException e) {
            throw new HistoryException("cannot add a row", e);
        }
        column = 0;
        count++;
    }

    /**
     * Sends all rows; each must have changed one. Of inserts that PostgreSQL's driver sends as one
     * statement it does not say how many each made: all, or it fails.
     */
    void send() {
        if (count == 0) {
            return;
        }
        try {
            for (int changed : statement.executeBatch()) {
                if (changed != 1 && !(isInsert && changed == Statement.SUCCESS_NO_INFO)) {
                    throw new HistoryException("a row meant to be written was not there");
                }
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot write rows", e);
        }
        count = 0;
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new HistoryException("cannot close a statement", e);
        }
    }
}
