package io.rialto.engine;

import io.rialto.money.Check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The commands about funds, and what becomes of funds when their constituents are settled
 * (VENUE-RULES 4).
 */
public final class FundMarkets {
    /** Well above what a venue charges, well below what sums of money could not take. */
    private static final long REDEMPTION_FEE_MAX = 1L << 45;

    private final Accounts accounts;
    private final Rights rights;
    private final Markets markets;
    private final OutcomeMarkets outcomes;
    private final PositionSettlement settlement;
    private final Redemptions redemptions;
    private final Admission admission;
    private final EventSink events;

    /** In order of their markets. */
    private final List<Fund> funds = new ArrayList<>();

    FundMarkets(
            Accounts accounts,
            Rights rights,
            Markets markets,
            OutcomeMarkets outcomes,
            PositionSettlement settlement,
            Redemptions redemptions,
            Admission admission,
            EventSink events) {
        this.accounts = accounts;
        this.rights = rights;
        this.markets = markets;
        this.outcomes = outcomes;
        this.settlement = settlement;
        this.redemptions = redemptions;
        this.admission = admission;
        this.events = events;
    }

    /**
     * Creates a fund, owned by the header's account. After the rights, which are those of {@link
     * OutcomeMarkets#create}: CONSTITUENTS_INVALID; then of the constituents, each in turn,
     * MARKET_UNKNOWN, NOT_AN_OUTCOME_MARKET (an option too), UNIVERSE_MISMATCH, MARKET_ENDED,
     * CONSTITUENTS_INCOMPATIBLE (quote asset, tick or lot); LIMITS_OVERFLOW (its bounds), FEES_INVALID
     * (the fee for redeeming); then as there from SYMBOL_INVALID on. Where a constituent is the
     * reason, {@code needed} is its place from 1.
     *
     * @param spec its quote asset and highest price are not looked at: they follow
     * @param words kind, bounds and owner are not looked at
     */
    public void create(
            CommandHeader header,
            MarketSpec spec,
            OutcomeTerms words,
            FundTerms terms,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (outcomes.mayCreate(header, outcome)
                    && areConstituents(header, spec, terms, outcome)) {
                decideCreation(header, spec, words, terms, outcome);
            }
            admission.finish(header, outcome);
        }
    }

    private void decideCreation(
            CommandHeader header,
            MarketSpec spec,
            OutcomeTerms words,
            FundTerms terms,
            Outcome outcome) {
        BigInteger least = bound(terms, true);
        BigInteger most = bound(terms, false);
        if (least.bitLength() >= Long.SIZE || most.bitLength() >= Long.SIZE) {
            outcome.deny(Code.LIMITS_OVERFLOW);
            return;
        }
        if (terms.redemptionFee() < 0 || terms.redemptionFee() > REDEMPTION_FEE_MAX) {
            outcome.deny(Code.FEES_INVALID, REDEMPTION_FEE_MAX, terms.redemptionFee());
            return;
        }
        long high = most.longValueExact();
        MarketSpec derived =
                derived(spec, markets.get(terms.constituents().getFirst().market()), high);
        OutcomeTerms owned = new OutcomeTerms(
                MarketKind.FUND,
                least.longValueExact(),
                high,
                header.account,
                false,
                words.descriptionHash(),
                words.type(),
                words.group(),
                words.title());
        Code refusal = outcomes.refusal(header.universe, derived, owned);
        if (refusal != Code.DONE) {
            outcome.deny(refusal);
        } else if (accounts.isFull()) {
            outcome.deny(Code.VENUE_FULL, accounts.count() + 1L, accounts.count());
        } else if (markets.hasRoom(header, outcome)) {
            // After this point the command must succeed.
            outcome.id = open(header.universe, derived, owned, terms);
        }
    }

    private long open(int universe, MarketSpec spec, OutcomeTerms owned, FundTerms terms) {
        String name = "redemption " + spec.symbol();
        int index = accounts.add(AccountKind.REDEMPTION, universe, 0, 0, 0, name);
        long account = accounts.id(index);
        events.accountCreated(
                account,
                universe,
                AccountKind.REDEMPTION,
                0,
                0,
                accounts.selfTradeGroup(index),
                name);
        Market market = markets.open(universe, spec, owned);
        add(new Fund(market, terms, markets, account, index));
        events.fundCreated(market.id, account, terms);
        return market.id;
    }

    private void add(Fund fund) {
        fund.market.fund = fund;
        funds.add(fund);
    }

    private boolean areConstituents(
            CommandHeader header, MarketSpec spec, FundTerms terms, Outcome outcome) {
        if (!terms.isFormed()) {
            outcome.deny(Code.CONSTITUENTS_INVALID);
            return false;
        }
        int quoteAsset = 0;
        for (int i = 0; i < terms.constituents().size(); i++) {
            Constituent each = terms.constituents().get(i);
            Code refusal = refusal(header, spec, each, quoteAsset);
            if (refusal != Code.DONE) {
                outcome.deny(refusal, i + 1L, each.market());
                return false;
            }
            quoteAsset = markets.get(each.market()).spec.quoteAsset();
        }
        return true;
    }

    /** @param quoteAsset that of the constituents before it; 0 for none */
    private Code refusal(
            CommandHeader header, MarketSpec spec, Constituent constituent, int quoteAsset) {
        long id = constituent.market();
        if (!markets.exists(id) || !rights.mayKnow(header, markets.get(id))) {
            return Code.MARKET_UNKNOWN;
        }
        Market market = markets.get(id);
        MarketKind kind = market.outcome.kind();
        if (kind != MarketKind.OUTCOME && kind != MarketKind.FUND) {
            return Code.NOT_AN_OUTCOME_MARKET;
        }
        if (market.universe != header.universe) {
            return Code.UNIVERSE_MISMATCH;
        }
        if (!MarketLife.after(market.status).contains(MarketStatus.SETTLED)) {
            return Code.MARKET_ENDED;
        }
        boolean samePay = quoteAsset == 0 || market.spec.quoteAsset() == quoteAsset;
        return samePay && isCompatible(spec, market, constituent.multiplier())
                ? Code.DONE
                : Code.CONSTITUENTS_INCOMPATIBLE;
    }

    /** Whether whole lots come to whole lots, and prices of the constituent to prices of the fund. */
    private static boolean isCompatible(MarketSpec spec, Market constituent, long multiplier) {
        if (spec.lot() <= 0 || spec.tick() <= 0) {
            return true; // MARKET_FIELDS_INVALID follows.
        }
        return multiple(spec.lot(), multiplier, constituent.lot)
                && multiple(constituent.tick, multiplier, spec.tick());
    }

    private static boolean multiple(long value, long by, long of) {
        BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(by));
        return product.mod(BigInteger.valueOf(of)).signum() == 0;
    }

    /** The least, or the most, that a share can pay: where one owes, the other bound counts. */
    private BigInteger bound(FundTerms terms, boolean isLeast) {
        BigInteger sum = BigInteger.ZERO;
        for (Constituent each : terms.constituents()) {
            OutcomeTerms of = markets.get(each.market()).outcome;
            boolean lower = (each.multiplier() > 0) == isLeast;
            long price = lower ? of.priceMinimum() : of.priceMaximum();
            sum = sum.add(
                    BigInteger.valueOf(price).multiply(BigInteger.valueOf(each.multiplier())));
        }
        return sum;
    }

    private static MarketSpec derived(MarketSpec spec, Market constituent, long priceMaximum) {
        return new MarketSpec(
                spec.symbol(),
                OutcomeTerms.NO_ASSET,
                constituent.spec.quoteAsset(),
                spec.tick(),
                spec.lot(),
                priceMaximum,
                spec.quantityMinimum(),
                spec.quantityMaximum(),
                spec.notionalMinimum(),
                spec.notionalMaximum(),
                spec.positionMaximum(),
                0,
                0,
                0,
                spec.openOrdersAccountMax(),
                spec.openOrdersMarketMax(),
                spec.makerFeePpm(),
                spec.takerFeePpm(),
                spec.selfTradePrevention(),
                spec.status());
    }

    /**
     * Turns shares of a fund into contracts of its constituents, or with a negative quantity the
     * reverse. After the rights: MARKET_UNKNOWN (a constituent that is hidden too),
     * UNIVERSE_MISMATCH, NOT_A_FUND, REDEMPTION_CLOSED ({@code needed} is the market that is not
     * open), QUANTITY_MISSING, LOT, POSITION_MAXIMUM, INSUFFICIENT_FUNDS. {@code outcome.id} is the
     * fund, {@code outcome.fees} the fee.
     *
     * @param quantity of shares, hundredths
     */
    public void redeem(CommandHeader header, long market, long quantity, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            int account = rights.trader(header, outcome);
            if (account != Rights.NONE && isRedeemable(header, account, market, outcome)) {
                redemptions.redeem(
                        markets.get(market).fund, header.account, account, quantity, outcome);
            }
            admission.finish(header, outcome, market);
        }
    }

    private boolean isRedeemable(CommandHeader header, int account, long id, Outcome outcome) {
        if (!markets.exists(id) || !mayKnow(header, markets.get(id))) {
            outcome.deny(Code.MARKET_UNKNOWN);
            return false;
        }
        Market market = markets.get(id);
        if (accounts.universe(account) != market.universe) {
            outcome.deny(Code.UNIVERSE_MISMATCH, accounts.universe(account), market.universe);
            return false;
        }
        if (market.fund == null) {
            outcome.deny(Code.NOT_A_FUND);
            return false;
        }
        return true;
    }

    /** Whoever may not know of a constituent cannot come to own any of it. */
    private boolean mayKnow(CommandHeader header, Market market) {
        boolean known = rights.mayKnow(header, market);
        for (int i = 0; known && market.fund != null && i < market.fund.count(); i++) {
            known = rights.mayKnow(header, market.fund.constituent(i));
        }
        return known;
    }

    /** In order of their markets. */
    List<Fund> all() {
        return funds;
    }

    /**
     * Settles the funds all of whose constituents are settled by now. A fund comes after its
     * constituents, so one pass reaches those whose constituents are funds.
     *
     * @return how many positions were paid
     */
    long settleDue(String reason) {
        long paid = 0;
        for (Fund fund : funds) {
            if (fund.isToBeSettled()) {
                paid += settlement.settle(fund.market, fund.settlementPrice(), 0, reason);
            }
        }
        return paid;
    }

    /** Whether a fund that still counts is redeemable for the market's contracts. */
    boolean isConstituent(Market market) {
        for (Fund fund : funds) {
            for (int i = 0; i < fund.count(); i++) {
                if (fund.constituent(i) == market && fund.market.status != MarketStatus.VOID) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds what settled funds pay when markets, by their indexes, pay what is given. */
    void addCorrected(Map<Integer, Long> prices) {
        for (Fund fund : funds) {
            long price = fund.settlementPrice(prices);
            boolean isOther = price != fund.market.settlementPrice;
            if (fund.market.status == MarketStatus.SETTLED && isOther) {
                prices.put(fund.market.index, price);
            }
        }
    }

    void write(OutcomeStates sink) {
        for (Fund fund : funds) {
            sink.fund(fund.market.id, fund.redemption, fund.terms);
        }
        for (Fund fund : funds) {
            long id = fund.market.id;
            fund.redeemed()
                    .forEach((account, shares) -> sink.fundRedemption(
                            id, accounts.id(account), fund.market.quantity(shares)));
        }
    }

    void restoreRedemption(long market, long account, long quantity) {
        Fund fund = markets.get(market).fund;
        int index = accounts.indexOf(account);
        Check.that(fund != null && index != Accounts.NONE, "somebody redeemed shares of a fund");
        Check.that(quantity % fund.market.lot == 0, "whole lots of a fund are redeemed");
        fund.redeemed(index, quantity / fund.market.lot);
    }

    void restore(long market, long redemption, FundTerms terms) {
        int index = accounts.indexOf(redemption);
        boolean isFund = terms.isFormed()
                && index != Accounts.NONE
                && accounts.kind(index) == AccountKind.REDEMPTION
                && markets.get(market).outcome.kind() == MarketKind.FUND;
        Check.that(isFund, "a fund is a market with constituents and a redemption account");
        add(new Fund(markets.get(market), terms, markets, redemption, index));
    }
}
