package io.rialto.engine;

import io.rialto.engine.OptionContracts.Contract;
import io.rialto.engine.OptionContracts.Series;
import io.rialto.ledger.Ledger;

import java.util.List;

/** The commands about options, and what time does to them (VENUE-RULES 4). */
public final class Options {
    private static final String LAPSED = "lapsed at its expiry";

    private final Accounts accounts;
    private final Rights rights;
    private final Markets markets;
    private final OutcomeMarkets outcomeMarkets;
    private final Visibility visibility;
    private final OptionContracts contracts;
    private final PositionSettlement settlement;
    private final Exercise exercise;
    private final OptionExpiries expiries = new OptionExpiries();
    private final OpenOrders open;
    private final Ledger ledger;
    private final LogTime time;
    private final Admission admission;
    private final EventSink events;

    Options(
            Accounts accounts,
            Rights rights,
            Markets markets,
            Orders orders,
            OutcomeMarkets outcomeMarkets,
            Visibility visibility,
            Ledger ledger,
            LogTime time,
            Admission admission,
            EventSink events) {
        this.accounts = accounts;
        this.rights = rights;
        this.markets = markets;
        this.outcomeMarkets = outcomeMarkets;
        this.visibility = visibility;
        this.ledger = ledger;
        this.time = time;
        this.admission = admission;
        this.events = events;
        open = orders.open();
        contracts = open.options();
        settlement = orders.positionSettlement();
        exercise = orders.exercise();
    }

