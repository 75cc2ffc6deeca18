package io.rialto.gateway;

import io.rialto.view.AssetInfo;
import io.rialto.view.Contracts;
import io.rialto.view.Directory;
import io.rialto.view.MarketInfo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** A market with the assets that its numbers are counted in. */
record Listing(MarketInfo market, AssetInfo base, AssetInfo quote) {
    private static final int ID_DIGITS_MAX = 16;

    /** The market of a universe with that symbol or, if there is none, with that id. */
    static Optional<Listing> find(Directory directory, int universe, String symbolOrId) {
        Optional<MarketInfo> bySymbol = directory.marketBySymbol(universe, symbolOrId);
        if (bySymbol.isPresent()) {
            return of(directory, bySymbol);
        }
        return id(symbolOrId).isPresent()
                ? byId(directory, universe, id(symbolOrId).getAsLong())
                : Optional.empty();
    }

    /** The market with that id, whatever its universe. */
    static Optional<Listing> anywhere(Directory directory, String id) {
        OptionalLong number = id(id);
        return number.isPresent()
                ? of(directory, directory.market(number.getAsLong()))
                : Optional.empty();
    }

    /** The market of a universe with that id. */
    static Optional<Listing> byId(Directory directory, int universe, long id) {
        return of(directory, directory.market(id).filter(m -> m.universe() == universe));
    }

    /** A positive id as text, or empty if it is none. */
    static OptionalLong id(String text) {
        return text.length() > ID_DIGITS_MAX ? OptionalLong.empty() : Decimals.parse(text, 0);
    }

    private static Optional<Listing> of(Directory directory, Optional<MarketInfo> market) {
        return market.flatMap(info -> directory
                .asset(info.baseAsset())
                .flatMap(base -> directory
                        .asset(info.quoteAsset())
                        .map(quote -> new Listing(info, base, quote))));
    }

    String symbol() {
        return market.symbol();
    }

    /** What stands for no price in an order: of contracts, 0 is a price. */
    long noPrice() {
        return base.asset() == Contracts.UNIT.asset() ? Long.MIN_VALUE : 0;
    }

    String price(long price) {
        return Decimals.formatPrice(price, market.tick());
    }

    String quantity(long baseMinor) {
        return Decimals.format(baseMinor, base.scale());
    }

    String money(long quoteMinor) {
        return Decimals.format(quoteMinor, quote.scale());
    }

    /** A sum, which may have more digits than any amount. */
    String quantity(BigInteger baseMinor) {
        return new BigDecimal(baseMinor, base.scale()).toPlainString();
    }

    String money(BigInteger quoteMinor) {
        return new BigDecimal(quoteMinor, quote.scale()).toPlainString();
    }
}
