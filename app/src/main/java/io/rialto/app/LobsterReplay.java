package io.rialto.app;

import io.rialto.app.ReplayConnection.UnexpectedAnswerException;
import io.rialto.money.Side;
import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.Trade;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Sends recorded order flow to a venue and keeps the venue's book in line with the record.
 *
 * <p>A submission rests for one of the market's accounts, a reduction is an amendment, a deletion a
 * cancel, a visible execution an IOC order of the other side. What it fills follows from price and time:
 * where that is another order than the one that Nasdaq filled, the recorded order is reduced by what it
 * should have lost and each displaced order gets its quantity back at the end of its price's queue. Many
 * commands are in flight, so whether the venue filled the same is compared later, before anything is
 * saved.
 *
 * <p>Owned by one thread. An {@link IOException} means that the venue could not be reached: the last
 * saved {@link ReplayState} can be continued on a new connection. An {@link UnexpectedAnswerException}
 * means that the venue did other than a correct one in which nobody else trades in this market.
 */
final class LobsterReplay {
    private static final int IN_FLIGHT_MAX = 1_000;

    private final ReplayMarket market;
    private final ReplayConnection connection;
    private final ReplayState state;
    private final ReplayTouch touch;
    private final ArrayDeque<CompletableFuture<Outcome>> inFlight = new ArrayDeque<>();
    private final List<ReplayExecution> unchecked = new ArrayList<>();
    private CompletableFuture<Outcome> last;
    private int step;
    private int unsettledTrades;

    LobsterReplay(
            ReplayMarket market,
            ReplayConnection connection,
            ReplayState state,
            ReplayTouch touch) {
        this.market = market;
        this.connection = connection;
        this.state = state;
        this.touch = touch;
    }

    /** Sends what a message says; its answers may still be outstanding. */
    void apply(LobsterMessage message) throws IOException {
        step = 0;
        switch (message.kind()) {
            case SUBMIT -> submit(message);
            case REDUCE, DELETE -> shrink(message);
            case EXECUTE_VISIBLE -> execute(message);
            case EXECUTE_HIDDEN -> state.hidden++;
            case CROSS_TRADE, HALT -> {
                // Neither is an order.
            }
        }
        touch.after(message.number(), last);
        state.message = message.number();
    }

    /**
     * Waits for every answer; then the state may be saved and the book compared.
     *
     * @throws UnexpectedAnswerException when the venue filled what was not first by price and time
     */
    void settle() throws IOException {
        while (!inFlight.isEmpty()) {
            awaitAnswer();
        }
        connection.ping();
        touch.settle();
        for (ReplayExecution execution : unchecked) {
            check(execution);
        }
        unchecked.clear();
        unsettledTrades = 0;
    }

    /** How many trades there should have been since it was last settled. */
    int unsettledTrades() {
        return unsettledTrades;
    }

    private void check(ReplayExecution execution) throws IOException {
        Outcome outcome = ReplayConnection.await(execution.answer());
        List<Trade> trades = connection.tradesOf(outcome.getOrderId(), outcome.getFilledQuantity());
        Optional<String> difference = execution.difference(trades, market.sharesFactor());
        if (difference.isPresent()) {
            throw new UnexpectedAnswerException(difference.get() + "; nobody else may trade in "
                    + market.symbol() + " meanwhile");
        }
    }

    private void submit(LobsterMessage message) throws IOException {
        state.orders++;
        enter(
                new ReplayBook.Tracked(
                        message.order(), message.side(), message.price(), message.shares()),
                message);
    }

    private void enter(ReplayBook.Tracked order, LobsterMessage cause) throws IOException {
        state.book.add(order);
        send(connection
                .place(market.restingAccount(order.recorded), key(cause), order)
                .thenApply(outcome -> {
                    order.venueOrder = outcome.getOrderId();
                    return outcome;
                }));
    }

