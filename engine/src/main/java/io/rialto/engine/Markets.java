package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;
import io.rialto.money.Fees;
import io.rialto.money.Ids;
import io.rialto.money.Notional;

import java.util.Arrays;

/** The markets, and an administrator's commands about them. */
final class Markets {
    private final EngineLimits limits;
    private final Accounts accounts;
    private final Assets assets;
    private final Ledger ledger;
    private final Rights rights;
    private final MarketLife life;
    private final EventSink events;

    private Market[] all = new Market[16];
    private int count;

    Markets(
            EngineLimits limits,
            Accounts accounts,
            Assets assets,
            Ledger ledger,
            Rights rights,
            MarketLife life,
            EventSink events) {
        this.limits = limits;
        this.accounts = accounts;
        this.assets = assets;
        this.ledger = ledger;
        this.rights = rights;
        this.life = life;
        this.events = events;
    }

    int count() {
        return count;
    }

    /** The market at an index below {@link #count}. */
    Market at(int index) {
        return all[index];
    }

    /** Whether there is a market of that id. */
    boolean exists(long market) {
        long local = Ids.local(market);
        return local >= 1 && local <= count && Ids.shard(market) == limits.shard();
    }

    /** The market of an id that exists. */
    Market get(long market) {
        Check.that(exists(market), "the market exists");
        return all[(int) Ids.local(market) - 1];
    }

    /**
     * After the rights: SYMBOL_INVALID, ASSET_UNKNOWN, MARKET_EXISTS, MARKET_FIELDS_INVALID,
     * TICK_LOT_INEXACT, LIMITS_OVERFLOW, FEES_INVALID, USER_MAXIMUM, VENUE_FULL.
     */
    void create(CommandHeader header, MarketSpec spec, Outcome outcome) {
        if (!rights.isMarketCreator(header, outcome)) {
            return;
        }
        Code refusal = refusal(header.universe, spec);
        if (refusal != Code.DONE) {
            outcome.deny(refusal);
            return;
        }
        if (!hasRoom(header, outcome)) {
            return;
        }
        // After this point the command must succeed.
        Market market = add(header.universe, spec);
        outcome.id = market.id;
        events.marketCreated(market.id, header.universe, spec);
    }

    /** USER_MAXIMUM of the header's account, or else actor, but under sudo; VENUE_FULL. */
    boolean hasRoom(CommandHeader header, Outcome outcome) {
        int most = limits.owners().marketsMax();
        int own = rights.isUnderSudo(header) ? 0 : countOf(header);
        if (own >= most) {
            outcome.deny(Code.USER_MAXIMUM, most, own + 1L);
        } else if (count == limits.marketsMax()) {
            outcome.deny(Code.VENUE_FULL, count + 1L, count);
        } else {
            return true;
        }
        return false;
    }

    /** How many markets there are of the group of who asks. O(markets), as looking for a symbol. */
    private int countOf(CommandHeader header) {
        int asking = accounts.indexOf(header.account != 0 ? header.account : header.actor);
        int group = accounts.bookGroup(asking);
        int own = 0;
        for (int index = 0; index < count; index++) {
            int owner = rights.owner(all[index]);
            own += owner != Accounts.NONE && accounts.bookGroup(owner) == group ? 1 : 0;
        }
        return own;
    }

    /** Opens a market of contracts that was let pass. */
    Market open(int universe, MarketSpec spec, OutcomeTerms terms) {
        Market market = add(universe, spec);
        market.trade(terms);
        events.marketCreated(market.id, universe, spec);
        events.outcomeMarketCreated(market.id, terms);
        return market;
    }

    /** After the rights: MARKET_UNKNOWN, NAME_INVALID (the reason), {@link MarketLife#refusal}. */
    void setStatus(
            CommandHeader header, long id, MarketStatus status, String reason, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        if (!exists(id)) {
            outcome.deny(Code.MARKET_UNKNOWN);
        } else if (!Names.isNote(reason)) {
            outcome.deny(Code.NAME_INVALID);
        } else if (life.refusal(get(id), status) != Code.DONE) {
            outcome.deny(life.refusal(get(id), status));
        } else {
            // After this point the command must succeed.
            outcome.id = id;
            life.enter(get(id), status, StatusCause.COMMAND, header.actor, reason);
        }
    }

    /** For orders accepted from now on. After the rights: MARKET_UNKNOWN, FEES_INVALID. */
    void setFees(CommandHeader header, long id, int makerFeePpm, int takerFeePpm, Outcome outcome) {
        if (!rights.isAdministrator(header, outcome)) {
            return;
        }
        FeeTiers.Rates rates = new FeeTiers.Rates(makerFeePpm, takerFeePpm);
        if (!exists(id)) {
            outcome.deny(Code.MARKET_UNKNOWN);
        } else if (!get(id).tiers.allow(rates, rates, 0)) {
            outcome.deny(Code.FEES_INVALID);
        } else {
            // After this point the command must succeed.
            Market market = get(id);
            market.makerFeePpm = makerFeePpm;
            market.takerFeePpm = takerFeePpm;
            outcome.id = id;
            events.marketFeesChanged(id, makerFeePpm, takerFeePpm);
        }
    }

    void write(StateSink sink) {
        for (int index = 0; index < count; index++) {
            Market market = all[index];
            sink.market(
                    market.id,
                    market.universe,
                    market.specNow(),
                    market.lastPriceTold(),
                    market.nextOrder,
                    market.nextTrade,
                    market.update);
            if (market.ofContracts) {
                sink.outcomeMarket(
                        market.id, market.outcome, market.isSettled, market.settlementPrice);
            }
        }
    }

