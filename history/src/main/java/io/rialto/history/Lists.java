package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import javax.sql.DataSource;

/** Reads lists out of the database, each of one moment of it. Any thread; it blocks. */
final class Lists {
    private final DataSource source;

    Lists(DataSource source) {
        this.source = source;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, RowReader<T> reader, long... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }

    /**
     * The rows of a filter for which a condition holds, the last first. Those of one event are never
     * divided: a page that would end within them is longer.
     *
     * @param columns what is read: a table, or a join that has {@code sequence} and {@code time_nanos}
     * @param condition with a mark for each of the parameters
     */
    <T> List<T> page(
            String columns,
            String condition,
            RowReader<T> reader,
            Wanted wanted,
            long... parameters) {
        String rows = "FROM " + columns + " WHERE (" + condition + ")"
                + " AND sequence < ? AND time_nanos >= ? AND time_nanos < ?";
        String sql = "SELECT * " + rows + " AND sequence >= COALESCE((SELECT MIN(sequence) FROM"
                + " (SELECT sequence " + rows + " ORDER BY sequence DESC LIMIT ?) AS newest), 0)"
                + " ORDER BY sequence DESC";
        return list(sql, reader, wanted.parameters(parameters));
    }

    /**
     * The rows in which an account stands in either column, each once, the last first: by the index of
     * each column.
     *
     * @param condition what else must hold, with a mark for each of the other parameters
     */
    <T> List<T> ofEither(
            String table,
            List<String> columns,
            String condition,
            RowReader<T> reader,
            Wanted wanted,
            long account,
            long... parameters) {
        String arm = "SELECT * FROM (SELECT * FROM " + table + " WHERE %s = ? AND " + condition
                + " AND sequence < ? AND time_nanos >= ? AND time_nanos < ?"
                + " ORDER BY sequence DESC LIMIT ?) AS %s";
        String sql = "SELECT * FROM ("
                + columns.stream()
                        .map(column -> arm.formatted(column, "of_" + column))
                        .collect(Collectors.joining(" UNION "))
                + ") AS all_columns ORDER BY sequence DESC LIMIT ?";
        LongStream.Builder all = LongStream.builder();
        for (int i = 0; i < columns.size(); i++) {
            all.add(account);
            LongStream.of(parameters).forEach(all::add);
            all.add(wanted.page().before());
            all.add(wanted.range().from());
            all.add(wanted.range().before());
            all.add(wanted.page().limit());
        }
        all.add(wanted.page().limit());
        return list(sql, reader, all.build().toArray());
    }
}
