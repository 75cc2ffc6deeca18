package io.rialto.gateway;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Which parameters calls of the Binance face take, and what they make a call weigh. One that is not
 * taken is refused, as there: an order whose terms were left out is another order.
 */
final class BinanceTerms {
    static final String RETURN_RATE_LIMITS = "returnRateLimits";

    /** Of how a call is made, not of what it is about. */
    private static final Set<String> OF_ANY_CALL = Set.of(
            "apiKey", "recvWindow", BinanceParameters.SIGNATURE, RETURN_RATE_LIMITS, "timestamp");

    static final List<String> ORDER = List.of(
            "symbol",
            "side",
            "type",
            "timeInForce",
            "quantity",
            "quoteOrderQty",
            "price",
            "stopPrice",
            "newClientOrderId",
            "newOrderRespType",
            "selfTradePreventionMode");

    private static final int SYMBOLS_FEW = 20;
    private static final int SYMBOLS_SOME = 100;

    private BinanceTerms() {}

    /** What takes those, beside what any call takes. */
    static Predicate<String> taking(String... names) {
        return Set.of(names)::contains;
    }

    /** The terms of an order, and those. */
    static Predicate<String> takingOrder(String... others) {
        return taking(others).or(ORDER::contains);
    }

    /**
     * Checks that a call takes all that was sent.
     *
     * @throws BinanceError.RefusedException if not
     */
    static void check(Predicate<String> taken, Map<String, String> sent) {
        Set<String> left = new TreeSet<>(sent.keySet());
        left.removeAll(OF_ANY_CALL);
        left.removeIf(taken);
        if (!left.isEmpty()) {
            throw BinanceError.unread(sent.size() - left.size(), sent.size(), left)
                    .refused();
        }
    }

    /**
     * Checks that of parameters which exclude each other only those of one group were sent.
     *
     * @throws BinanceError.RefusedException if not
     */
    static void exclusive(BinanceCall call, List<String> some, List<String> others) {
        if (isSent(call, some) && isSent(call, others)) {
            throw BinanceError.combination().refused();
        }
    }

    private static boolean isSent(BinanceCall call, List<String> names) {
        return names.stream().anyMatch(name -> call.text(name).isPresent());
    }

    /** A book weighs what it has levels. */
    static int depth(Map<String, String> sent) {
        long levels = number(sent.getOrDefault("limit", "")).orElse(0);
        return levels <= 100 ? 5 : levels <= 500 ? 25 : levels <= 1_000 ? 50 : 250;
    }

    /** The last day of few symbols, of some, or of all. */
    static int day(Map<String, String> sent) {
        if (sent.containsKey("symbol")) {
            return 2;
        }
        String symbols = sent.get("symbols");
        long count = symbols == null
                ? Long.MAX_VALUE
                : 1 + symbols.chars().filter(letter -> letter == ',').count();
        return count <= SYMBOLS_FEW ? 2 : count <= SYMBOLS_SOME ? 40 : 80;
    }

    /** What weighs more unless it is of one symbol. */
    static ToIntFunction<Map<String, String>> bySymbol(int one, int all) {
        return sent -> sent.containsKey("symbol") ? one : all;
    }

    private static OptionalLong number(String text) {
        return Decimals.parse(text, 0);
    }
}
