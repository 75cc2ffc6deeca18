package io.rialto.gateway;

import io.rialto.history.PastBook;
import io.rialto.marketdata.GroupedBook;
import io.rialto.protocol.Side;
import io.rialto.view.BookSnapshot;
import io.vertx.core.json.JsonObject;

/** Tells a market's book as it was, from the history. */
final class PastBookAnswer {
    private PastBookAnswer() {}

    /** Answers with the book at the moment that the parameter "at" names. */
    static void of(Exchange exchange, Listing listing, int levels, long step) {
        PastMoment past = PastMoment.of(exchange);
        long market = listing.market().market();
        HistoryDesk.admit(exchange);
        HistoryDesk.read(
                exchange,
                past.needed(),
                queries -> queries.book(market, past.moment()).orElseThrow(PastMoment::notKept),
                book -> json(book, listing, levels, step));
    }

    private static JsonObject json(PastBook book, Listing listing, int levels, long step) {
        BookSnapshot grouped = new BookSnapshot(
                book.market(),
                book.update(),
                book.sequence(),
                GroupedBook.side(PastBook.levels(book.bids()), Side.BUY, levels, step),
                GroupedBook.side(PastBook.levels(book.asks()), Side.SELL, levels, step));
        JsonObject json =
                Json.book(grouped, listing).put("sequence", Long.toString(book.sequence()));
        return book.sequence() == 0 ? json : json.put("time", Json.time(book.timeNanos()));
    }
}
