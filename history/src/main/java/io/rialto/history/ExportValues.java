package io.rialto.history;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What stands in an exported row, of the numbers and words that the history has.
 *
 * @param units of markets and assets
 */
record ExportValues(ExportUnits units) {
    private static final int PRICE_SCALE = 9;

    static BigDecimal price(long price) {
        BigDecimal shortest = BigDecimal.valueOf(price, PRICE_SCALE).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    BigDecimal price(ResultSet row, String column) throws SQLException {
        return price(row.getLong(column));
    }

    BigDecimal quantity(ResultSet row, String column) throws SQLException {
        return BigDecimal.valueOf(row.getLong(column), units.baseScale(row.getLong("market")));
    }

    BigDecimal money(ResultSet row, String column) throws SQLException {
        return BigDecimal.valueOf(row.getLong(column), units.quoteScale(row.getLong("market")));
    }

    String symbol(ResultSet row) throws SQLException {
        return units.symbol(row.getLong("market"));
    }

    /** Whether a row is of a market that may be named. */
    boolean isTold(ResultSet row) throws SQLException {
        long market = row.getLong("market");
        return market != 0 && units.mayKnow(market);
    }

    /** A word of an enum as the REST face has it. */
    static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
