package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;

/**
 * The venue as a function of its commands: accounts, money, markets and orders as one state machine
 * on one thread. Every command is admitted (or recognised as a repetition), then done or denied as a
 * whole, then remembered. The same commands at the same instants give the same events and the same
 * {@link #stateHash} everywhere.
 *
 * <p>Before a command the caller says what time it is ({@link #advance}). The outcome is complete
 * when a method returns; its events have then been given to the sink. No argument is kept.
 */
public final class Engine {
    /** The newest rules that this engine can follow (DESIGN, law 9); see {@link Rules}. */
    public static final int RULES_VERSION = 2;

    private final EngineLimits limits;
    private final ClientOrderId noId = new ClientOrderId();
    private final LogTime time = new LogTime();
    private final Ledger ledger = new Ledger();
    private final Accounts accounts;
    private final Ownership ownership;
    private final Universes universes;
    private final Credits credits;
    private final Rights rights;
    private final Assets assets;
    private final Tokens tokens;
    private final People people;
    private final Cashier cashier;
    private final Markets markets;
    private final Orders orders;
    private final Requests requests;
    private final Rules rules;
    private final MarketLife life;
    private final Admission admission;
    private final Visibility visibility;
    private final Protections protections;
    private final AccountCommands accountCommands;
    private final OutcomeMarkets outcomeMarkets;
    private final FundMarkets funds;
    private final Corrections corrections;
    private final Options options;
    private final ItemAuctions itemAuctions;
    private final FeeDesk fees;

    /**
     * An empty venue: universe 0 with the accounts issuance, fees and clearing, numbered 1 to 3.
     *
     * @param events takes what happens
     */
    public Engine(EngineLimits limits, EventSink events) {
        this.limits = limits;
        accounts = new Accounts(limits, ledger);
        ownership = new Ownership(accounts);
        universes = new Universes(accounts, limits.owners());
        credits = new Credits(accounts, ownership, ledger, events);
        rights = new Rights(accounts, ownership, universes);
        assets = new Assets(rights, events);
        tokens = new Tokens(events);
        people = new People(accounts, tokens, rights, time, events);
        cashier = new Cashier(accounts, ownership, ledger, assets, rights, events);
        rules = new Rules(accounts, rights, events);
        life = new MarketLife(rules, events);
        markets = new Markets(limits, accounts, assets, ledger, rights, life, events);
        orders = new Orders(limits, accounts, rights, markets, life, ledger, credits, time, events);
        requests = new Requests(limits, accounts, time, events);
        admission = new Admission(requests, ledger);
        protections = new Protections(rights, markets, accounts, orders, admission, time, events);
        fees = new FeeDesk(rights, markets, accounts, orders.open(), admission, events);
        visibility = new Visibility(admission, rights, markets, orders, events);
        corrections = new Corrections(admission, rights, markets, life, orders);
        itemAuctions = new ItemAuctions(
                accounts, ownership, universes, assets, rights, credits, ledger, admission, events);
        accountCommands = new AccountCommands(
                admission,
                accounts,
                ownership,
                universes,
                credits,
                assets,
                orders,
                corrections,
                itemAuctions,
                ledger,
                rights,
                time,
                events);
        outcomeMarkets = new OutcomeMarkets(
                accounts, rights, markets, orders.positionSettlement(), admission, events);
        funds = new FundMarkets(
                accounts,
                rights,
                markets,
                outcomeMarkets,
                orders.positionSettlement(),
                orders.redemptions(),
                admission,
                events);
        outcomeMarkets.follow(funds);
        corrections.follow(funds);
        options = new Options(
                accounts,
                rights,
                markets,
                orders,
                outcomeMarkets,
                visibility,
                ledger,
                time,
                admission,
                events);
    }

    // Time.

    /**
     * Lets time pass: first dead-man's switches end what they reach; then every order, and every
     * redeem code, ends whose time has come; then markets open whose auction is due; then those orders
     * enter the market whose trigger was reached.
     *
     * @param timeNanos log time, never less than before
     */
    public void advance(long timeNanos) {
        Check.that(timeNanos >= time.now, "log time does not go back");
        time.now = timeNanos;
        protections.passTime();
        orders.passTime();
        accountCommands.expire();
        options.expire();
    }

