package io.rialto.gateway;

import io.rialto.history.HistoryQueries;
import io.rialto.history.Page;
import io.rialto.history.ReadableHistory;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the history, on threads that may block, once it shows what the caller has been told. */
final class HistoryDesk {
    private static final Executor BLOCKING =
            task -> Thread.ofVirtual().name("history-query").start(task);

    private HistoryDesk() {}

    /**
     * The history, for a query that counts as expensive; refused where there is none. It may be ahead
     * of the view, which says who may see what: that comes as far first.
     */
    static ReadableHistory admit(Exchange exchange) {
        ReadableHistory history = exchange.venue()
                .history()
                .filter(ReadableHistory::isAvailable)
                .orElseThrow(() -> new ProblemException(
                        Refusal.HISTORY_UNAVAILABLE,
                        "No process keeps a history here, or none has begun"));
        exchange.needView();
        exchange.venue().gate().admitExpensive(exchange.caller()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return history;
    }

    /** The page that the parameters "limit" and "before" ask for. */
    static Page page(Exchange exchange, int standard, int max) {
        long before = exchange.query("before")
                .map(text -> Decimals.parse(text, 0).orElse(Page.NEWEST))
                .orElse(Page.NEWEST);
        return new Page(before, MarketsApi.count(exchange, "limit", standard, max));
    }

    /** Answers a query that was {@linkplain #admit admitted}. */
    static <T> void read(
            Exchange exchange, Function<HistoryQueries, T> question, Function<T, JsonObject> told) {
        read(exchange, exchange.wantedSequence(), question, told);
    }

    /** The same, once the history shows event {@code wanted}. */
    static <T> void read(
            Exchange exchange,
            long wanted,
            Function<HistoryQueries, T> question,
            Function<T, JsonObject> told) {
        ReadableHistory history = exchange.venue().history().orElseThrow();
        Duration patience = patience(exchange);
        exchange.deliver(
                blocking(() -> new Exchange.Read<>(
                        await(history, wanted, patience), question.apply(history.queries()))),
                read -> exchange.answer(told.apply(read.value()), read.sequence(), false));
    }

    /** Goes on, on the event loop, with the answer to a query that was {@linkplain #admit admitted}. */
    static <T> void ask(Exchange exchange, Function<HistoryQueries, T> question, Consumer<T> next) {
        ReadableHistory history = exchange.venue().history().orElseThrow();
        long wanted = exchange.wantedSequence();
        Duration patience = patience(exchange);
        exchange.deliver(
                blocking(() -> {
                    await(history, wanted, patience);
                    return question.apply(history.queries());
                }),
                next);
    }

    /** How long a read waits for the history to come so far. */
    static Duration patience(Exchange exchange) {
        return Duration.ofMillis(exchange.venue().config().viewWaitMillis());
    }

    static <T> CompletableFuture<T> blocking(Supplier<T> query) {
        return CompletableFuture.supplyAsync(query, BLOCKING);
    }

    static IllegalStateException stopped(InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the gateway is stopping", stopping);
    }

    static long await(ReadableHistory history, long sequence, Duration patience) {
        try {
            return history.awaitSequence(sequence, patience);
        } catch (InterruptedException stopping) {
            throw stopped(stopping);
        }
    }
}
