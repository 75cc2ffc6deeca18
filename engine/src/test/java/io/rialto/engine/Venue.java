package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.InvariantBrokenException;
import io.rialto.money.Side;

import java.util.List;
import java.util.function.Consumer;

/**
 * An engine for tests that read as commands in, list of event lines out: administrator 4, traders 5 to
 * 8 with money, assets {@link #BASE} (whole) and {@link #QUOTE} (9 decimals, so that prices are in its
 * minor units), market 1. After every command the {@linkplain Invariants invariants} are checked.
 */
public final class Venue {
    public static final int BASE = 1;
    public static final int QUOTE = 2;
    /** A quantity of one contract. */
    public static final long CONTRACT = 100;

    public static final long ADMINISTRATOR = 4;
    public static final long ANN = 5;
    public static final long BOB = 6;
    public static final long CAT = 7;
    public static final long DAN = 8;

    /** What each trader has of each asset. */
    public static final long WEALTH = 1_000_000;

    public final Outcome outcome = new Outcome();
    public final Preview preview = new Preview();

    private final EngineLimits limits;
    private final Transcript transcript = new Transcript();
    private Engine engine;
    private boolean checks = true;
    private long lastAccount;

    public Venue() {
        this(terms -> {});
    }

    /** With a market of other terms. */
    public Venue(Consumer<Terms> changes) {
        this(EngineLimits.defaults(), changes);
    }

    public Venue(EngineLimits limits, Consumer<Terms> changes) {
        this.limits = limits;
        engine = new Engine(limits, transcript);
        CommandHeader header = new CommandHeader();
        engine.bootstrap(header, 1, 1, new byte[32], "root", outcome);
        createAsset("BASE", 0);
        createAsset("QUOTE", 9);
        for (long person = 2; person <= 5; person++) {
            engine.createAccount(asAdministrator(0), person, person, 0, "trader", outcome);
            issue(outcome.id, BASE, WEALTH);
            issue(outcome.id, QUOTE, WEALTH);
        }
        createMarket(changes);
        transcript.take();
    }

    /** Does without the checks after every command, for long streams. */
    public Venue unchecked() {
        checks = false;
        return this;
    }

    public Engine engine() {
        return engine;
    }

    // Administration.

    /** The newest rules from now on. */
    public void activateRules() {
        engine.activateRules(asAdministrator(0), Engine.RULES_VERSION, outcome);
        done();
        transcript.take();
    }

    public void createAsset(String symbol, int scale) {
        engine.createAsset(asAdministrator(0), symbol, scale, scale, outcome);
        done();
    }

    public void createMarket(Consumer<Terms> changes) {
        Terms terms = new Terms();
        changes.accept(terms);
        engine.createMarket(asAdministrator(0), terms.spec(), outcome);
        done();
    }

    /**
     * A market of contracts in {@link #QUOTE} of an account, by default from 0 to 100 with tick 1 and
     * lot 1 contract, which are a quantity of 100: at a price of 40 ten contracts cost 400.
     *
     * @return its id
     */
    public long createOutcomeMarket(
            long owner, long priceMinimum, long priceMaximum, Consumer<Terms> changes) {
        engine.activateRules(asAdministrator(0), Engine.RULES_VERSION, outcome);
        done();
        Terms terms = new Terms();
        terms.symbol = "OUTCOME-" + priceMinimum + "-" + priceMaximum;
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.lot = CONTRACT;
        terms.priceMaximum = priceMaximum;
        terms.notionalMinimum = 0;
        terms.positionMaximum = 1_000_000;
        terms.openOrdersAccountMax = 1_000;
        changes.accept(terms);
        OutcomeTerms words = new OutcomeTerms(
                MarketKind.OUTCOME,
                priceMinimum,
                priceMaximum,
                owner,
                false,
                "",
                "TYPE",
                "GROUP",
                "title");
        engine.outcomeMarkets().create(as(owner), terms.spec(), words, outcome);
        done();
        return outcome.id;
    }

    /** Asks for a fund of an account, by default with a lot of one share and a tick of 1. */
    public List<String> createFund(long owner, Consumer<Terms> changes, FundTerms fund) {
        Terms terms = new Terms();
        terms.symbol = "FUND";
        terms.lot = CONTRACT;
        terms.notionalMinimum = 0;
        terms.positionMaximum = 1_000_000;
        terms.openOrdersAccountMax = 1_000;
        changes.accept(terms);
        OutcomeTerms words =
                new OutcomeTerms(MarketKind.FUND, 0, 0, 0, false, "", "TYPE", "GROUP", "title");
        engine.funds().create(as(owner), terms.spec(), words, fund, outcome);
        return lines();
    }

