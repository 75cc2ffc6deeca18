package io.rialto.app;

import io.rialto.money.Decimals;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.Side;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
import io.rialto.view.MarketInfo;
import io.rialto.view.OrderInfo;

import java.util.Locale;

/** Figures of one market's orders as people read them. */
final class OrderFigures {
    private static final int PRICE_SCALE = 9;

    private final Directory directory;
    private final MarketInfo market;
    private final AssetInfo base;
    private final AssetInfo quote;

    OrderFigures(Directory directory, long marketId) {
        this.directory = directory;
        market = directory.market(marketId).orElseThrow();
        base = directory.asset(market.baseAsset()).orElseThrow();
        quote = directory.asset(market.quoteAsset()).orElseThrow();
    }

    String symbol() {
        return market.symbol();
    }

    /** A price, 1e-9 of quote per base. */
    String price(long price) {
        return Decimals.format(price, PRICE_SCALE, 0);
    }

    /** A quantity with its unit. */
    String quantity(long units) {
        return amount(base, units);
    }

    /** An amount of the quote asset with its unit. */
    String money(long minor) {
        return amount(quote, minor);
    }

    /** An amount of any asset with its unit. */
    String amount(int asset, long minor) {
        return amount(directory.asset(asset).orElseThrow(), minor);
    }

    private static String amount(AssetInfo asset, long minor) {
        return Decimals.format(minor, asset.scale(), asset.displayScale()) + " " + asset.symbol();
    }

    /** What an order holds. */
    String held(OrderInfo order) {
        return order.side() == Side.BUY ? money(order.held()) : quantity(order.held());
    }

    /** What was ordered. */
    String terms(OrderAcceptedDecoder order) {
        StringBuilder text = new StringBuilder(word(order.side()));
        if (order.quantity() != 0) {
            text.append(' ').append(quantity(order.quantity()));
        }
        if (order.budget() != 0) {
            text.append(" for at most ").append(money(order.budget()));
        }
        text.append(order.orderType() == OrderType.LIMIT ? " at " : " at the market, within ")
                .append(price(order.price()))
                .append(", ")
                .append(word(order.timeInForce()));
        if (order.expiresAt() != 0) {
            text.append(" until ").append(OrderStory.time(order.expiresAt()));
        }
        return text.append(order.postOnly() == 1 ? ", post-only" : "")
                .append(", self-trade ")
                .append(word(order.selfTradePrevention()))
                .append(", maker ")
                .append(order.makerFeePpm())
                .append(" ppm, taker ")
                .append(order.takerFeePpm())
                .append(" ppm")
                .toString();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
