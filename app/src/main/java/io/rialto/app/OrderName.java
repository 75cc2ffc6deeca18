package io.rialto.app;

import io.rialto.view.MarketInfo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an operator names an order: {@code BTC-USD:17}, {@code 3:17} with the market's id, or {@code
 * 17} where no other market has such a number.
 *
 * @param market symbol or id; empty for any
 * @param order its number in the market
 */
record OrderName(Optional<String> market, long order) {
    private static final Pattern FORM = Pattern.compile("(?:([^:\\s]+):)?([0-9]{1,16})");

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException saying what one looks like
     */
    static OrderName parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "no order's name: '%s'; one is MARKET:NUMBER, as BTC-USD:17".formatted(text));
        }
        return new OrderName(
                Optional.ofNullable(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** Whether it names an order of that number in that market. */
    boolean names(MarketInfo in, long number) {
        return number == order
                && market.map(name ->
                                name.equals(in.symbol()) || name.equals(Long.toString(in.market())))
                        .orElse(true);
    }

    @Override
    public String toString() {
        return market.map(name -> name + ":").orElse("") + order;
    }
}
