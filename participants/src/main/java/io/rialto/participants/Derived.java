package io.rialto.participants;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Bounds and values of markets that follow from those of others. */
final class Derived {
    private Derived() {}

    /**
     * Markets of which all have bounds and a value.
     *
     * @throws IllegalArgumentException if a fund or an option is of a market that is not before it
     */
    static List<Scenario.Market> completed(List<Scenario.Market> markets) {
        List<Scenario.Market> all = new ArrayList<>();
        for (Scenario.Market market : markets) {
            all.add(
                    market.isFund()
                            ? fund(market, all)
                            : market.isOption() ? option(market, all) : market);
        }
        return List.copyOf(all);
    }

    private static Scenario.Market fund(Scenario.Market market, List<Scenario.Market> before) {
        BigDecimal lowest = BigDecimal.ZERO;
        BigDecimal highest = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        for (Scenario.Constituent each : market.constituents()) {
            Scenario.Market of = contracts(before, each.market(), market);
            BigDecimal multiplier = BigDecimal.valueOf(each.multiplier());
            BigDecimal least = of.priceMinimum().multiply(multiplier);
            BigDecimal most = of.priceMaximum().multiply(multiplier);
            lowest = lowest.add(least.min(most));
            highest = highest.add(least.max(most));
            value = value.add(of.fair().multiply(multiplier));
        }
        return market.within(lowest, highest, value);
    }

    private static Scenario.Market option(Scenario.Market market, List<Scenario.Market> before) {
        Scenario.Market of = contracts(before, market.option().on(), market);
        BigDecimal range = of.priceMaximum().subtract(of.priceMinimum());
        BigDecimal likely =
                of.fair().subtract(of.priceMinimum()).divide(range, MathContext.DECIMAL64);
        BigDecimal strike = market.option().strike();
        return switch (market.option().type()) {
            case CALL -> {
                BigDecimal most = of.priceMaximum().subtract(strike);
                yield market.within(BigDecimal.ZERO, most, most.multiply(likely));
            }
            case PUT -> {
                BigDecimal most = strike.subtract(of.priceMinimum());
                BigDecimal not = BigDecimal.ONE.subtract(likely);
                yield market.within(BigDecimal.ZERO, most, most.multiply(not));
            }
        };
    }

    private static Scenario.Market contracts(
            List<Scenario.Market> before, String symbol, Scenario.Market of) {
        return before.stream()
                .filter(market -> market.symbol().equals(symbol) && !market.isSpot())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(of.symbol() + " is of " + symbol
                        + ", and no market of contracts before it is called so"));
    }
}
