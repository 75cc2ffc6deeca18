package io.rialto.engine;

import io.rialto.money.Side;

/** Counts events and keeps nothing, for measuring. */
class SilentSink implements EventSink {

    private long sequence;
    private long mixed;

    /** Depends on what was told, so that telling cannot be left out. */
    long mixed() {
        return mixed;
    }

    private void add(long value) {
        sequence++;
        mixed += value;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public void rulesActivated(int version) {
        add(version);
    }

    @Override
    public void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow) {
        add(gatewayId);
    }

    @Override
    public void assetCreated(int asset, String symbol, int scale, int displayScale) {
        add(asset);
    }

    @Override
    public void accountCreated(
            long account,
            int universe,
            AccountKind kind,
            long personHigh,
            long personLow,
            long selfTradeGroup,
            String name) {
        add(account);
    }

    @Override
    public void administratorChanged(long account, boolean administrator) {
        add(account);
    }

    @Override
    public void tokenIssued(
            long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        add(tokenId);
    }

    @Override
    public void tokenRevoked(long tokenId, long account) {
        add(tokenId);
    }

    @Override
    public void marketCreated(long market, int universe, MarketSpec spec) {
        add(market);
    }

    @Override
    public void marketStatusChanged(long market, MarketStatus status, String reason) {
        add(market);
    }

