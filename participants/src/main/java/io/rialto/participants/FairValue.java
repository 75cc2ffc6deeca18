package io.rialto.participants;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The hidden value of a market, which nobody is told but whoever is informed. */
interface FairValue {
    /** Where it is now, quote units. */
    double value();

    /** Lets time pass. What follows from other values moves with them only. */
    default void move() {}

    /**
     * That of a market.
     *
     * @param begun where it is now if it wanders by itself, quote units
     * @param others of the markets before it, by symbol
     */
    static FairValue of(
            Scenario scenario,
            Scenario.Market market,
            double begun,
            RandomGenerator random,
            Map<String, FairValue> others) {
        if (market.isFund()) {
            return ofFund(market.constituents(), others);
        }
        if (market.isOption()) {
            String on = market.option().on();
            return ofOption(market, scenario.market(on), others.get(on));
        }
        return WanderingValue.of(market, begun, random);
    }

    private static FairValue ofFund(
            List<Scenario.Constituent> constituents, Map<String, FairValue> others) {
        return () -> constituents.stream()
                .mapToDouble(
                        each -> each.multiplier() * others.get(each.market()).value())
                .sum();
    }

    /** An outcome comes to pass or not: its value is how likely that is, and so is the option's. */
    private static FairValue ofOption(
            Scenario.Market market, Scenario.Market on, FairValue underlying) {
        double lowest = on.priceMinimum().doubleValue();
        double highest = on.priceMaximum().doubleValue();
        double most = market.priceMaximum().doubleValue();
        return () -> {
            double likely = (underlying.value() - lowest) / (highest - lowest);
            return most
                    * (market.option().type() == Scenario.OptionType.CALL ? likely : 1 - likely);
        };
    }
}
