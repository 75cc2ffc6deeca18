package io.rialto.history;

import static io.rialto.history.TableOutput.Column.decimal;
import static io.rialto.history.TableOutput.Column.number;
import static io.rialto.history.TableOutput.Column.text;
import static io.rialto.history.TableOutput.Column.time;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

/**
 * Writes a statement with every posting: what there was of each asset, what changed it in order, and
 * what there was then. Streamed, as {@link Exports} are.
 */
public final class StatementExport {
    private static final List<TableOutput.Column> COLUMNS = List.of(
            time("time"),
            number("sequence"),
            text("asset"),
            text("cause"),
            decimal("amount"),
            decimal("cash"),
            text("market"),
            number("reference"));

    private final DataSource source;
    private final ExportUnits units;
    private final AccountStatement statement;

    StatementExport(DataSource source, ExportUnits units, AccountStatement statement) {
        this.source = source;
        this.units = units;
        this.statement = statement;
    }

    /** Writes it as a table of commas. */
    public void csv(OutputStream out) throws IOException {
        write(new CsvOutput(out, COLUMNS));
    }

    /** Writes it as a page to be printed. */
    public void html(OutputStream out) throws IOException {
        String title = "Statement of account " + statement.account();
        write(new HtmlOutput(out, title, COLUMNS));
    }

    private void write(TableOutput table) throws IOException {
        ExportRange range = statement.range();
        for (AccountStatement.OfAsset asset : statement.assets()) {
            balance(table, range.from(), "opening", asset.asset(), asset.opening());
        }
        new Chunks(source)
                .forEach(
                        """
                        SELECT * FROM postings WHERE account = ? AND time_nanos >= ?
                        AND sequence > ? ORDER BY sequence LIMIT ?""",
                        "sequence",
                        row -> {
                            if (row.getLong("time_nanos") >= range.before()) {
                                return false;
                            }
                            if (row.getLong("cash_delta") != 0) {
                                int scale = units.scale(row.getInt("asset"));
                                long market = row.getLong("market");
                                table.row(
                                        row.getLong("time_nanos"),
                                        row.getLong("sequence"),
                                        units.asset(row.getInt("asset")),
                                        row.getString("cause")
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                        BigDecimal.valueOf(row.getLong("cash_delta"), scale),
                                        BigDecimal.valueOf(row.getLong("cash"), scale),
                                        market != 0 && units.mayKnow(market)
                                                ? units.symbol(market)
                                                : "",
                                        row.getLong("reference"));
                            }
                            return true;
                        },
                        statement.account(),
                        range.from());
        for (AccountStatement.OfAsset asset : statement.assets()) {
            balance(table, range.before(), "closing", asset.asset(), asset.closing());
        }
        table.end();
    }

    private void balance(TableOutput table, long at, String what, int asset, long cash)
            throws IOException {
        int scale = units.scale(asset);
        table.row(
                at,
                0L,
                units.asset(asset),
                what,
                BigDecimal.valueOf(0, scale),
                BigDecimal.valueOf(cash, scale),
                "",
                0L);
    }
}
