package io.rialto.engine;

import io.rialto.matching.AuctionPrice;
import io.rialto.matching.Book;
import io.rialto.money.Side;

/**
 * Call auctions (VENUE-RULES 3): where orders collected, they are matched at the one price that
 * {@link AuctionPrice} finds, in order of price and time on both sides, whoever they belong to. There
 * is no self-trade prevention, and both sides pay as makers; who is due a rebate pays nothing.
 */
final class Auctions {
    private final Rights rights;
    private final Markets markets;
    private final MarketLife life;
    private final Settlement settlement;
    private final EventSink events;
    private final AuctionPrice price = new AuctionPrice();

    Auctions(
            Rights rights,
            Markets markets,
            MarketLife life,
            Settlement settlement,
            EventSink events) {
        this.rights = rights;
        this.markets = markets;
        this.life = life;
        this.settlement = settlement;
        this.events = events;
    }

    /**
     * Matches what collected and opens the market; {@code filledQuantity} and {@code filledNotional}
     * are what was traded. After an administrator's rights: MARKET_UNKNOWN, MARKET_NOT_COLLECTING.
     */
    void uncross(CommandHeader header, long id, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        if (!markets.exists(id)) {
            outcome.deny(Code.MARKET_UNKNOWN);
            return;
        }
        Market market = markets.get(id);
        if (!market.status.collects()) {
            outcome.deny(Code.MARKET_NOT_COLLECTING);
            return;
        }
        // After this point the command must succeed.
        uncross(market, header.actor);
        long lots = price.executableLots();
        outcome.id = id;
        outcome.filledQuantity = market.quantity(lots);
        outcome.filledNotional = lots == 0 ? 0 : market.notional(price.priceTicks(), lots);
    }

    /** Opens the markets whose auction is due; tells what those that collect would open at. */
    void passTime(long now) {
        Collecting collecting = life.collecting();
        Market due = collecting.firstDue(now);
        while (due != null) {
            uncross(due, 0);
            due = collecting.firstDue(now);
        }
        for (int place = 0; place < collecting.count(); place++) {
            Market market = collecting.at(place);
            if (Collecting.isToBeIndicated(market) && Collecting.mayBeIndicatedAt(market) <= now) {
                indicate(market, now);
            }
        }
    }

    /** When {@link #passTime} has something to do; {@link Long#MAX_VALUE} for never. */
    long nextDeadline(long now) {
        return life.collecting().nextDeadline(now);
    }

    private void indicate(Market market, long now) {
        Guard guard = market.guard;
        price.find(market.book, market.referenceTicks());
        long lots = price.executableLots();
        long indicated = lots == 0 ? 0 : market.price(price.priceTicks());
        long quantity = market.quantity(lots);
        long surplus = surplus(market, price.surplusLots());
        guard.indicatedUpdate = market.update;
        guard.indicatedAt = now;
        boolean isOther = indicated != guard.indicatedPrice
                || quantity != guard.indicatedQuantity
                || surplus != guard.indicatedSurplus;
        if (isOther) {
            guard.indicatedPrice = indicated;
            guard.indicatedQuantity = quantity;
            guard.indicatedSurplus = surplus;
            events.auctionIndicated(market.id, indicated, quantity, surplus);
        }
    }

    private void uncross(Market market, long actor) {
        price.find(market.book, market.referenceTicks());
        long lots = price.executableLots();
        events.marketUncrossed(
                market.id,
                lots == 0 ? 0 : market.price(price.priceTicks()),
                market.quantity(lots),
                surplus(market, price.surplusLots()));
        match(market, lots);
        life.enter(market, MarketStatus.OPEN, StatusCause.AUCTION, actor, "");
    }

    private static long surplus(Market market, long lots) {
        return lots < 0 ? -market.quantity(-lots) : market.quantity(lots);
    }

    private void match(Market market, long lots) {
        Book book = market.book;
        long left = lots;
        while (left > 0) {
            int buy = book.best(Side.BUY);
            int sell = book.best(Side.SELL);
            long both = Math.min(book.remainingLots(buy), book.remainingLots(sell));
            long traded = Math.min(left, both);
            settlement.cross(market, buy, sell, price.priceTicks(), traded);
            take(book, buy, traded);
            take(book, sell, traded);
            left -= traded;
        }
    }

    private static void take(Book book, int handle, long lots) {
        if (book.remainingLots(handle) == lots) {
            book.remove(handle);
        } else {
            book.reduce(handle, lots);
        }
    }
}
