package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;

/** Fills an empty engine with the records of a state, in the order in which they were written. */
final class Restorer implements StateSink, AccountStatesPart {
    private final EngineLimits limits;
    private final LogTime time;
    private final Rules rules;
    private final Ledger ledger;
    private final Assets assets;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Markets markets;
    private final Orders orders;
    private final Requests requests;
    private final FundMarkets funds;
    private final Options options;
    private final ItemAuctions itemAuctions;
    private final AccountRestorer owning;

    private long nextAsset;
    private long nextAccount;
    private long nextMarket;

    Restorer(
            EngineLimits limits,
            LogTime time,
            Rules rules,
            Ledger ledger,
            Assets assets,
            Accounts accounts,
            Tokens tokens,
            Markets markets,
            Orders orders,
            Requests requests,
            FundMarkets funds,
            Options options,
            ItemAuctions itemAuctions,
            AccountRestorer owning) {
        this.limits = limits;
        this.time = time;
        this.rules = rules;
        this.ledger = ledger;
        this.assets = assets;
        this.accounts = accounts;
        this.tokens = tokens;
        this.markets = markets;
        this.orders = orders;
        this.requests = requests;
        this.funds = funds;
        this.options = options;
        this.itemAuctions = itemAuctions;
        this.owning = owning;
    }

    @Override
    public void header(
            int rulesVersion,
            int shard,
            long timeNanos,
            long assetsEnd,
            long accountsEnd,
            long marketsEnd,
            long tokensEnd) {
        rules.restore(rulesVersion);
        Check.that(shard == limits.shard(), "a state is restored in its own shard");
        time.now = timeNanos;
        nextAsset = assetsEnd;
        nextAccount = accountsEnd;
        nextMarket = marketsEnd;
        tokens.restoreNext(tokensEnd);
    }

    @Override
    public void asset(int asset, String symbol, int scale, int displayScale) {
        assets.restore(asset, symbol, scale, displayScale);
    }

    @Override
    public void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        // Each has accounts of its own, so there are no more than those; room is made for each.
        Check.that(universe >= 0 && universe <= accounts.count(), "universes come in order of id");
        accounts.restore(
                account,
                universe,
                kind,
                administrator,
                personHigh,
                personLow,
                selfTradeGroup,
                name);
    }

    @Override
    public void balance(long account, int asset, long cash, long held) {
        // The ledger makes room up to an asset's number.
        Check.that(asset > 0 && asset <= assets.count(), "a balance is of a listed asset");
        ledger.restore(ledger.slot(accounts.indexOf(account), asset), cash, held);
    }

    @Override
    public void token(long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        tokens.restore(tokenId, account, tokenHash, expiresAt, label);
    }

    @Override
    public void market(
            long market,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update) {
        markets.restore(market, universe, spec, lastPrice, nextOrder, nextTrade, update);
    }

    @Override
    public void order(OrderRecord order) {
        orders.restore(order);
    }

    @Override
    public void gateway(
            int gatewayId, int epoch, long instanceHigh, long instanceLow, long lastNumber) {
        requests.restoreGateway(gatewayId, epoch, instanceHigh, instanceLow, lastNumber);
    }

    @Override
    public void gatewayOutcome(int gatewayId, long number, Outcome outcome) {
        requests.restoreGatewayOutcome(gatewayId, number, outcome);
    }

    @Override
    public void key(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome) {
        requests.restoreKey(actor, keyHigh, keyLow, payloadHash, rememberedAt, outcome);
    }

    @Override
    public void outcomeMarket(
            long market, OutcomeTerms terms, boolean settled, long settlementPrice) {
        markets.restore(market, terms, settled, settlementPrice);
    }

    @Override
    public void position(long market, long account, long quantity, long spent, long feesPaid) {
        orders.restorePosition(market, account, quantity, spent, feesPaid);
    }

    @Override
    public void fund(long market, long redemption, FundTerms terms) {
        funds.restore(market, redemption, terms);
    }

    @Override
    public void fundRedemption(long market, long account, long quantity) {
        funds.restoreRedemption(market, account, quantity);
    }

    @Override
    public void itemCounter(long nextListing) {
        itemAuctions.restoreNext(nextListing);
    }

    @Override
    public void item(
            long listing, int universe, long seller, ItemTerms terms, long owner, long price) {
        itemAuctions.restore(listing, universe, seller, terms, owner, price);
    }

    @Override
    public void option(long market, OptionTerms terms, long nextContract) {
        options.restore(market, terms, nextContract);
    }

    @Override
    public void optionContract(
            long market, long contract, long holder, long writer, long quantity) {
        options.restore(market, contract, holder, writer, quantity);
    }

    @Override
    public void waitingOrder(WaitingRecord order) {
        orders.restore(order);
    }

    @Override
    public void tradedRange(long market, long lowPrice, long highPrice) {
        orders.restoreTradedRange(market, lowPrice, highPrice);
    }

    @Override
    public void managedOrder(ManagedRecord order) {
        orders.restore(order);
    }

    @Override
    public void bracket(BracketRecord bracket) {
        orders.brackets().restore(bracket);
    }

    @Override
    public void feeTier(long market, long volume, int makerFeePpm, int takerFeePpm) {
        markets.get(market).tiers.set(volume, new FeeTiers.Rates(makerFeePpm, takerFeePpm));
    }

    @Override
    public void tradedVolume(long market, long account, long day, long volume) {
        orders.restoreVolume(market, account, day, volume);
    }

    @Override
    public void marketFigure(long market, MarketFigure figure, long value) {
        markets.get(market).guard.set(figure, value);
    }

    @Override
    public void killSwitch(long account, long market, KillSwitch position) {
        boolean isNew = orders.switches().get(account, market) == KillSwitch.RELEASED;
        Check.that(isNew && position != KillSwitch.RELEASED, "a switch is pulled once");
        orders.switches().set(account, market, position);
    }

    @Override
    public void deadMan(long account, long at) {
        orders.switches().deadMan(accounts.indexOf(account), at);
    }

    @Override
    public void orderRate(long market, long account, long usedUntil) {
        orders.restoreRate(market, account, usedUntil);
    }

    @Override
    public void link(long market, long order, long other) {
        orders.restoreLink(market, order, other);
    }

    @Override
    public void unchargedNotional(long market, long order, long notional) {
        orders.restoreUncharged(market, order, notional);
    }

    @Override
    public void marketVisibility(long market, boolean restricted, boolean hidesAccounts) {
        Viewers viewers = markets.get(market).viewers;
        viewers.restricted = restricted;
        viewers.hidesAccounts = hidesAccounts;
    }

    @Override
    public void marketViewer(long market, long account) {
        Viewers viewers = markets.get(market).viewers;
        boolean isNew = accounts.indexOf(account) != Accounts.NONE && !viewers.names(account);
        Check.that(isNew, "a viewer is an account and named once");
        viewers.add(account);
    }

    @Override
    public void trade(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            boolean busted) {
        orders.undoing()
                .restore(
                        market, trade, buyer, seller, price, quantity, notional, buyerFee,
                        sellerFee, busted);
    }

    @Override
    public void end() {
        Check.that(assets.count() == nextAsset - 1, "every asset was restored");
        Check.that(accounts.count() == nextAccount - 1, "every account was restored");
        Check.that(markets.count() == nextMarket - 1, "every market was restored");
        Check.that(ledger.isBalanced(), "money sums to zero");
        ledger.checkCovered();
        owning.end();
    }

    @Override
    public AccountStates accountStates() {
        return owning;
    }
}