    /** When {@link #advance} next has something to do; {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineNanos() {
        long next = Math.min(orders.nextDeadline(), protections.nextDeadline());
        long others = Math.min(accountCommands.nextDeadline(), options.nextDeadline());
        return Math.min(next, others);
    }

    // Gateways.

    /**
     * A gateway announces itself under the header's id; {@code outcome.id} is its epoch. The same
     * instance gets its epoch again; another one the next, which fences off the first.
     */
    public void openGateway(
            CommandHeader header, long instanceHigh, long instanceLow, Outcome outcome) {
        requests.open(header, instanceHigh, instanceLow, outcome);
    }

    /** A command that this version does not know: denied, so that its gateway can go on. */
    public void rejectUnknown(CommandHeader header, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            outcome.deny(Code.COMMAND_UNKNOWN);
            admission.finish(header, outcome);
        }
    }

    // Rules.

    /** Switches newer rules on; see {@link Rules#activate}. */
    public void activateRules(CommandHeader header, int version, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            rules.activate(header, version, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Which rules are in force. */
    public int rulesVersion() {
        return rules.version();
    }

    /** Whether commands that came after version 1 exist. */
    public boolean hasMoreCommands() {
        return rules.hasMoreCommands();
    }

    // People.

    /** Owning, sharing and moving money, and universes. */
    public AccountCommands accounts() {
        return accountCommands;
    }

    /** The first administrator, with a token; see {@link People#bootstrap}. */
    public void bootstrap(
            CommandHeader header,
            long personHigh,
            long personLow,
            byte[] tokenHash,
            String name,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            people.bootstrap(header, personHigh, personLow, tokenHash, name, outcome);
            admission.finish(header, outcome);
        }
    }

    /** A user account; the same person again gets the same one. See {@link People#createAccount}. */
    public void createAccount(
            CommandHeader header,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            people.createAccount(header, personHigh, personLow, selfTradeGroup, name, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Grants or takes the role of the header's account; see {@link People#setAdministrator}. */
    public void setAdministrator(CommandHeader header, boolean administrator, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            people.setAdministrator(header, administrator, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Whose orders the header's account does not trade with; 0 stands for its own only. */
    public void setSelfTradeGroup(CommandHeader header, long selfTradeGroup, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            people.setSelfTradeGroup(header, selfTradeGroup, outcome);
            if (outcome.code == Code.DONE) {
                orders.regroup(header.account);
            }
            admission.finish(header, outcome);
        }
    }

    /** A token for the header's account; see {@link People#issueToken}. */
    public void issueToken(
            CommandHeader header, byte[] hash, long expiresAt, String label, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            people.issueToken(header, hash, expiresAt, label, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Ends a token; see {@link People#revokeToken}. */
    public void revokeToken(CommandHeader header, long tokenId, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            people.revokeToken(header, tokenId, outcome);
            admission.finish(header, outcome);
        }
    }

    // Money and markets.

    /** Lists an asset; see {@link Assets#create}. */
    public void createAsset(
            CommandHeader header, String symbol, int scale, int displayScale, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            assets.create(header, symbol, scale, displayScale, outcome);
            admission.finish(header, outcome);
        }
    }

    /** A deposit to the header's account; see {@link Cashier#issue}. */
    public void issue(CommandHeader header, int asset, long amount, String note, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            cashier.issue(header, asset, amount, note, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Takes available money from the header's account; see {@link Cashier#withdraw}. */
    public void withdraw(
            CommandHeader header, int asset, long amount, String note, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            cashier.withdraw(header, asset, amount, note, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Opens a spot market; see {@link Markets#create}. */
    public void createMarket(CommandHeader header, MarketSpec spec, Outcome outcome) {
        if (!life.isKnown(spec.status())) {
            rejectUnknown(header, outcome);
        } else if (admission.admit(header, outcome)) {
            markets.create(header, spec, outcome);
            admission.finish(header, outcome);
        }
    }

    /** Brings a market into another status; see {@link Markets#setStatus}. */
    public void setMarketStatus(
            CommandHeader header,
            long market,
            MarketStatus status,
            String reason,
            Outcome outcome) {
        if (!life.isKnown(status)) {
            rejectUnknown(header, outcome);
        } else if (admission.admit(header, outcome)) {
            markets.setStatus(header, market, status, reason, outcome);
            if (outcome.code == Code.DONE && status == MarketStatus.CLOSED) {
                outcome.count = orders.closeMarket(market);
            }
            admission.finish(header, outcome, market);
        }
    }

    /** Fees of orders accepted from now on; see {@link Markets#setFees}. */
    public void setMarketFees(
            CommandHeader header, long market, int makerFeePpm, int takerFeePpm, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            markets.setFees(header, market, makerFeePpm, takerFeePpm, outcome);
            admission.finish(header, outcome, market);
        }
    }

    /** The commands about markets of contracts. */
    public OutcomeMarkets outcomeMarkets() {
        return outcomeMarkets;
    }

    /** The commands about funds. */
    public FundMarkets funds() {
        return funds;
    }

    /** The commands that undo. */
    public Corrections corrections() {
        return corrections;
    }

    /** The commands about items that are put up for auction. */
    public ItemAuctions itemAuctions() {
        return itemAuctions;
    }

    /** The command about fees by volume. */
    public FeeDesk fees() {
        return fees;
    }

    /** The commands about options. */
    public Options options() {
        return options;
    }

    /** Commands about who may know of a market. */
    public Visibility visibility() {
        return visibility;
    }

    /** The commands about what protects the venue. */
    public Protections protections() {
        return protections;
    }

    // Orders.

    /** Places an order; see {@link Orders#place}. */
    public void placeOrder(CommandHeader header, PlaceOrder terms, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.place(header, terms, outcome);
            admission.finish(header, outcome, terms.market, 0, terms.clientOrderId);
        }
    }

    /** Places an order that waits for a price; see {@link ConditionalOrders#place}. */
    public void placeConditionalOrder(
            CommandHeader header, ConditionalOrder wanted, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.conditional().place(header, wanted, outcome);
            admission.finish(header, outcome, wanted.terms.market, 0, wanted.terms.clientOrderId);
        }
    }

    /** What {@link #placeConditionalOrder} would do. Changes nothing. */
    public void previewConditionalOrder(
            CommandHeader header, ConditionalOrder wanted, Outcome outcome, Preview preview) {
        if (beginPreview(header, outcome, preview)) {
            orders.conditional().preview(header, wanted, outcome, preview);
            requests.finishReading(outcome);
        }
    }

    private boolean beginPreview(CommandHeader header, Outcome outcome, Preview preview) {
        preview.clear();
        if (!requests.admitReading(header, outcome)) {
            return false;
        }
        boolean repeated = outcome.repeated;
        outcome.clear();
        outcome.repeated = repeated;
        return true;
    }

    /** Places an order with two exits; see {@link BracketDesk#place}. */
    public void placeBracket(CommandHeader header, PlaceOrder terms, Exits exits, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.brackets().place(header, terms, exits, outcome);
            admission.finish(header, outcome, terms.market, 0, terms.clientOrderId);
        }
    }

    /** What {@link #placeBracket} would do. Changes nothing. */
    public void previewBracket(
            CommandHeader header, PlaceOrder terms, Exits exits, Outcome outcome, Preview preview) {
        if (beginPreview(header, outcome, preview)) {
            orders.brackets().preview(header, terms, exits, outcome, preview);
            requests.finishReading(outcome);
        }
    }

    /** Lets of two orders each cancel the other; see {@link LinkDesk#link}. */
    public void linkOrders(
            CommandHeader header, long market, long order, long other, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.link(header, market, order, other, outcome);
            admission.finish(header, outcome, market, order, noId);
        }
    }

    /** Matches what collected at one price and opens the market; see {@link Auctions#uncross}. */
    public void uncrossMarket(CommandHeader header, long market, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.auctions().uncross(header, market, outcome);
            admission.finish(header, outcome, market);
        }
    }

    /** Changes a resting order's price or total quantity; see {@link Orders#amend}. */
    public void amendOrder(
            CommandHeader header, OrderTarget target, long price, long quantity, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.amend(header, target, price, quantity, outcome);
            admission.finish(header, outcome, target.market, target.orderId, target.clientOrderId);
        }
    }

    /** Cancels a resting order; see {@link Orders#cancel}. */
    public void cancelOrder(CommandHeader header, OrderTarget target, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.cancel(header, target, outcome);
            admission.finish(header, outcome, target.market, target.orderId, target.clientOrderId);
        }
    }

    /**
     * Cancels an order and places another in the same market, as one step; see {@link
     * Orders#replace}.
     */
    public void replaceOrder(
            CommandHeader header,
            OrderTarget target,
            ReplaceMode mode,
            PlaceOrder terms,
            Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.replace(header, target, mode, terms, outcome);
            admission.finish(header, outcome, terms.market, target.orderId, terms.clientOrderId);
        }
    }

    /**
     * Cancels many orders; see {@link Orders#cancelAll}.
     *
     * @param market 0 for every market
     * @param side 0 for both, 1 to buy, 2 to sell
     */
    public void cancelAll(CommandHeader header, long market, int side, Outcome outcome) {
        if (admission.admit(header, outcome)) {
            orders.cancelAll(header, market, side, outcome);
            admission.finish(header, outcome, market);
        }
    }

    /** What {@link #placeOrder} would do; see {@link Orders#preview}. Changes nothing. */
    public void previewOrder(
            CommandHeader header, PlaceOrder terms, Outcome outcome, Preview preview) {
        if (beginPreview(header, outcome, preview)) {
            orders.preview(header, terms, outcome, preview);
            requests.finishReading(outcome);
        }
    }

    // State.

    /** Writes the whole state, in an order that depends on nothing but the state. */
    public void writeState(StateSink sink) {
        Outcome scratch = new Outcome();
        sink.header(
                rules.version(),
                limits.shard(),
                time.now,
                assets.count() + 1L,
                accounts.count() + 1L,
                markets.count() + 1L,
                tokens.next());
        assets.write(sink);
        accounts.write(sink);
        accounts.writeBalances(sink);
        tokens.write(sink);
        markets.write(sink);
        orders.write(sink);
        requests.writeGateways(sink, scratch);
        requests.writeKeys(sink, scratch);
        accountCommands.write(sink);
        orders.writePositions(sink);
        funds.write(sink);
        options.write(sink);
        orders.brackets().write(sink);
        orders.writeWaiting(sink);
        protections.write(sink);
        orders.writeManaged(sink);
        fees.write(sink);
        visibility.write(sink);
        corrections.write(sink);
        itemAuctions.write(sink);
        orders.writeUncharged(sink);
        sink.end();
    }

    /** Fills this engine, which has had no command, with a state written before. */
    public StateSink restorer() {
        return new Restorer(
                limits,
                time,
                rules,
                ledger,
                assets,
                accounts,
                tokens,
                markets,
                orders,
                requests,
                funds,
                options,
                itemAuctions,
                accountCommands.restorer());
    }

    /** How often orders that follow a price were looked at, for tests of what that costs. */
    long managedLooks() {
        return orders.managed().looks();
    }

    /** Hash of the whole state. O(state): for snapshots and checks. */
    public long stateHash() {
        StateHash hash = new StateHash();
        writeState(hash);
        return hash.value();
    }

    // What tests and twins look at.

    /** What the account owns of the asset, minor units; 0 where it never had any. */
    public long cash(long account, int asset) {
        int slot = slotOrNone(account, asset);
        return slot == Ledger.NONE ? 0 : ledger.cash(slot);
    }

    /** What of that is held. */
    public long held(long account, int asset) {
        int slot = slotOrNone(account, asset);
        return slot == Ledger.NONE ? 0 : ledger.held(slot);
    }

    /** What an owner is owed of a shared account's cash; 0 of an account that is not shared. */
    public long credit(long account, int asset, long owner) {
        int index = accounts.indexOf(account);
        int ownerIndex = accounts.indexOf(owner);
        boolean known = index != Accounts.NONE && ownerIndex != Accounts.NONE;
        return known ? credits.credit(index, asset, ownerIndex) : 0;
    }

    /** What the account can use of the asset: also what its positions back. */
    public long available(long account, int asset) {
        int slot = slotOrNone(account, asset);
        return slot == Ledger.NONE ? 0 : ledger.available(slot);
    }

    /** Log time of the last {@link #advance}. */
    public long timeNanos() {
        return time.now;
    }

    private int slotOrNone(long account, int asset) {
        int index = accounts.indexOf(account);
        return index == Accounts.NONE ? Ledger.NONE : ledger.slotOrNone(index, asset);
    }
}
