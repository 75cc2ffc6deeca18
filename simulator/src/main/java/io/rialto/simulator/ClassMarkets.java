package io.rialto.simulator;

import io.rialto.protocol.SelfTradePrevention;
import io.rialto.sequencer.FundConstituent;
import io.rialto.sequencer.OptionMarketTerms;
import io.rialto.sequencer.OutcomeMarketTerms;

import java.util.List;

/** The markets of contracts in a simulation: two outcomes, a fund of both, a call and a put. */
final class ClassMarkets {
    static final long FIRST_OUTCOME = OperatorWork.MARKET + 2;
    static final long SECOND_OUTCOME = FIRST_OUTCOME + 1;
    static final long FUND = FIRST_OUTCOME + 2;
    static final long CALL = FIRST_OUTCOME + 3;
    static final long PUT = FIRST_OUTCOME + 4;

    /** A tenth of the quote asset; with a lot it is worth one minor unit. */
    static final long TICK = 100_000_000;

    /** Ten hundredths of a contract. */
    static final long LOT = 10;

    /** Outcomes pay from 0 to 100. */
    static final long MOST = 1_000 * TICK;

    private ClassMarkets() {}

    static OutcomeMarketTerms outcome(String symbol) {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        fill(terms, symbol);
        terms.quoteAsset = OperatorWork.QUOTE;
        terms.priceMaximum = MOST;
        return terms;
    }

    static OutcomeMarketTerms fund(String symbol) {
        OutcomeMarketTerms terms = new OutcomeMarketTerms();
        fill(terms, symbol);
        return terms;
    }

    /** A share is two contracts of the first outcome, less one of the second. */
    static List<FundConstituent> constituents() {
        return List.of(
                new FundConstituent(FIRST_OUTCOME, 2), new FundConstituent(SECOND_OUTCOME, -1));
    }

    /**
     * @param expiresAt nanoseconds since 1970; 0 for never
     */
    static OptionMarketTerms option(String symbol, long underlying, boolean call, long expiresAt) {
        OptionMarketTerms terms = new OptionMarketTerms();
        fill(terms.market, symbol);
        terms.market.quoteAsset = OperatorWork.QUOTE;
        terms.underlying = underlying;
        terms.call = call;
        terms.strike = MOST / 2;
        terms.expiresAt = expiresAt;
        return terms;
    }

    private static void fill(OutcomeMarketTerms terms, String symbol) {
        terms.symbol = symbol;
        terms.tick = TICK;
        terms.lot = LOT;
        terms.quantityMinimum = LOT;
        terms.quantityMaximum = 100_000 * LOT;
        terms.notionalMinimum = 1;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.positionMaximum = 1_000_000;
        terms.openOrdersAccountMax = 60;
        terms.openOrdersMarketMax = 200;
        terms.makerFeePpm = 500;
        terms.takerFeePpm = 2_000;
        terms.selfTradePrevention = SelfTradePrevention.DECREMENT;
    }
}
