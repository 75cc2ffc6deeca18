package io.rialto.engine;

/** Halts a market instead of letting it trade outside its band (VENUE-RULES 3). */
final class Breaker {
    private final MarketLife life;
    private final LogTime time;
    private final EventSink events;

    Breaker(MarketLife life, LogTime time, EventSink events) {
        this.life = life;
        this.time = time;
        this.events = events;
    }

    /** Lets orders collect for the auction that reopens the market. */
    void halt(Market market) {
        life.enter(market, MarketStatus.HALTED, StatusCause.CIRCUIT_BREAKER, 0, "");
        if (market.guard.haltNanos != 0) {
            market.guard.auctionAt = time.now + market.guard.haltNanos;
            events.marketFigureSet(
                    market.id, MarketFigure.AUCTION_AT, market.guard.auctionAt, 0, 0, "");
        }
    }
}
