package io.rialto.engine;

import io.rialto.money.Side;

/** Counts events and keeps nothing; allocates nothing. */
final class SilentEvents implements EventSink {
    private long sequence;

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public void gatewayOpened(int gatewayId, int epoch, long instanceHigh, long instanceLow) {
        sequence++;
    }

    @Override
    public void assetCreated(int asset, String symbol, int scale, int displayScale) {
        sequence++;
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
        sequence++;
    }

    @Override
    public void administratorChanged(long account, boolean administrator) {
        sequence++;
    }

    @Override
    public void tokenIssued(
            long tokenId, long account, byte[] tokenHash, long expiresAt, String label) {
        sequence++;
    }

    @Override
    public void tokenRevoked(long tokenId, long account) {
        sequence++;
    }

    @Override
    public void marketCreated(long market, int universe, MarketSpec spec) {
        sequence++;
    }

    @Override
    public void marketStatusChanged(long market, MarketStatus status, String reason) {
        sequence++;
    }

    @Override
    public void marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        sequence++;
    }

    @Override
    public void selfTradeGroupChanged(long account, long selfTradeGroup) {
        sequence++;
    }

    @Override
    public void orderAccepted(OrderAccepted order) {
        sequence++;
    }

    @Override
    public void orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        sequence++;
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
        sequence++;
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
        sequence++;
    }

    @Override
    public void traded(Traded trade) {
        sequence++;
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
        sequence++;
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
        sequence++;
    }

    @Override
    public void issued(long account, int asset, long amount, String note) {
        sequence++;
    }

    @Override
    public void withdrawn(long account, int asset, long amount, String note) {
        sequence++;
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
        sequence++;
    }
}
