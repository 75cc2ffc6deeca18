package io.rialto.gateway;

import io.rialto.history.ExportRange;
import io.rialto.history.HistoryQueries;
import io.rialto.history.Page;
import io.rialto.history.Wanted;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A list out of the history, the newest entry first: within a range of time, in pages whose cursor
 * is the event of the last entry. A page may be shorter than its limit by what the caller may not know.
 *
 * @param name of the list in the answer
 * @param cursor the event that an entry is of
 * @param isTold whether the caller may know of an entry
 */
record PastList<T>(String name, ToLongFunction<T> cursor, Predicate<T> isTold) {
    private static final int STANDARD = 100;

    static <T> PastList<T> of(String name, ToLongFunction<T> cursor) {
        return new PastList<>(name, cursor, _ -> true);
    }

    PastList<T> keeping(Predicate<T> told) {
        return new PastList<>(name, cursor, told);
    }

    /** Declares the parameters that {@link #answer} looks at. */
    static Route.Builder parameters(Route.Builder route) {
        return route.parameter(Route.Parameter.query("from", Schemas.INSTANT, "Then or later"))
                .parameter(Route.Parameter.query("to", Schemas.INSTANT, "Before"))
                .parameter(Route.Parameter.query(
                        "limit", MarketDataSchemas.LIMIT, STANDARD + " unless given"))
                .parameter(Route.Parameter.query(
                        "before", Schemas.SEQUENCE, "The answer's own, for the page after it"));
    }

    /** From when to when, of the parameters "from" and "to". */
    static ExportRange range(Exchange exchange) {
        long from = Instants.parameter(exchange, "from").orElse(ExportRange.ALL.from());
        long to = Instants.parameter(exchange, "to").orElse(ExportRange.ALL.before());
        if (from >= to) {
            throw new ProblemException(Refusal.PARAMETER_INVALID, "\"from\" must be before \"to\"");
        }
        return new ExportRange(Math.max(0, from), to);
    }

    void answer(
            Exchange exchange,
            BiFunction<HistoryQueries, Wanted, List<T>> question,
            Function<T, JsonObject> json) {
        answerEach(exchange, question, entry -> List.of(json.apply(entry)));
    }

    /** The same where an entry may be told as several. */
    void answerEach(
            Exchange exchange,
            BiFunction<HistoryQueries, Wanted, List<T>> question,
            Function<T, List<JsonObject>> json) {
        Page page = HistoryDesk.page(exchange, STANDARD, Page.LIMIT_MAX);
        Wanted wanted = new Wanted(range(exchange), page);
        HistoryDesk.admit(exchange);
        HistoryDesk.read(exchange, queries -> question.apply(queries, wanted), entries -> {
            JsonArray told = new JsonArray();
            entries.stream()
                    .filter(isTold)
                    .flatMap(entry -> json.apply(entry).stream())
                    .forEach(told::add);
            JsonObject answer = new JsonObject().put(name, told);
            return entries.size() < page.limit()
                    ? answer
                    : answer.put("before", Long.toString(cursor.applyAsLong(entries.getLast())));
        });
    }
}
