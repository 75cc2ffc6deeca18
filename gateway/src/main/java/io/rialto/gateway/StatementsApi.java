package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.AccountStatement;
import io.rialto.history.ExportFormat;
import io.rialto.history.ExportRange;
import io.rialto.history.HistoryQueries;
import io.rialto.history.StatementExport;
import io.rialto.view.AssetInfo;
import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came into an account and went out of it in a period, to the last unit. */
final class StatementsApi {
    private static final Form CHANGE = Form.of(
            "StatementChange",
            required("cause", Schemas.CAUSE),
            required("amount", Schemas.DECIMAL),
            required("postings", new Schema.Whole("how many", 0, Long.MAX_VALUE)));

    private static final Form OF_ASSET = Form.of(
            "StatementOfAsset",
            required("asset", Schemas.ASSET),
            required("opening", Schemas.DECIMAL),
            required("changes", new ListOf(CHANGE)),
            required("closing", Schemas.DECIMAL));

    private static final Form OF_MARKET = Form.of(
            "StatementOfMarket",
            required("market", Schemas.MARKET),
            required("quote", Schemas.ASSET),
            required("realised", MarketDataSchemas.SUM),
            required("fees", MarketDataSchemas.SUM));

    private static final Form STATEMENT = Form.of(
            "Statement",
            required("account", Schemas.ID),
            required("from", Schemas.INSTANT),
            required("to", Schemas.INSTANT),
            required("assets", new ListOf(OF_ASSET)),
            required("markets", new ListOf(OF_MARKET)));

    private StatementsApi() {}

    static List<Route> routes() {
        return List.of(
                period(Route.get("/api/v1/statement", "getStatement"))
                        .summary("What your account had, what changed it, and what it had then")
                        .parameter(Route.Parameter.query(
                                "method",
                                ProfitApi.METHOD,
                                "What is closed first; average unless given"))
                        .answers(200, STATEMENT, StatementsApi::statement),
                file("csv", "exportStatementCsv", ExportFormat.CSV.mediaType())
                        .answersText(
                                200,
                                ExportFormat.CSV.mediaType(),
                                exchange -> export(exchange, "csv", StatementExport::csv)),
                file("html", "exportStatementHtml", "text/html")
                        .answersText(
                                200,
                                "text/html",
                                exchange -> export(exchange, "html", StatementExport::html)));
    }

    private static Route.Builder file(String extension, String name, String type) {
        return period(Route.get("/api/v1/exports/statement." + extension, name))
                .onlyOverHttp("A file is longer than a message of the stream may be")
                .summary("The same with every posting, as " + type);
    }

    private static Route.Builder period(Route.Builder route) {
        return route.parameter(Route.Parameter.query(
                        "from", Schemas.INSTANT, "Then or later; from the first unless given"))
                .parameter(Route.Parameter.query(
                        "to", Schemas.INSTANT, "Before; until now unless given"))
                .forAccount();
    }

    /** A statement ends now at the latest: what is not over yet would not stay as it is. */
    private static ExportRange range(Exchange exchange) {
        ExportRange range = PastList.range(exchange);
        long now = Math.max(Venue.now(), range.from() + 1);
        return new ExportRange(range.from(), Math.min(range.before(), now));
    }

    private static AccountStatement statement(
            HistoryQueries queries, long account, ExportRange range) {
        return queries.statements()
                .statement(account, range)
                .orElseThrow(() -> new ProblemException(
                        Refusal.HISTORY_NOT_KEPT, "Ask for a period that begins later"));
    }

    /** What was made and paid in a market, quote minor units. */
    private record OfMarket(BigInteger realised, long fees) {}

    private record Answer(AccountStatement statement, Map<Long, OfMarket> markets) {}

    private static void statement(Exchange exchange) {
        ExportRange range = range(exchange);
        long account = exchange.actedAs();
        var method = ProfitApi.method(exchange);
        var directory = exchange.venue().directory();
        HistoryDesk.admit(exchange);
        HistoryDesk.read(
                exchange,
                queries -> {
                    Map<Long, OfMarket> markets = new TreeMap<>();
                    Map<Long, Long> fees = queries.statements().fees(account, range);
                    fees.keySet().removeIf(market -> ProfitApi.isVoid(directory, market));
                    ProfitApi.realised(directory, queries, account, method, range)
                            .forEach((market, made) -> markets.put(
                                    market, new OfMarket(made, fees.getOrDefault(market, 0L))));
                    fees.forEach((market, fee) ->
                            markets.putIfAbsent(market, new OfMarket(BigInteger.ZERO, fee)));
                    return new Answer(statement(queries, account, range), markets);
                },
                answer -> json(exchange, answer));
    }

    private static JsonObject json(Exchange exchange, Answer answer) {
        AccountStatement statement = answer.statement();
        List<JsonObject> markets = answer.markets().entrySet().stream()
                .filter(each -> exchange.mayKnow(each.getKey()))
                .map(each -> json(DealingsApi.listing(exchange, each.getKey()), each.getValue()))
                .toList();
        return new JsonObject()
                .put("account", Long.toString(statement.account()))
                .put("from", Json.time(statement.range().from()))
                .put("to", Json.time(statement.range().before()))
                .put("assets", Json.list(statement.assets(), each -> json(exchange, each)))
                .put("markets", Json.list(markets, each -> each));
    }

    private static JsonObject json(Exchange exchange, AccountStatement.OfAsset of) {
        AssetInfo asset = AccountsApi.asset(exchange, of.asset());
        var changes = of.changes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return new JsonObject()
                .put("asset", asset.symbol())
                .put("opening", Decimals.format(of.opening(), asset.scale()))
                .put(
                        "changes",
                        Json.list(
                                changes,
                                each -> new JsonObject()
                                        .put("cause", Words.of(each.getKey()))
                                        .put(
                                                "amount",
                                                Decimals.format(
                                                        each.getValue().amount(), asset.scale()))
                                        .put("postings", each.getValue().postings())))
                .put("closing", Decimals.format(of.closing(), asset.scale()));
    }

    private static JsonObject json(Listing listing, OfMarket of) {
        return new JsonObject()
                .put("market", listing.symbol())
                .put("quote", listing.quote().symbol())
                .put("realised", listing.money(of.realised()))
                .put("fees", listing.money(of.fees()));
    }

    @FunctionalInterface
    private interface Written {
        void write(StatementExport statement, OutputStream out) throws IOException;
    }

    private static void export(Exchange exchange, String extension, Written form) {
        ExportRange range = range(exchange);
        long account = exchange.actedAs();
        ExportStream.begin(exchange, "statement." + extension, queries -> {
            StatementExport statement =
                    queries.export(statement(queries, account, range), ExportsApi.units(exchange));
            return out -> form.write(statement, out);
        });
    }
}
