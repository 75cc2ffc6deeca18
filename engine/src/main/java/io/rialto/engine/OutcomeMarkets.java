package io.rialto.engine;

import io.rialto.money.Fees;

/** The commands about markets of contracts: creating, editing and settling them. */
public final class OutcomeMarkets {

    private static final int WORD_LENGTH_MAX = 24;

    private final Accounts accounts;
    private final Rights rights;
    private final Markets markets;
    private final PositionSettlement settlement;
    private final Admission admission;
    private final EventSink events;

    /** Told in {@link #follow}, for it needs this. */
    private FundMarkets funds;

    OutcomeMarkets(
            Accounts accounts,
            Rights rights,
            Markets markets,
            PositionSettlement settlement,
            Admission admission,
            EventSink events) {
        this.accounts = accounts;
        this.rights = rights;
        this.markets = markets;
        this.settlement = settlement;
        this.admission = admission;
        this.events = events;
    }

    /** What follows when a market is settled. */
    void follow(FundMarkets settledToo) {
        funds = settledToo;
    }

    /**
     * Creates a market of contracts on an outcome, owned by the header's account. After the rights:
     * in a universe of its own those of its cohort, SYMBOL_INVALID, ASSET_UNKNOWN, MARKET_EXISTS, NAME_INVALID,
     * MARKET_FIELDS_INVALID, BOUNDS_INVALID, TICK_LOT_INEXACT, LIMITS_OVERFLOW, FEES_INVALID,
     * USER_MAXIMUM, VENUE_FULL.
     *
     * @param spec its base asset is {@link OutcomeTerms#NO_ASSET}, its highest price the upper bound
     * @param terms kind and owner are not looked at
     */
    public void create(CommandHeader header, MarketSpec spec, OutcomeTerms terms, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            decideCreation(header, spec, terms, outcome);
            admission.finish(header, outcome);
        }
    }

    private void decideCreation(
            CommandHeader header, MarketSpec spec, OutcomeTerms terms, Outcome outcome) {
        if (!mayCreate(header, outcome)) {
            return;
        }
        Code refusal = refusal(header.universe, spec, terms);
        if (refusal != Code.DONE) {
            outcome.deny(refusal);
            return;
        }
        if (!markets.hasRoom(header, outcome)) {
            return;
        }
        // After this point the command must succeed.
        OutcomeTerms owned = new OutcomeTerms(
                MarketKind.OUTCOME,
                terms.priceMinimum(),
                terms.priceMaximum(),
                header.account,
                false,
                terms.descriptionHash(),
                terms.type(),
                terms.group(),
                terms.title());
        outcome.id = markets.open(header.universe, spec, owned).id;
    }

    /** Whether the header's account may create markets of contracts; if not, the outcome is denied. */
    boolean mayCreate(CommandHeader header, Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE) {
            return false;
        }
        if (accounts.universe(account) != header.universe) {
            outcome.deny(Code.UNIVERSE_MISMATCH, accounts.universe(account), header.universe);
            return false;
        }
        // In the main universe anyone may; elsewhere it is the cohort's to say.
        return header.universe == 0 || rights.isMarketCreator(header, outcome);
    }

    /** SYMBOL_INVALID to FEES_INVALID. */
    Code refusal(int universe, MarketSpec spec, OutcomeTerms terms) {
        Code words = wordsRefusal(universe, spec, terms);
        return words != Code.DONE ? words : figuresRefusal(markets, spec, terms);
    }

    /** SYMBOL_INVALID to NAME_INVALID of any market of contracts. */
    Code wordsRefusal(int universe, MarketSpec spec, OutcomeTerms terms) {
        Code words = markets.nameRefusal(universe, spec);
        if (words != Code.DONE) {
            return words;
        }
        return areWords(terms) ? Code.DONE : Code.NAME_INVALID;
    }

    /** MARKET_FIELDS_INVALID to FEES_INVALID of any market of contracts. */
    static Code figuresRefusal(Markets markets, MarketSpec spec, OutcomeTerms terms) {
        long low = terms.priceMinimum();
        long high = terms.priceMaximum();
        if (!isFormed(spec)) {
            return Code.MARKET_FIELDS_INVALID;
        }
        boolean ordered = low < high && spec.priceMaximum() == high;
        if (!ordered || low % spec.tick() != 0 || high % spec.tick() != 0) {
            return Code.BOUNDS_INVALID;
        }
        long notionalPerTickLot = markets.notionalPerTickLot(spec);
        if (notionalPerTickLot == 0) {
            return Code.TICK_LOT_INEXACT;
        }
        if (!Market.staysInRange(spec, low, high, notionalPerTickLot)) {
            return Code.LIMITS_OVERFLOW;
        }
        return Fees.areValid(spec.makerFeePpm(), spec.takerFeePpm())
                ? Code.DONE
                : Code.FEES_INVALID;
    }

    private static boolean isFormed(MarketSpec spec) {
        boolean steps = spec.tick() > 0 && spec.lot() > 0;
        boolean quantities = spec.quantityMinimum() >= 0
                && spec.quantityMaximum() >= spec.lot()
                && spec.quantityMaximum() >= spec.quantityMinimum()
                && spec.positionMaximum() >= spec.lot();
        boolean notionals = spec.notionalMinimum() >= 0
                && spec.notionalMaximum() > 0
                && spec.notionalMaximum() >= spec.notionalMinimum();
        boolean orders = spec.openOrdersAccountMax() > 0 && spec.openOrdersMarketMax() > 0;
        // Shares of a price mean nothing where a price may be zero.
        boolean shares =
                spec.referencePrice() == 0 && spec.priceBandPpm() == 0 && spec.protectionPpm() == 0;
        boolean pair = spec.baseAsset() == OutcomeTerms.NO_ASSET;
        return steps && quantities && notionals && orders && shares && pair;
    }

    private static boolean areWords(OutcomeTerms terms) {
        return Names.isNote(terms.title()) && isWord(terms.type()) && isWord(terms.group());
    }

    private static boolean isWord(String word) {
        return word.isEmpty() || (word.length() <= WORD_LENGTH_MAX && Names.isSymbol(word));
    }

    /**
     * Gives a market of contracts other words, and pins it or not: title, description, type, group. By
     * an administrator. After the rights: MARKET_UNKNOWN, NOT_AN_OUTCOME_MARKET, NAME_INVALID.
     */
    public void edit(CommandHeader header, long market, OutcomeTerms terms, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            decideEdit(header, market, terms, outcome);
            admission.finish(header, outcome, market);
        }
    }

    private void decideEdit(CommandHeader header, long id, OutcomeTerms terms, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome) || !isOutcome(header, id, outcome)) {
            return;
        }
        if (!areWords(terms)) {
            outcome.deny(Code.NAME_INVALID);
            return;
        }
        // After this point the command must succeed.
        Market market = markets.get(id);
        market.outcome = market.outcome.edited(terms);
        outcome.id = id;
        events.outcomeMarketEdited(id, market.outcome);
    }

    /**
     * Settles a market at a price within its bounds: ends open orders, pays every position, closes.
     * By its owner, or an administrator under sudo. After the rights: MARKET_UNKNOWN,
     * NOT_AN_OUTCOME_MARKET, NOT_MARKET_OWNER, SETTLES_BY_ITSELF, MARKET_ENDED, NAME_INVALID (the
     * reason), SETTLEMENT_PRICE_INVALID. Funds of which it was the last constituent follow. {@code
     * outcome.count} is the number of positions paid.
     */
    public void settle(
            CommandHeader header, long market, long price, String reason, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            if (maySettle(header, market, outcome)
                    && isSettlement(markets.get(market), price, reason, outcome)) {
                // After this point the command must succeed.
                outcome.id = market;
                long paid = settlement.settle(markets.get(market), price, header.actor, reason);
                outcome.count = paid + funds.settleDue(reason);
            }
            admission.finish(header, outcome, market);
        }
    }

    private boolean maySettle(CommandHeader header, long id, Outcome outcome) {
        if (rights.trader(header, outcome) == Rights.NONE || !isOutcome(header, id, outcome)) {
            return false;
        }
        boolean administrator =
                header.sudo && accounts.isAdministrator(accounts.indexOf(header.actor));
        if (!administrator && markets.get(id).outcome.owner() != header.account) {
            outcome.deny(Code.NOT_MARKET_OWNER);
            return false;
        }
        return true;
    }

    private static boolean isSettlement(Market market, long price, String reason, Outcome outcome) {
        OutcomeTerms terms = market.outcome;
        if (terms.kind() != MarketKind.OUTCOME) {
            outcome.deny(Code.SETTLES_BY_ITSELF);
        } else if (!MarketLife.after(market.status).contains(MarketStatus.SETTLED)) {
            outcome.deny(Code.MARKET_ENDED);
        } else if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else {
            return isSettlementPrice(market, price, outcome);
        }
        return false;
    }

    /** SETTLEMENT_PRICE_INVALID. */
    static boolean isSettlementPrice(Market market, long price, Outcome outcome) {
        OutcomeTerms terms = market.outcome;
        if (price < terms.priceMinimum()) {
            outcome.deny(Code.SETTLEMENT_PRICE_INVALID, terms.priceMinimum(), price);
        } else if (price > terms.priceMaximum()) {
            outcome.deny(Code.SETTLEMENT_PRICE_INVALID, terms.priceMaximum(), price);
        } else if (price % market.tick != 0) {
            outcome.deny(Code.SETTLEMENT_PRICE_INVALID, market.tick, price);
        } else {
            return true;
        }
        return false;
    }

    private boolean isOutcome(CommandHeader header, long id, Outcome outcome) {
        if (!markets.exists(id) || !rights.mayKnow(header, markets.get(id))) {
            outcome.deny(Code.MARKET_UNKNOWN);
        } else if (!markets.get(id).ofContracts) {
            outcome.deny(Code.NOT_AN_OUTCOME_MARKET);
        } else {
            return true;
        }
        return false;
    }
}
