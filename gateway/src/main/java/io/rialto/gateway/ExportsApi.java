package io.rialto.gateway;

import io.rialto.history.ExportFormat;
import io.rialto.history.ExportRange;
import io.rialto.history.ExportUnits;
import io.rialto.history.Exports;
import io.rialto.history.HistoryQueries;
import io.rialto.history.LobsterExport;
import io.rialto.history.Retention;
import io.rialto.marketdata.Interval;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
import io.rialto.view.MarketInfo;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Tables of the history as files, streamed: whatever is asked for, all of it or one range of time. */
final class ExportsApi {
    private static final String ROOT = "/api/v1/exports/";
    private static final String OF_MARKET = ROOT + "markets/{market}/";
    private static final int LEVELS_STANDARD = 10;
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");

    private ExportsApi() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (ExportFormat format : ExportFormat.values()) {
            String in = format == ExportFormat.CSV ? "Csv" : "Parquet";
            routes.add(get(ROOT + "fills", "exportFills" + in, format, "An account's trades")
                    .forAccount()
                    .answersText(200, format.mediaType(), own(format, "fills")));
            routes.add(get(ROOT + "orders", "exportOrders" + in, format, "An account's orders")
                    .forAccount()
                    .answersText(200, format.mediaType(), own(format, "orders")));
            routes.add(
                    get(ROOT + "postings", "exportPostings" + in, format, "An account's postings")
                            .forAccount()
                            .answersText(200, format.mediaType(), own(format, "postings")));
            routes.add(get(OF_MARKET + "trades", "exportTrades" + in, format, "A market's trades")
                    .parameter(MARKET)
                    .forAccount()
                    .answersText(
                            200,
                            format.mediaType(),
                            ofMarket(
                                    format,
                                    "trades",
                                    Retention.Kind.TRADES,
                                    Exports::marketTrades)));
            routes.add(get(
                            OF_MARKET + "candles",
                            "exportCandles" + in,
                            format,
                            "A market's candles")
                    .parameter(MARKET)
                    .parameter(Route.Parameter.query(
                            "interval", MarketDataSchemas.STORED_INTERVAL, "1m unless given"))
                    .forAccount()
                    .answersText(200, format.mediaType(), exchange -> candles(exchange, format)));
            routes.add(get(
                            "/api/v1/admin/exports/markets/{market}/orders",
                            "exportMarketOrders" + in,
                            format,
                            "Everybody's orders in a market")
                    .access(Route.Access.ADMINISTRATOR)
                    .parameter(MARKET)
                    .answersText(
                            200,
                            format.mediaType(),
                            ofMarket(
                                    format,
                                    "orders",
                                    Retention.Kind.ORDERS,
                                    Exports::marketOrders)));
        }
        routes.add(lobster("messages", "exportLobsterMessages", "A market's order flow, as LOBSTER")
                .answersText(200, ExportFormat.CSV.mediaType(), ExportsApi::lobsterMessages));
        routes.add(lobster("levels", "exportLobsterLevels", "The best levels after each message")
                .parameter(MarketsApi.count("levels", "Of each side, at most 50; 10 unless given"))
                .answersText(200, ExportFormat.CSV.mediaType(), ExportsApi::lobsterLevels));
        return routes;
    }

    private static Route.Builder get(String path, String name, ExportFormat format, String what) {
        return Route.get(path + "." + format.extension(), name)
                .onlyOverHttp("A file is longer than a message of the stream may be")
                .summary(what + ", the oldest first, as a file")
                .parameter(Route.Parameter.query("from", Schemas.INSTANT, "Then or later"))
                .parameter(Route.Parameter.query("to", Schemas.INSTANT, "Before"));
    }

    private static Route.Builder lobster(String file, String name, String what) {
        return get(OF_MARKET + "lobster-" + file, name, ExportFormat.CSV, what)
                .parameter(MARKET)
                .forAccount();
    }

    private static Exports exports(Exchange exchange, io.rialto.history.HistoryQueries queries) {
        return queries.exports(units(exchange));
    }

    /** What numbers count, and which markets the caller may be told of. */
    static ExportUnits units(Exchange exchange) {
        return new Units(exchange.venue().directory(), exchange::mayKnow);
    }

    private static Route.Handler own(ExportFormat format, String what) {
        return exchange -> {
            long account = exchange.actedAs();
            ExportRange range = PastList.range(exchange);
            ExportStream.begin(exchange, what + "." + format.extension(), queries -> {
                kept(queries, kind(what), range);
                return out ->
                        own(exports(exchange, queries), what).write(account, range, format, out);
            });
        };
    }

    private static Retention.Kind kind(String what) {
        return switch (what) {
            case "fills" -> Retention.Kind.TRADES;
            case "orders" -> Retention.Kind.ORDERS;
            default -> Retention.Kind.POSTINGS;
        };
    }

    private static Retention.Kind kind(Interval interval) {
        return switch (interval.storedAs()) {
            case SECOND -> Retention.Kind.CANDLES_1S;
            case MINUTE -> Retention.Kind.CANDLES_1M;
            default -> Retention.Kind.CANDLES_1H;
        };
    }

    /** Without a beginning a range begins where what is kept does. */
    private static void kept(HistoryQueries queries, Retention.Kind kind, ExportRange range) {
        long from = queries.keptFrom(kind);
        if (range.from() > 0 && range.from() < from) {
            throw new ProblemException(
                    Refusal.HISTORY_NOT_KEPT,
                    "Ask for a range that begins at " + Json.time(from) + " or later");
        }
    }

    @FunctionalInterface
    private interface OfAccount {
        void write(long account, ExportRange range, ExportFormat format, OutputStream out)
                throws IOException;
    }

    private static OfAccount own(Exports exports, String what) {
        return switch (what) {
            case "fills" -> exports::accountTrades;
            case "orders" -> exports::accountOrders;
            default -> exports::postings;
        };
    }

    @FunctionalInterface
    private interface OfMarket {
        void write(
                Exports exports,
                long market,
                ExportRange range,
                ExportFormat format,
                OutputStream out)
                throws IOException;
    }

    private static Route.Handler ofMarket(
            ExportFormat format, String what, Retention.Kind kind, OfMarket table) {
        return exchange -> {
            Listing listing = Markets.find(exchange, exchange.path("market"));
            ExportRange range = PastList.range(exchange);
            long market = listing.market().market();
            ExportStream.begin(exchange, fileName(listing, what, format), queries -> {
                kept(queries, kind, range);
                return out -> table.write(exports(exchange, queries), market, range, format, out);
            });
        };
    }

    private static void candles(Exchange exchange, ExportFormat format) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        ExportRange range = PastList.range(exchange);
        Interval interval =
                exchange.query("interval").flatMap(Interval::of).orElse(Interval.MINUTE);
        long market = listing.market().market();
        ExportStream.begin(
                exchange, fileName(listing, "candles-" + interval.word(), format), queries -> {
                    if (interval != Interval.DAY) {
                        kept(queries, kind(interval), range);
                    }
                    return out -> exports(exchange, queries)
                            .candles(market, interval, range, format, out);
                });
    }

    private static void lobsterMessages(Exchange exchange) {
        Listing listing = lobsterMarket(exchange);
        ExportRange range = PastList.range(exchange);
        long market = listing.market().market();
        ExportStream.begin(
                exchange,
                fileName(listing, "message", ExportFormat.CSV),
                queries -> kept(exports(exchange, queries).lobster(market, range))::messages);
    }

    private static void lobsterLevels(Exchange exchange) {
        Listing listing = lobsterMarket(exchange);
        ExportRange range = PastList.range(exchange);
        int levels =
                MarketsApi.count(exchange, "levels", LEVELS_STANDARD, LobsterExport.LEVELS_MAX);
        long market = listing.market().market();
        ExportStream.begin(
                exchange, fileName(listing, "orderbook-" + levels, ExportFormat.CSV), queries -> {
                    LobsterExport flow = kept(exports(exchange, queries).lobster(market, range));
                    return out -> flow.levels(levels, out);
                });
    }

    private static LobsterExport kept(LobsterExport flow) {
        if (!flow.isKept()) {
            throw new ProblemException(
                    Refusal.HISTORY_NOT_KEPT, "Ask for a range that begins later");
        }
        return flow;
    }

    private static Listing lobsterMarket(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        if (listing.market().tick() % LobsterExport.PRICE_UNIT != 0) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID,
                    "LOBSTER has four decimals of a price; the market's tick is finer");
        }
        return listing;
    }

    private static String fileName(Listing listing, String what, ExportFormat format) {
        String symbol = listing.symbol().replaceAll("[^A-Za-z0-9.-]", "_");
        return symbol + "-" + what + "." + format.extension();
    }

    /** What the directory knows of assets and markets. */
    private record Units(Directory directory, LongPredicate known) implements ExportUnits {
        private MarketInfo market(long market) {
            return directory.market(market).orElseThrow(Markets::unknownMarket);
        }

        @Override
        public int baseScale(long market) {
            return scale(market(market).baseAsset());
        }

        @Override
        public int quoteScale(long market) {
            return scale(market(market).quoteAsset());
        }

        @Override
        public int scale(int asset) {
            return directory.asset(asset).map(AssetInfo::scale).orElse(0);
        }

        @Override
        public boolean mayKnow(long market) {
            return known.test(market);
        }

        @Override
        public String symbol(long market) {
            return market(market).symbol();
        }

        @Override
        public String asset(int asset) {
            return directory
                    .asset(asset)
                    .map(AssetInfo::symbol)
                    .orElse(Integer.toUnsignedString(asset));
        }
    }
}