    /**
     * An option on a market of contracts, with its tick and lot.
     *
     * @param expiresAt 0 for never
     * @return its id
     */
    public long createOption(
            long owner, long underlying, boolean call, long strike, long expiresAt) {
        createOption(owner, new OptionTerms(underlying, call, strike, expiresAt), terms -> {});
        done();
        return outcome.id;
    }

    public List<String> createOption(long owner, OptionTerms option, Consumer<Terms> changes) {
        Terms terms = new Terms();
        terms.symbol = (option.call() ? "CALL-" : "PUT-") + option.underlying() + "-"
                + option.strike() + "-" + option.expiresAt();
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.lot = CONTRACT;
        terms.notionalMinimum = 0;
        terms.positionMaximum = 1_000_000;
        terms.openOrdersAccountMax = 1_000;
        changes.accept(terms);
        engine.options().create(as(owner), terms.spec(), OutcomeTerms.none(), option, outcome);
        return lines();
    }

    /** Exercises a contract, or with 0 whatever the account holds, oldest first. */
    public List<String> exercise(long account, long option, long contract, long quantity) {
        engine.options().exercise(as(account), option, contract, quantity, outcome);
        return lines();
    }

    public List<String> settle(long account, long market, long price) {
        engine.outcomeMarkets().settle(as(account), market, price, "known", outcome);
        return lines();
    }

    public List<String> issue(long account, int asset, long amount) {
        engine.issue(asAdministrator(account), asset, amount, "", outcome);
        return done();
    }

    /** Leaves an account with so much. */
    public void leave(long account, int asset, long amount) {
        long cash = engine.cash(account, asset);
        if (cash > amount) {
            engine.withdraw(asAdministrator(account), asset, cash - amount, "", outcome);
        } else if (cash < amount) {
            engine.issue(asAdministrator(account), asset, amount - cash, "", outcome);
        }
        done();
    }

    public List<String> setStatus(MarketStatus status) {
        engine.setMarketStatus(asAdministrator(0), 1, status, "test", outcome);
        return lines();
    }

    public void set(MarketFigure figure, long value) {
        engine.protections().setFigure(asAdministrator(0), 1, figure, value, "", outcome);
        done();
    }

    public void setFees(int makerFeePpm, int takerFeePpm) {
        engine.setMarketFees(asAdministrator(0), 1, makerFeePpm, takerFeePpm, outcome);
        done();
    }

    public void setGroup(long account, long group) {
        engine.setSelfTradeGroup(asAdministrator(account), group, outcome);
        done();
    }

    private List<String> done() {
        if (outcome.code != Code.DONE) {
            throw new IllegalStateException("a fixture's command was denied: " + outcome.code);
        }
        return lines();
    }

    public static CommandHeader asAdministrator(long account) {
        CommandHeader header = as(ADMINISTRATOR);
        header.account = account;
        header.sudo = true;
        return header;
    }

    public static CommandHeader as(long account) {
        CommandHeader header = new CommandHeader();
        header.actor = account;
        header.account = account;
        return header;
    }

    // Orders.

    public Ticket buy(long account, long quantity, long price) {
        return new Ticket(account, Side.BUY, quantity, price);
    }

    public Ticket sell(long account, long quantity, long price) {
        return new Ticket(account, Side.SELL, quantity, price);
    }

    public List<String> cancel(long account, long order) {
        engine.cancelOrder(as(account), target(order), outcome);
        return lines();
    }

    public List<String> cancel(long account, String clientOrderId) {
        engine.cancelOrder(as(account), target(clientOrderId), outcome);
        return lines();
    }

    public List<String> amend(long account, long order, long price, long quantity) {
        engine.amendOrder(as(account), target(order), price, quantity, outcome);
        return lines();
    }

    public List<String> cancelAll(long account, long market, int side) {
        CommandHeader header = account == 0 ? asAdministrator(0) : as(account);
        engine.cancelAll(header, market, side, outcome);
        return lines();
    }

    public List<String> advance(long timeNanos) {
        engine.advance(timeNanos);
        return lines();
    }

    public static OrderTarget target(long order) {
        OrderTarget target = new OrderTarget();
        target.market = 1;
        target.orderId = order;
        return target;
    }

    public static OrderTarget target(String clientOrderId) {
        OrderTarget target = target(0);
        target.clientOrderId.set(clientOrderId);
        return target;
    }

    // Looking.

    public long available(long account, int asset) {
        return engine.available(account, asset);
    }

    /** Who placed an order last. */
    public long lastAccount() {
        return lastAccount;
    }

    public long hash() {
        return engine.stateHash();
    }

    /** The open orders in order of priority, bids before asks, one line each. */
    public List<String> orders() {
        StateLines lines = new StateLines();
        engine.writeState(lines);
        return lines.orders();
    }

