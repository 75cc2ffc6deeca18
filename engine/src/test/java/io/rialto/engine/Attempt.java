package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;

/**
 * A command to be, valid until a row of a table breaks something about it. What a command does not
 * use it leaves alone.
 */
final class Attempt {
    final TestVenue venue;
    int universe;
    boolean sudo = true;
    long actor = TestVenue.ADMINISTRATOR;
    long account = TestVenue.USER;

    String text = "text";
    String symbol = "NEW";
    byte[] hash = TestVenue.hash(9);
    long instant = TestVenue.START + 1;
    long id = 1;
    int scale = 2;
    int displayScale = 2;
    int asset = TestVenue.MONEY;
    long amount = 10;
    boolean flag = true;
    MarketStatus status = MarketStatus.PAUSED;

    int baseAsset = TestVenue.THING;
    int quoteAsset = TestVenue.MONEY;
    long tick = TestVenue.CENT;
    long lot = 1;
    long priceMaximum = 1_000 * TestVenue.CENT;
    long quantityMinimum = 1;
    long quantityMaximum = 1_000;
    long notionalMinimum = 1;
    long notionalMaximum = 1_000;
    long positionMaximum = 10;
    long referencePrice = 10;
    long priceBandPpm = 10;
    long protectionPpm = 10;
    int openOrdersAccountMax = 10;
    int openOrdersMarketMax = 10;
    int makerFeePpm = -100;
    int takerFeePpm = 100;

    Attempt(TestVenue venue) {
        this.venue = venue;
    }

    CommandHeader header() {
        venue.by(actor, account);
        venue.header.universe = universe;
        venue.header.sudo = sudo;
        return venue.header;
    }

    MarketSpec spec() {
        return new MarketSpec(
                symbol,
                baseAsset,
                quoteAsset,
                tick,
                lot,
                priceMaximum,
                quantityMinimum,
                quantityMaximum,
                notionalMinimum,
                notionalMaximum,
                positionMaximum,
                referencePrice,
                priceBandPpm,
                protectionPpm,
                openOrdersAccountMax,
                openOrdersMarketMax,
                makerFeePpm,
                takerFeePpm,
                SelfTradePrevention.NONE,
                MarketStatus.OPEN);
    }
}