    void restore(long id, OutcomeTerms terms, boolean settled, long settlementPrice) {
        Market market = get(id);
        Check.that(market.spec.baseAsset() == OutcomeTerms.NO_ASSET, "it trades contracts");
        market.trade(terms);
        market.isSettled = settled;
        market.settlementPrice = settlementPrice;
    }

    void restore(
            long id,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update) {
        Market market = add(universe, spec);
        Check.that(market.id == id, "markets come in order of id");
        market.lastPrice(lastPrice);
        market.nextOrder = nextOrder;
        market.nextTrade = nextTrade;
        market.update = update;
    }

    private Market add(int universe, MarketSpec spec) {
        if (count == all.length) {
            all = Arrays.copyOf(all, count * 2);
        }
        int index = count++;
        int fees = accounts.issuance(universe) + Accounts.FEES;
        Market market = new Market(
                Ids.of(limits.shard(), count),
                index,
                universe,
                spec,
                notionalPerTickLot(spec),
                ledger.slot(fees, spec.quoteAsset()),
                accounts.id(fees));
        all[index] = market;
        if (spec.status().collects()) {
            life.collecting().add(market);
        }
        return market;
    }

    /** SYMBOL_INVALID, ASSET_UNKNOWN, MARKET_EXISTS. */
    Code nameRefusal(int universe, MarketSpec spec) {
        if (!Names.isSymbol(spec.symbol())) {
            return Code.SYMBOL_INVALID;
        }
        boolean contracts = spec.baseAsset() == OutcomeTerms.NO_ASSET;
        if ((!contracts && !assets.exists(spec.baseAsset())) || !assets.exists(spec.quoteAsset())) {
            return Code.ASSET_UNKNOWN;
        }
        return hasSymbol(universe, spec.symbol()) ? Code.MARKET_EXISTS : Code.DONE;
    }

    private Code refusal(int universe, MarketSpec spec) {
        if (spec.baseAsset() == OutcomeTerms.NO_ASSET) {
            return Names.isSymbol(spec.symbol()) ? Code.ASSET_UNKNOWN : Code.SYMBOL_INVALID;
        }
        Code name = nameRefusal(universe, spec);
        if (name != Code.DONE) {
            return name;
        }
        if (!isFormed(spec) || !MarketLife.isForTheAsking(spec.status())) {
            return Code.MARKET_FIELDS_INVALID;
        }
        long notionalPerTickLot = notionalPerTickLot(spec);
        if (notionalPerTickLot == 0) {
            return Code.TICK_LOT_INEXACT;
        }
        if (!Market.staysInRange(spec, notionalPerTickLot)) {
            return Code.LIMITS_OVERFLOW;
        }
        return Fees.areValid(spec.makerFeePpm(), spec.takerFeePpm())
                ? Code.DONE
                : Code.FEES_INVALID;
    }

    /** Whether a figure of the terms may be that one: DONE, FIGURE_INVALID or LIMITS_OVERFLOW. */
    Code refusal(Market market, MarketFigure figure, long value) {
        boolean isCount = figure == MarketFigure.OPEN_ORDERS_ACCOUNT
                || figure == MarketFigure.OPEN_ORDERS_MARKET;
        if (value < 0 || (isCount && value > Integer.MAX_VALUE)) {
            return Code.FIGURE_INVALID;
        }
        MarketSpec spec = market.spec.with(figure, value);
        Code refusal = Code.DONE;
        if (market.ofContracts) {
            refusal = OutcomeMarkets.figuresRefusal(this, spec, market.outcome);
        } else if (!isFormed(spec)) {
            refusal = Code.FIGURE_INVALID;
        } else if (!Market.staysInRange(spec, market.notionalPerTickLot)) {
            refusal = Code.LIMITS_OVERFLOW;
        }
        return refusal == Code.MARKET_FIELDS_INVALID ? Code.FIGURE_INVALID : refusal;
    }

    /** Whether the figures make sense by themselves: none negative, no maximum below a minimum. */
    private static boolean isFormed(MarketSpec spec) {
        boolean steps = spec.tick() > 0 && spec.lot() > 0;
        boolean prices = spec.priceMaximum() >= spec.tick()
                && spec.referencePrice() >= 0
                && spec.priceBandPpm() >= 0
                && spec.protectionPpm() >= 0;
        boolean quantities = spec.quantityMinimum() >= 0
                && spec.quantityMaximum() >= spec.lot()
                && spec.quantityMaximum() >= spec.quantityMinimum()
                && spec.positionMaximum() >= 0;
        boolean notionals = spec.notionalMinimum() >= 0
                && spec.notionalMaximum() > 0
                && spec.notionalMaximum() >= spec.notionalMinimum();
        boolean orders = spec.openOrdersAccountMax() > 0 && spec.openOrdersMarketMax() > 0;
        boolean pair = spec.baseAsset() != spec.quoteAsset();
        return steps && prices && quantities && notionals && orders && pair;
    }

    /** Quote minor units of one lot at one tick; 0 if that is no whole number. */
    long notionalPerTickLot(MarketSpec spec) {
        int base = spec.baseAsset();
        return Notional.perTickLot(
                spec.tick(),
                spec.lot(),
                base == OutcomeTerms.NO_ASSET ? OutcomeTerms.CONTRACT_SCALE : assets.scale(base),
                assets.scale(spec.quoteAsset()));
    }

    private boolean hasSymbol(int universe, String symbol) {
        for (int index = 0; index < count; index++) {
            Market market = all[index];
            if (market.universe == universe && market.spec.symbol().equals(symbol)) {
                return true;
            }
        }
        return false;
    }
}