    private void shrink(LobsterMessage message) throws IOException {
        ReplayBook.Tracked order = state.book.find(message.order());
        if (order == null) {
            state.cancelsUnknown++;
        } else if (message.kind() == LobsterMessage.Kind.REDUCE) {
            state.reductions++;
            reduce(order, message.shares(), message);
        } else {
            state.cancels++;
            reduce(order, order.remaining(), message);
        }
    }

    /** Takes so much from a resting order without touching its place in the queue. */
    private void reduce(ReplayBook.Tracked order, long shares, LobsterMessage cause)
            throws IOException {
        int account = market.restingAccount(order.recorded);
        if (shares >= order.remaining()) {
            state.book.remove(order);
            send(connection.cancel(account, key(cause), order));
        } else {
            order.total -= shares;
            send(connection.amend(account, key(cause), order));
        }
    }

    private void execute(LobsterMessage message) throws IOException {
        state.executionsExpected++;
        ReplayBook.Tracked recorded = state.book.find(message.order());
        if (recorded == null) {
            state.executionsUnknown++;
            return;
        }
        CompletableFuture<Outcome> answer = connection.take(
                market.takingAccount(),
                key(message),
                recorded.side.opposite(),
                message.price(),
                message.shares());
        send(answer);
        Map<ReplayBook.Tracked, Long> fills =
                state.book.take(recorded.side, message.price(), message.shares());
        unchecked.add(new ReplayExecution(message.number(), answer, fills));
        state.trades += fills.size();
        unsettledTrades += fills.size();
        long onRecorded = fills.getOrDefault(recorded, 0L);
        if (onRecorded == message.shares() && fills.size() == 1) {
            state.executionsOnRecordedOrder++;
        } else {
            state.executionsOnAnother++;
            bringInLine(recorded, message, onRecorded, fills);
        }
    }

    private void bringInLine(
            ReplayBook.Tracked recorded,
            LobsterMessage message,
            long onRecorded,
            Map<ReplayBook.Tracked, Long> fills)
            throws IOException {
        if (message.shares() > onRecorded) {
            reduce(recorded, message.shares() - onRecorded, message);
        }
        for (Map.Entry<ReplayBook.Tracked, Long> fill : fills.entrySet()) {
            if (fill.getKey() != recorded) {
                giveBack(fill.getKey(), fill.getValue(), message);
            }
        }
    }

    private void giveBack(ReplayBook.Tracked displaced, long shares, LobsterMessage cause)
            throws IOException {
        if (displaced.remaining() > 0) {
            state.book.raise(displaced, shares);
            send(connection.amend(
                    market.restingAccount(displaced.recorded), key(cause), displaced));
        } else {
            ReplayBook.Tracked again = new ReplayBook.Tracked(
                    displaced.recorded, displaced.side, displaced.price, shares);
            again.entry = displaced.entry + 1;
            enter(again, cause);
        }
    }

    private void send(CompletableFuture<Outcome> answer) throws IOException {
        last = answer;
        inFlight.add(answer);
        while (inFlight.size() > IN_FLIGHT_MAX
                || (!inFlight.isEmpty() && inFlight.peek().isDone())) {
            awaitAnswer();
        }
    }

    /** Where somebody else traded, orders are gone that should be open: that is said, not their refusals. */
    private void awaitAnswer() throws IOException {
        try {
            ReplayConnection.await(inFlight.poll());
        } catch (UnexpectedAnswerException refused) {
            connection.ping();
            for (ReplayExecution execution : unchecked) {
                if (execution.answer().isDone()) {
                    check(execution);
                }
            }
            throw refused;
        }
    }

    private String key(LobsterMessage cause) {
        return "replay-" + state.run + "-" + cause.number() + "-" + step++;
    }

    /** True when the published levels of a side are those of the record's open orders. */
    static boolean agrees(ReplayState state, PublishedBook book, Side side, long sharesFactor) {
        Map<Long, Long> expected = new TreeMap<>();
        state.book
                .levels(side)
                .forEach((price, shares) ->
                        expected.put(price * ReplayConnection.PRICE_FACTOR, shares * sharesFactor));
        return expected.equals(book.levels(side));
    }
}
