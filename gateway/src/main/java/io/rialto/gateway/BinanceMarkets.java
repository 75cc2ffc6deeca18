package io.rialto.gateway;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.view.Contracts;
import io.rialto.view.Directory;
import io.rialto.view.MarketInfo;
import io.rialto.view.OutcomeInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Markets as the Binance face names and describes them. */
final class BinanceMarkets {
    private static final JsonArray ORDER_TYPES = new JsonArray(List.of(
            "LIMIT",
            "LIMIT_MAKER",
            "MARKET",
            "STOP_LOSS",
            "STOP_LOSS_LIMIT",
            "TAKE_PROFIT",
            "TAKE_PROFIT_LIMIT"));
    private static final int MILLION = 1_000_000;
    private static final String SYMBOL = "symbol";
    private static final String SYMBOLS = "symbols";
    private static final String SPOT = "SPOT";
    private static final String PERMISSION_SETS = "permissionSets";

    private BinanceMarkets() {}

    /**
     * A market's symbol without what Binance's symbols do not have; its own where another market of
     * the universe comes first under that.
     */
    static String symbol(Directory directory, MarketInfo market) {
        String bare = market.bareSymbol();
        return directory.marketsByBareSymbol(market.universe(), bare).stream()
                .findFirst()
                // A market that is being made is not listed yet, and will be the last.
                .filter(first -> first.market() == market.market())
                .map(first -> bare)
                .orElse(market.symbol());
    }

    /** The market of a symbol that exists to the caller. */
    static Listing find(BinanceCall call, String symbol) {
        Directory directory = call.venue().directory();
        String wanted = symbol.toUpperCase(Locale.ROOT);
        String bare = MarketInfo.bare(wanted);
        // The first of a bare symbol has it, whether the caller may know of it or not.
        boolean isFirst = bare.equals(wanted);
        for (MarketInfo market : directory.marketsByBareSymbol(call.universe(), bare)) {
            if ((isFirst || market.symbol().equals(wanted)) && call.mayKnow(market.market())) {
                return listing(call, market);
            }
            isFirst = false;
        }
        throw BinanceError.symbol().refused();
    }

    /** The markets that exist to the caller, by id. */
    static List<MarketInfo> known(BinanceCall call) {
        return call.venue().directory().markets().stream()
                .filter(market -> isKnown(call, market))
                .toList();
    }

    static boolean isKnown(BinanceCall call, MarketInfo market) {
        return market.universe() == call.universe() && call.mayKnow(market.market());
    }

    /** The markets that "symbol" or "symbols" name; without either all that exist to the caller. */
    static List<MarketInfo> asked(BinanceCall call) {
        BinanceTerms.exclusive(call, List.of(SYMBOL), List.of(SYMBOLS));
        Optional<String> one = call.text(SYMBOL);
        if (one.isPresent()) {
            return List.of(find(call, one.get()).market());
        }
        Optional<String> several = call.text(SYMBOLS);
        return several.isEmpty()
                ? known(call)
                : symbols(several.get()).stream()
                        .map(symbol -> find(call, symbol).market())
                        .toList();
    }

    static Listing listing(BinanceCall call, MarketInfo market) {
        return Listing.byId(call.venue().directory(), market.universe(), market.market())
                .orElseThrow();
    }

    /** What is bought and sold: of contracts the market itself. */
    static String base(Directory directory, Listing listing) {
        return isContracts(listing)
                ? symbol(directory, listing.market())
                : listing.base().symbol();
    }

    static boolean isContracts(Listing listing) {
        return listing.base().asset() == Contracts.UNIT.asset();
    }

    static void exchangeInfo(BinanceCall call) {
        List<String> symbols = List.of(SYMBOL, SYMBOLS);
        BinanceTerms.exclusive(call, symbols, List.of("permissions", "symbolStatus"));
        boolean isSpot = call.text("permissions").map(BinanceMarkets::isSpot).orElse(true);
        Optional<String> status = call.text("symbolStatus");
        boolean tellsPermissions =
                call.text("showPermissionSets").filter("false"::equals).isEmpty();
        JsonArray all = new JsonArray();
        for (MarketInfo market : isSpot ? asked(call) : List.<MarketInfo>of()) {
            if (status.isEmpty() || status.get().equals(status(market.status()))) {
                JsonObject json = json(call, listing(call, market));
                if (!tellsPermissions) {
                    json.remove(PERMISSION_SETS);
                }
                all.add(json);
            }
        }
        call.answer(new JsonObject()
                .put("timezone", "UTC")
                .put("serverTime", System.currentTimeMillis())
                .put("rateLimits", BinanceLimits.json(call))
                .put("exchangeFilters", new JsonArray())
                .put("symbols", all));
    }

    /** Whether what can be traded here is among the permissions asked for: one, or a list. */
    private static boolean isSpot(String permissions) {
        return permissions.startsWith("[")
                ? symbols(permissions).contains(SPOT)
                : permissions.equals(SPOT);
    }