    /** Goes on with an engine that was restored from this one's state. */
    public void restart() {
        long before = engine.stateHash();
        long due = engine.nextDeadlineNanos();
        Engine restored = new Engine(limits, transcript);
        engine.writeState(restored.restorer());
        engine = restored;
        if (engine.stateHash() != before) {
            throw new InvariantBrokenException("a restored engine has the same state");
        }
        if (restored.nextDeadlineNanos() != due) {
            throw new InvariantBrokenException("a restored engine has the same to do");
        }
    }

    /** The events since the last command. */
    public List<String> lines() {
        if (checks) {
            Invariants.check(engine);
        }
        return transcript.take();
    }

    /** An order in the making. Good till cancelled, at a limit, unless told otherwise. */
    public final class Ticket {
        public final PlaceOrder terms = new PlaceOrder();
        private final long account;

        private Ticket(long account, Side side, long quantity, long price) {
            this.account = account;
            terms.market = 1;
            terms.side = side;
            terms.quantity = quantity;
            terms.price = price;
        }

        public Ticket market() {
            terms.orderType = OrderType.MARKET;
            terms.timeInForce = TimeInForce.IOC;
            return this;
        }

        public Ticket budget(long budget) {
            terms.budget = budget;
            return market();
        }

        public Ticket inForce(TimeInForce timeInForce) {
            terms.timeInForce = timeInForce;
            return this;
        }

        public Ticket ioc() {
            return inForce(TimeInForce.IOC);
        }

        public Ticket fok() {
            return inForce(TimeInForce.FOK);
        }

        public Ticket until(long expiresAt) {
            terms.expiresAt = expiresAt;
            return inForce(TimeInForce.GTD);
        }

        public Ticket postOnly() {
            terms.postOnly = true;
            return this;
        }

        public Ticket id(String clientOrderId) {
            terms.clientOrderIdValid = terms.clientOrderId.set(clientOrderId);
            return this;
        }

        public Ticket prevent(SelfTradePrevention prevention) {
            terms.marketDefaultPrevention = false;
            terms.selfTradePrevention = prevention;
            return this;
        }

        public Ticket in(long market) {
            terms.market = market;
            return this;
        }

        /** Changes the terms in any way. */
        public Ticket with(Consumer<PlaceOrder> change) {
            change.accept(terms);
            return this;
        }

        /** Waits as a stop. */
        public Waiting stop(long triggerPrice) {
            return new Waiting(this, Condition.STOP, triggerPrice, 0);
        }

        /** Waits to take its profit. */
        public Waiting takeProfit(long triggerPrice) {
            return new Waiting(this, Condition.TAKE_PROFIT, triggerPrice, 0);
        }

        /** Waits as a stop that trails. */
        public Waiting trailing(long trail) {
            return new Waiting(this, Condition.TRAILING_STOP, 0, trail);
        }

        public List<String> place() {
            lastAccount = account;
            engine.placeOrder(as(account), terms, outcome);
            return lines();
        }

        /** In place of another order. */
        public List<String> replace(long order, ReplaceMode mode) {
            engine.replaceOrder(as(account), target(order), mode, terms, outcome);
            return lines();
        }

        public Preview preview() {
            engine.previewOrder(as(account), terms, outcome, preview);
            if (!lines().isEmpty()) {
                throw new InvariantBrokenException("a preview says nothing");
            }
            return preview;
        }
    }

    /** An order in the making that waits for a price. */
    public final class Waiting {
        public final ConditionalOrder wanted = new ConditionalOrder();
        private final long account;

        private Waiting(Ticket ticket, Condition condition, long triggerPrice, long trail) {
            account = ticket.account;
            PlaceOrder from = ticket.terms;
            PlaceOrder terms = wanted.terms;
            terms.market = from.market;
            terms.clientOrderId.set(from.clientOrderId);
            terms.clientOrderIdValid = from.clientOrderIdValid;
            terms.side = from.side;
            terms.orderType = from.orderType;
            terms.timeInForce = from.timeInForce;
            terms.marketDefaultPrevention = from.marketDefaultPrevention;
            terms.selfTradePrevention = from.selfTradePrevention;
            terms.postOnly = from.postOnly;
            terms.price = from.price;
            terms.quantity = from.quantity;
            terms.budget = from.budget;
            terms.expiresAt = from.expiresAt;
            wanted.condition = condition;
            wanted.triggerPrice = triggerPrice;
            wanted.trail = trail;
        }

        public List<String> place() {
            lastAccount = account;
            engine.placeConditionalOrder(as(account), wanted, outcome);
            return lines();
        }

        public Preview preview() {
            engine.previewConditionalOrder(as(account), wanted, outcome, preview);
            if (!lines().isEmpty()) {
                throw new InvariantBrokenException("a preview says nothing");
            }
            return preview;
        }
    }
}
