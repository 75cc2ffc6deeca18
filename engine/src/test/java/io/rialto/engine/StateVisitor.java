package io.rialto.engine;

/** Passes over a state; what is wanted of it is overridden. */
public class StateVisitor implements StateSink {

    @Override
    public void header(
            int rulesVersion,
            int shard,
            long timeNanos,
            long nextAsset,
            long nextAccount,
            long nextMarket,
            long nextToken) {}

    @Override
    public void asset(int asset, String symbol, int scale, int displayScale) {}

    @Override
    public void account(
            long account,
            int universe,
            AccountKind kind,
            boolean administrator,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {}

    @Override
    public void balance(long account, int asset, long cash, long held) {}

    @Override
    public void token(long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {}

    @Override
    public void market(
            long market,
            int universe,
            MarketSpec spec,
            long lastPrice,
            long nextOrder,
            long nextTrade,
            long update) {}

    @Override
    public void order(OrderRecord order) {}

    @Override
    public void gateway(
            int gatewayId, int epoch, long instanceHigh, long instanceLow, long lastNumber) {}

    @Override
    public void gatewayOutcome(int gatewayId, long number, Outcome outcome) {}

    @Override
    public void key(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome) {}

    @Override
    public void outcomeMarket(
            long market, OutcomeTerms terms, boolean settled, long settlementPrice) {}

    @Override
    public void position(long market, long account, long quantity, long spent, long feesPaid) {}

    @Override
    public void fund(long market, long redemption, FundTerms terms) {}

    @Override
    public void fundRedemption(long market, long account, long quantity) {}

    @Override
    public void itemCounter(long nextListing) {}

    @Override
    public void item(
            long listing, int universe, long seller, ItemTerms terms, long owner, long price) {}

    @Override
    public void option(long market, OptionTerms terms, long nextContract) {}

    @Override
    public void optionContract(
            long market, long contract, long holder, long writer, long quantity) {}

    @Override
    public void waitingOrder(WaitingRecord order) {}

    @Override
    public void tradedRange(long market, long lowPrice, long highPrice) {}

    @Override
    public void end() {}

    @Override
    public void accountCounters(int nextUniverse, long nextTransfer, long nextCode) {}

    @Override
    public void universe(int universe, long owner, String name) {}

    @Override
    public void cohort(int universe, Cohort cohort) {}

    @Override
    public void member(int universe, long user, long account) {}

    @Override
    public void ownership(long account, long owner, long stake) {}

    @Override
    public void credit(long account, int asset, long owner, long credit) {}

    @Override
    public void code(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            long claimant) {}

    @Override
    public void accountStatus(long account, AccountStatus status) {}

    @Override
    public void profile(long account, int colour, String displayName) {}

    @Override
    public void marketFigure(long market, MarketFigure figure, long value) {}

    @Override
    public void killSwitch(long account, long market, KillSwitch position) {}

    @Override
    public void deadMan(long account, long at) {}

    @Override
    public void orderRate(long market, long account, long usedUntil) {}

    @Override
    public void bracket(BracketRecord bracket) {}

    @Override
    public void managedOrder(ManagedRecord order) {}

    @Override
    public void feeTier(long market, long volume, int makerFeePpm, int takerFeePpm) {}

    @Override
    public void tradedVolume(long market, long account, long day, long volume) {}

    @Override
    public void link(long market, long order, long other) {}

    @Override
    public void unchargedNotional(long market, long order, long notional) {}

    @Override
    public void marketVisibility(long market, boolean restricted, boolean hidesAccounts) {}

    @Override
    public void marketViewer(long market, long account) {}

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
            boolean busted) {}
}