    /**
     * Creates an option, owned by the header's account. Its bounds follow from those of the
     * underlying, and whoever may know of that may know of it. After the rights, in a universe of its
     * own those of its cohort: SYMBOL_INVALID, ASSET_UNKNOWN, MARKET_EXISTS, NAME_INVALID,
     * MARKET_UNKNOWN (the underlying), UNDERLYING_INVALID, MARKET_ENDED, STRIKE_INVALID, EXPIRY_PAST,
     * STEPS_INCOMPATIBLE, MARKET_FIELDS_INVALID, TICK_LOT_INEXACT, LIMITS_OVERFLOW, FEES_INVALID,
     * USER_MAXIMUM, VENUE_FULL.
     *
     * @param spec its base asset is {@link OutcomeTerms#NO_ASSET}, its highest price is not looked at
     * @param words kind, bounds and owner are not looked at
     */
    public void create(
            CommandHeader header,
            MarketSpec spec,
            OutcomeTerms words,
            OptionTerms terms,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            decideCreation(header, spec, words, terms, outcome);
            admission.finish(header, outcome);
        }
    }

    private void decideCreation(
            CommandHeader header,
            MarketSpec spec,
            OutcomeTerms words,
            OptionTerms terms,
            Outcome outcome) {
        if (!outcomeMarkets.mayCreate(header, outcome)) {
            return;
        }
        Code wording = outcomeMarkets.wordsRefusal(header.universe, spec, words);
        if (wording != Code.DONE) {
            outcome.deny(wording);
            return;
        }
        if (!isOnSomething(header, spec, terms, outcome)) {
            return;
        }
        Market underlying = markets.get(terms.underlying());
        OutcomeTerms bounded = bounded(header, words, terms, underlying);
        MarketSpec capped = spec.withPriceMaximum(bounded.priceMaximum());
        Code figures = OutcomeMarkets.figuresRefusal(markets, capped, bounded);
        if (figures != Code.DONE) {
            outcome.deny(figures);
            return;
        }
        if (!markets.hasRoom(header, outcome)) {
            return;
        }
        // After this point the command must succeed.
        Market market = markets.open(header.universe, capped, bounded);
        outcome.id = market.id;
        enter(contracts.open(market, terms));
        events.optionCreated(market.id, terms);
        visibility.inherit(market, underlying);
    }

    private boolean isOnSomething(
            CommandHeader header, MarketSpec spec, OptionTerms terms, Outcome outcome) {
        if (!markets.exists(terms.underlying())
                || !rights.mayKnow(header, markets.get(terms.underlying()))) {
            outcome.deny(Code.MARKET_UNKNOWN);
            return false;
        }
        Market on = markets.get(terms.underlying());
        boolean fits = on.ofContracts
                && on.outcome.kind() != MarketKind.OPTION
                && on.universe == header.universe
                && on.spec.quoteAsset() == spec.quoteAsset();
        if (!fits) {
            outcome.deny(Code.UNDERLYING_INVALID);
        } else if (!MarketLife.after(on.status).contains(MarketStatus.SETTLED)) {
            outcome.deny(Code.MARKET_ENDED);
        } else if (!isStrike(on, terms)) {
            outcome.deny(Code.STRIKE_INVALID);
        } else if (terms.expiresAt() != 0 && terms.expiresAt() <= time.now) {
            outcome.deny(Code.EXPIRY_PAST, time.now, terms.expiresAt());
        } else if (!fits(spec, on)) {
            outcome.deny(Code.STEPS_INCOMPATIBLE);
        } else {
            return true;
        }
        return false;
    }

    /**
     * Whole ticks of the underlying, and within its bounds at least so far that the option may come to
     * be worth something; one that expires may also come to be worth nothing, which is what it pays
     * when it lapses, so that nothing may count on more.
     */
    private static boolean isStrike(Market on, OptionTerms terms) {
        OutcomeTerms bounds = on.outcome;
        long reach = Long.MAX_VALUE / 4;
        if (terms.strike() % on.tick != 0 || Math.abs(terms.strike()) > reach) {
            return false;
        }
        return terms.upperBound(bounds) > 0
                && (terms.expiresAt() == 0 || terms.lowerBound(bounds) == 0);
    }

    /** Whether every settlement price and every exercised quantity is one of the other market too. */
    private static boolean fits(MarketSpec spec, Market on) {
        boolean steps = spec.tick() > 0 && spec.lot() > 0;
        return steps && on.tick % spec.tick() == 0 && spec.lot() % on.lot == 0;
    }

    private static OutcomeTerms bounded(
            CommandHeader header, OutcomeTerms words, OptionTerms terms, Market underlying) {
        return new OutcomeTerms(
                MarketKind.OPTION,
                terms.lowerBound(underlying.outcome),
                terms.upperBound(underlying.outcome),
                header.account,
                false,
                words.descriptionHash(),
                words.type(),
                words.group(),
                words.title());
    }

    /**
     * Exercises what the header's account holds: the strike against a position in the underlying.
     * After the rights: MARKET_UNKNOWN (also where the underlying may not be known), NOT_AN_OPTION,
     * MARKET_ENDED, UNDERLYING_NOT_OPEN, QUANTITY_MISSING, LOT, CONTRACT_UNKNOWN, CONTRACT_EXCEEDED,
     * POSITION_MAXIMUM (of the holder in the underlying), WRITER_MAXIMUM, INSUFFICIENT_FUNDS (the
     * holder's; a writer's is never looked at). {@code outcome.count} is the number of contracts,
     * {@code filledNotional} what the holder paid.
     *
     * @param contract its number; 0 for whatever the account holds there, oldest first
     * @param quantity hundredths, up to what is left of it
     */
    public void exercise(
            CommandHeader header, long market, long contract, long quantity, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            decideExercise(header, market, contract, quantity, outcome);
            admission.finish(header, outcome, market);
        }
    }

    private void decideExercise(
            CommandHeader header, long id, long contract, long quantity, Outcome outcome) {
        int account = rights.trader(header, outcome);
        if (account == Rights.NONE || !isExercisable(header, id, outcome)) {
            return;
        }
        Market option = markets.get(id);
        if (quantity <= 0) {
            outcome.deny(Code.QUANTITY_MISSING);
            return;
        }
        if (quantity % option.lot != 0) {
            outcome.deny(Code.LOT, option.lot, quantity);
            return;
        }
        Series series = contracts.of(option);
        int seat = open.seats.find(option.index, account);
        List<Contract> held =
                seat == Seats.NONE ? List.of() : contracts.held(series, seat, contract);
        long lots = quantity / option.lot;
        long left = 0;
        for (Contract each : held) {
            left += each.lots;
        }
        if (held.isEmpty()) {
            outcome.deny(Code.CONTRACT_UNKNOWN);
        } else if (lots > left) {
            outcome.deny(Code.CONTRACT_EXCEEDED, quantity, option.quantity(left));
        } else if (exercise.mayTake(series, seat, held, lots, outcome)) {
            // After this point the command must succeed.
            exercise.take(series, held, lots, outcome);
            outcome.id = id;
            outcome.filledQuantity = quantity;
        }
    }

    private boolean isExercisable(CommandHeader header, long id, Outcome outcome) {
        if (!markets.exists(id) || !rights.mayKnow(header, markets.get(id))) {
            outcome.deny(Code.MARKET_UNKNOWN);
            return false;
        }
        Market option = markets.get(id);
        if (option.outcome.kind() != MarketKind.OPTION) {
            outcome.deny(Code.NOT_AN_OPTION);
            return false;
        }
        Market underlying = markets.get(contracts.of(option).terms.underlying());
        if (!rights.mayKnow(header, underlying)) {
            outcome.deny(Code.MARKET_UNKNOWN);
        } else if (!hasLife(option)) {
            outcome.deny(Code.MARKET_ENDED);
        } else if (underlying.status != MarketStatus.OPEN) {
            outcome.deny(Code.UNDERLYING_NOT_OPEN);
        } else {
            return true;
        }
        return false;
    }

    private static boolean hasLife(Market option) {
        return MarketLife.after(option.status).contains(MarketStatus.SETTLED);
    }

    /** Lets the options lapse whose time has come, in order of instant and market. */
    void expire() {
        while (expiries.next() <= time.now) {
            Market option = markets.at(expiries.take());
            if (hasLife(option)) {
                contracts.of(option).nextContract = 0;
                settlement.settle(option, 0, 0, LAPSED);
            }
        }
    }

    /** When {@link #expire} next has something to do; {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        while (!expiries.isEmpty() && !hasLife(markets.at(expiries.first()))) {
            expiries.take();
        }
        return expiries.next();
    }

    private void enter(Series made) {
        if (made.terms.expiresAt() != 0) {
            expiries.add(made.terms.expiresAt(), made.market.index);
        }
    }

    void write(OptionStates sink) {
        for (Series each : contracts.all()) {
            sink.option(each.market.id, each.terms, each.nextContract);
        }
        for (Series each : contracts.all()) {
            for (Contract contract : contracts.contracts(each)) {
                sink.optionContract(
                        each.market.id,
                        contract.id,
                        open.seats.account(contract.holder),
                        open.seats.account(contract.writer),
                        each.market.quantity(contract.lots));
            }
        }
    }

    void restore(long market, OptionTerms terms, long nextContract) {
        Series series = contracts.open(markets.get(market), terms);
        series.nextContract = nextContract;
        enter(series);
    }

    void restore(long id, long contract, long holder, long writer, long quantity) {
        Market market = markets.get(id);
        contracts.restore(
                contracts.of(market),
                contract,
                seat(market, holder),
                seat(market, writer),
                quantity / market.lot);
    }

    private int seat(Market market, long account) {
        return open.seat(market, accounts.indexOf(account), account, ledger);
    }
}
