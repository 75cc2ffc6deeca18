package io.rialto.engine;

import java.util.Locale;

/** A transcript that leaves nothing out of what administrators' commands cause. */
final class RecordedEvents extends Transcript {

    @Override
    public void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow) {
        add("GatewayOpened %d epoch %d", gatewayId, epoch);
    }

    @Override
    public void assetCreated(int asset, String symbol, int scale, int displayScale) {
        add("AssetCreated %d %s scale %d display %d", asset, symbol, scale, displayScale);
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
        add(
                "AccountCreated %d %s person %d/%d group %d %s",
                account, kind, personHigh, personLow, selfTradeGroup, name);
    }

    @Override
    public void administratorChanged(long account, boolean administrator) {
        add("AdministratorChanged %d %s", account, administrator);
    }

    @Override
    public void tokenIssued(
            long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        add(
                "TokenIssued %d account %d hash %d.. expires %d %s",
                tokenId, account, tokenHash[0], expiresAt, label);
    }

    @Override
    public void tokenRevoked(long tokenId, long account) {
        add("TokenRevoked %d account %d", tokenId, account);
    }

    @Override
    public void marketCreated(long market, int universe, MarketSpec spec) {
        add("MarketCreated %d %s %s", market, spec.symbol(), spec.status());
    }

    @Override
    public void marketStatusChanged(long market, MarketStatus status, String reason) {
        add("MarketStatusChanged %d %s %s", market, status, reason);
    }

    @Override
    public void marketStatusSet(
            long market,
            MarketStatus previous,
            MarketStatus status,
            StatusCause cause,
            long actor,
            String reason) {
        add(
                "MarketStatusSet %d %s to %s %s by %d %s",
                market, previous, status, cause, actor, reason);
    }

    @Override
    public void marketVisibilitySet(
            long market, boolean restricted, boolean hidesAccounts, String reason) {
        add("MarketVisibilitySet %d %s %s %s", market, restricted, hidesAccounts, reason);
    }

    @Override
    public void marketViewerSet(long market, long account, boolean visible, String reason) {
        add("MarketViewerSet %d %d %s %s", market, account, visible, reason);
    }

    @Override
    public void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        add("MarketFeesChanged %d maker %d taker %d", market, makerFeePpm, takerFeePpm);
    }

    @Override
    public void selfTradeGroupChanged(long account, long selfTradeGroup) {
        add("SelfTradeGroupChanged %d %d", account, selfTradeGroup);
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
        add(
                "Posted %d asset %d %s cash %+d held %+d = %d %d ref %d/%d",
                account, asset, cause, cashDelta, heldDelta, cash, held, market, reference);
    }

    @Override
    public void issued(long account, int asset, long amount, String note) {
        add("Issued %d asset %d %d %s", account, asset, amount, note);
    }

    @Override
    public void withdrawn(long account, int asset, long amount, String note) {
        add("Withdrawn %d asset %d %d %s", account, asset, amount, note);
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
        add(
                "CommandDenied %d %s account %d order %d/%d needed %d available %d",
                template, code, account, market, order, needed, available);
    }

    @SuppressWarnings("AnnotateFormatMethod") // every test that sees the event runs the format
    private void add(String format, Object... arguments) {
        add(String.format(Locale.ROOT, format, arguments).strip());
    }
}
