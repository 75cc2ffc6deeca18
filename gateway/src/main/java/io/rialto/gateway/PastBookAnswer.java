package io.rialto.gateway;

import io.rialto.history.Moment;
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
        Moment moment = moment(exchange.query("at").orElseThrow());
        long market = listing.market().market();
        // An event that the view shows is there: the history need only come so far.
        long shown = exchange.venue().view().sequence();
        long needed = moment instanceof Moment.After after ? after.sequence() : shown;
        if (needed > Math.max(shown, exchange.wantedSequence())) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID, "\"at\" is an event that has not happened");
        }
        HistoryDesk.admit(exchange);
        HistoryDesk.read(
                exchange,
                needed,
                queries -> queries.book(market, moment)
                        .orElseThrow(() -> new ProblemException(
                                Refusal.HISTORY_NOT_KEPT, "Ask for a later moment")),
                book -> json(book, listing, levels, step));
    }

    /** A moment as its parameter says it, already checked for its shape. */
    static Moment moment(String text) {
        try {
            return text.endsWith("Z")
                    ? new Moment.At(Instants.nanos("at", text))
                    : new Moment.After(Long.parseLong(text));
        } catch (NumberFormatException wrong) {
            throw new ProblemException(Refusal.PARAMETER_INVALID, "\"at\" is no event: " + text);
        }
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