    @Override
    public void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason) {
        add(market);
    }

    @Override
    public void marketVisibilitySet(
            long market, boolean restricted, boolean hidesAccounts, String reason) {
        add(market);
    }

    @Override
    public void marketViewerSet(long market, long account, boolean visible, String reason) {
        add(market);
    }

    @Override
    public void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        add(market);
    }

    @Override
    public void selfTradeGroupChanged(long account, long selfTradeGroup) {
        add(account);
    }

    @Override
    public void orderWaiting(
            long market,
            long order,
            long account,
            Condition condition,
            long triggerPrice,
            long trail) {
        add(triggerPrice);
    }

    @Override
    public void marketFigureSet(
            long market,
            MarketFigure figure,
            long value,
            long previous,
            long actor,
            String reason) {
        add(value);
    }

    @Override
    public void auctionIndicated(long market, long price, long quantity, long surplus) {
        add(price);
    }

    @Override
    public void killSwitchSet(
            long account, long market, KillSwitch position, long actor, String reason) {
        add(position.number());
    }

    @Override
    public void deadManSet(long account, long at) {
        add(at);
    }

    @Override
    public void bracketPlaced(long market, long entry, long account, Exits exits) {}

    @Override
    public void exitsPlaced(long market, long entry, long account, long takeProfit, long stop) {}

    @Override
    public void ordersLinked(long market, long order, long other) {
        add(order);
    }

    @Override
    public void orderManaged(
            long market,
            long order,
            long account,
            long display,
            Peg peg,
            long offset,
            long limit,
            boolean reduceOnly) {
        add(order);
    }

    @Override
    public void orderShown(long market, long order, long update, long shown) {
        add(shown);
    }

    @Override
    public void feeTierSet(
            long market,
            long volume,
            int makerFeePpm,
            int takerFeePpm,
            boolean removed,
            long actor,
            String reason) {
        add(volume);
    }

    @Override
    public void deadManFired(long account) {
        add(account);
    }

    @Override
    public void marketUncrossed(long market, long price, long quantity, long surplus) {
        add(price);
    }

    @Override
    public void triggerMoved(long market, long order, long account, long triggerPrice) {
        add(triggerPrice);
    }

    @Override
    public void waitingAmended(long market, long order, long account, long price, long quantity) {
        add(price);
    }

    @Override
    public void orderTriggered(long market, long order, long account, long price, long lastPrice) {
        add(price);
    }

    @Override
    public void orderAccepted(OrderAccepted order) {
        add(order.order);
    }

    @Override
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        add(order);
    }

    @Override
    public void orderReduced(
            long market,
            long order,
            long account,
            long update,
            long quantity,
            long remaining,
            boolean selfTrade) {
        add(remaining);
    }

    @Override
    public void orderAmended(
            long market,
            long order,
            long account,
            long update,
            long price,
            long quantity,
            long remaining) {
        add(price);
    }

    @Override
    public void traded(Traded trade) {
        add(trade.notional);
    }

    @Override
    public void orderClosed(
            long market,
            long order,
            long account,
            long update,
            long remaining,
            long filled,
            CloseReason reason,
            boolean rested) {
        add(filled);
    }

    @Override
    public void posted(
            long account,
            int asset,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long cash,
            long held,
            long market,
            long reference) {
        add(cash);
    }

    @Override
    public void outcomeMarketCreated(long market, OutcomeTerms terms) {
        add(market);
    }

    @Override
    public void outcomeMarketEdited(long market, OutcomeTerms terms) {
        add(market);
    }

    @Override
    public void fundCreated(long market, long redemption, FundTerms terms) {
        add(market);
    }

    @Override
    public void fundRedeemed(long market, long account, long quantity, long fee) {
        add(quantity);
    }

    @Override
    public void marketSettled(long market, long price, int positions, String reason) {
        add(price);
    }

    @Override
    public void itemListed(long listing, int universe, long seller, ItemTerms terms) {
        add(listing);
    }

    @Override
    public void itemEdited(long listing, ItemTerms terms) {
        add(listing);
    }

    @Override
    public void itemDeleted(long listing, String reason) {
        add(listing);
    }

    @Override
    public void itemSold(long listing, long owner, long price, int contributors, String reason) {
        add(price);
    }

    @Override
    public void itemPaid(long listing, long account, long amount) {
        add(amount);
    }

    @Override
    public void optionCreated(long market, OptionTerms terms) {
        add(market);
    }

    @Override
    public void optionContractChanged(
            long market, long contract, long holder, long writer, long quantity) {
        add(contract);
    }

    @Override
    public void optionExercised(
            long market, long contract, long holder, long writer, long quantity, long paid) {
        add(paid);
    }

    @Override
    public void issued(long account, int asset, long amount, String note) {
        add(amount);
    }

    @Override
    public void withdrawn(long account, int asset, long amount, String note) {
        add(amount);
    }

    @Override
    public void commandDenied(
            int template,
            Code code,
            long account,
            long market,
            long order,
            long needed,
            long available,
            ClientOrderId clientOrderId) {
        add(order);
    }

    @Override
    public void ownerAdded(long account, long owner) {
        add(account);
    }

    @Override
    public void ownerRemoved(long account, long owner) {
        add(account);
    }

    @Override
    public void creditChanged(long account, int asset, long owner, long credit) {
        add(account);
    }

    @Override
    public void transferred(
            long transfer, long account, long recipient, int asset, long amount, String note) {
        add(transfer);
    }

    @Override
    public void gifted(long transfer, long account, int asset, long amount, String note) {
        add(transfer);
    }

    @Override
    public void universeCreated(int universe, long owner, String name) {
        add(universe);
    }

    @Override
    public void cohortChanged(int universe, Cohort cohort) {
        add(universe);
    }

    @Override
    public void memberAdded(int universe, long user, long account) {
        add(universe);
    }

    @Override
    public void universeReset(int universe, long accounts, String reason) {
        add(universe);
    }

    @Override
    public void messagePosted(int universe, String text) {
        add(universe);
    }

    @Override
    public void codeIssued(
            long codeId,
            long issuer,
            byte[] codeHash,
            int asset,
            long amount,
            long expiresAt,
            String note) {
        add(codeId);
    }

    @Override
    public void codeEnded(long codeId, long claimant) {
        add(codeId);
    }

    @Override
    public void accountStatusChanged(long account, AccountStatus status, String reason) {
        add(account);
    }

    @Override
    public void profileChanged(long account, int colour, String displayName) {
        add(account);
    }

    @Override
    public void tradeBusted(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            long lastPrice,
            int postings,
            String reason) {
        add(trade);
    }

    @Override
    public void marketVoided(long market, VoidCause cause, int postings, String reason) {
        add(market);
    }

    @Override
    public void settlementCorrected(
            long market, long previousPrice, long price, int postings, String reason) {
        add(price);
    }
}