    /** The symbols of a parameter that is a JSON array of texts. */
    static List<String> symbols(String json) {
        try {
            return texts(new JsonArray(json));
        } catch (RuntimeException noArray) {
            throw BinanceError.malformed("symbols").refused();
        }
    }

    /**
     * What an array has, if that is texts.
     *
     * @throws ClassCastException if it has something else
     * @throws NullPointerException if it has a null
     */
    static List<String> texts(JsonArray array) {
        return List.copyOf(array.stream().map(String.class::cast).toList());
    }

    private static JsonObject json(BinanceCall call, Listing listing) {
        MarketInfo market = listing.market();
        Directory directory = call.venue().directory();
        return new JsonObject()
                .put("symbol", symbol(directory, market))
                .put("status", status(market.status()))
                .put("baseAsset", base(directory, listing))
                .put("baseAssetPrecision", listing.base().scale())
                .put("quoteAsset", listing.quote().symbol())
                .put("quotePrecision", listing.quote().scale())
                .put("quoteAssetPrecision", listing.quote().scale())
                .put("baseCommissionPrecision", listing.base().scale())
                .put("quoteCommissionPrecision", listing.quote().scale())
                .put("orderTypes", ORDER_TYPES)
                .put("icebergAllowed", false)
                .put("ocoAllowed", !isContracts(listing))
                .put("otoAllowed", false)
                .put("quoteOrderQtyMarketAllowed", true)
                .put("allowTrailingStop", false)
                .put("cancelReplaceAllowed", true)
                .put("amendAllowed", true)
                .put("isSpotTradingAllowed", true)
                .put("isMarginTradingAllowed", false)
                .put("filters", filters(directory, listing))
                .put("permissions", new JsonArray())
                .put(PERMISSION_SETS, new JsonArray().add(new JsonArray().add(SPOT)))
                .put("defaultSelfTradePreventionMode", prevention(market.selfTradePrevention()))
                .put(
                        "allowedSelfTradePreventionModes",
                        new JsonArray(List.of(
                                "NONE",
                                "EXPIRE_TAKER",
                                "EXPIRE_MAKER",
                                "EXPIRE_BOTH",
                                "DECREMENT")));
    }

    private static JsonArray filters(Directory directory, Listing listing) {
        MarketInfo market = listing.market();
        long lowest = directory
                .outcome(market.market())
                .map(OutcomeInfo::priceMinimum)
                .orElse(market.tick());
        JsonArray filters = new JsonArray()
                .add(filter("PRICE_FILTER")
                        .put("minPrice", listing.price(lowest))
                        .put("maxPrice", listing.price(market.priceMaximum()))
                        .put("tickSize", listing.price(market.tick())))
                .add(filter("LOT_SIZE")
                        .put("minQty", listing.quantity(market.quantityMinimum()))
                        .put("maxQty", listing.quantity(market.quantityMaximum()))
                        .put("stepSize", listing.quantity(market.lot())))
                .add(filter("NOTIONAL")
                        .put("minNotional", listing.money(market.notionalMinimum()))
                        .put("applyMinToMarket", true)
                        .put("maxNotional", listing.money(market.notionalMaximum()))
                        .put("applyMaxToMarket", true)
                        .put("avgPriceMins", 0))
                .add(filter("MAX_NUM_ORDERS").put("maxNumOrders", market.openOrdersAccountMax()));
        if (market.priceBandPpm() > 0) {
            String up = multiplier(MILLION + market.priceBandPpm());
            String down = multiplier(Math.max(0, MILLION - market.priceBandPpm()));
            filters.add(filter("PERCENT_PRICE_BY_SIDE")
                    .put("bidMultiplierUp", up)
                    .put("bidMultiplierDown", down)
                    .put("askMultiplierUp", up)
                    .put("askMultiplierDown", down)
                    .put("avgPriceMins", 0));
        }
        if (market.positionMaximum() > 0) {
            filters.add(filter("MAX_POSITION")
                    .put("maxPosition", listing.quantity(market.positionMaximum())));
        }
        return filters;
    }

    private static JsonObject filter(String type) {
        return new JsonObject().put("filterType", type);
    }

    private static String multiplier(long ppm) {
        return BigDecimal.valueOf(ppm, 6).toPlainString();
    }

    private static String status(MarketStatus status) {
        return switch (status) {
            case OPEN -> "TRADING";
            case HALTED, PRE_OPEN -> "HALT";
            default -> "BREAK";
        };
    }

    static String prevention(SelfTradePrevention prevention) {
        return switch (prevention) {
            case CANCEL_NEWEST -> "EXPIRE_TAKER";
            case CANCEL_OLDEST -> "EXPIRE_MAKER";
            case CANCEL_BOTH -> "EXPIRE_BOTH";
            case DECREMENT -> "DECREMENT";
            default -> "NONE";
        };
    }
}
