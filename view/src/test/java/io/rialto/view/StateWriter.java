package io.rialto.view;

import io.rialto.protocol.AccountStateEncoder;
import io.rialto.protocol.AssetStateEncoder;
import io.rialto.protocol.BalanceStateEncoder;
import io.rialto.protocol.GatewayStateEncoder;
import io.rialto.protocol.MarketStateEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OrderStateRecordEncoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.StateEndEncoder;
import io.rialto.protocol.StateHeaderEncoder;
import io.rialto.protocol.TokenStateEncoder;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes what a view shows as the records of a state snapshot, for tests. */
public final class StateWriter {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<byte[]> records = new ArrayList<>();
    private final VenueView view;

    private StateWriter(VenueView view) {
        this.view = view;
    }

    /** The records of the view as it is now. */
    public static List<byte[]> recordsOf(VenueView view) {
        return new StateWriter(view).write();
    }

    private List<byte[]> write() {
        UnsafeBuffer buffer = room();
        StateHeaderEncoder first = new StateHeaderEncoder().wrapAndApplyHeader(buffer, 0, header);
        first.format(1).rulesVersion(1).sequence(view.sequence()).chain(view.chain());
        first.timeNanos(view.timeNanos()).shard(0);
        add(buffer, first.encodedLength());
        Directory directory = view.directory();
        directory.assets().forEach(this::asset);
        directory.accounts().forEach(this::account);
        directory.accounts().forEach(info -> view.balances(info.account()).forEach(this::balance));
        directory.tokensByHash().forEach(this::token);
        view.markets().forEach(this::market);
        for (MarketInfo market : directory.markets()) {
            for (Side side : new Side[] {Side.BUY, Side.SELL}) {
                view.bookOrders(market.market(), side).forEach(order -> order(market, order));
            }
        }
        gateway();
        end();
        return records;
    }

    private void add(MutableDirectBuffer buffer, int encodedLength) {
        byte[] record = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encodedLength];
        buffer.getBytes(0, record);
        records.add(record);
    }

    private static UnsafeBuffer room() {
        return new UnsafeBuffer(new byte[1024]);
    }

    private void asset(AssetInfo asset) {
        UnsafeBuffer buffer = room();
        AssetStateEncoder record = new AssetStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.asset(asset.asset()).symbol(asset.symbol());
        record.scale((short) asset.scale()).displayScale((short) asset.displayScale());
        add(buffer, record.encodedLength());
    }

    private void account(AccountInfo account) {
        UnsafeBuffer buffer = room();
        AccountStateEncoder record =
                new AccountStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.account(account.account()).universe(account.universe()).kind(account.kind());
        record.administrator((short) (account.administrator() ? 1 : 0));
        record.personHigh(account.personHigh()).personLow(account.personLow());
        record.selfTradeGroup(account.selfTradeGroup());
        byte[] name = account.name().getBytes(StandardCharsets.UTF_8);
        record.putName(name, 0, name.length);
        add(buffer, record.encodedLength());
    }

    private void balance(Balance balance) {
        UnsafeBuffer buffer = room();
        BalanceStateEncoder record =
                new BalanceStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.account(balance.account()).asset(balance.asset());
        record.cash(balance.cash()).held(balance.held());
        add(buffer, record.encodedLength());
    }

    private void token(TokenHash hash, TokenInfo token) {
        UnsafeBuffer buffer = room();
        TokenStateEncoder record = new TokenStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.tokenId(token.tokenId()).account(token.account()).expiresAt(token.expiresAt());
        ByteBuffer bytes = ByteBuffer.allocate(TokenHash.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(hash.first()).putLong(hash.second());
        bytes.putLong(hash.third()).putLong(hash.fourth());
        for (int i = 0; i < TokenHash.BYTES; i++) {
            record.tokenHash(i, (short) (bytes.get(i) & 0xFF));
        }
        byte[] label = token.label().getBytes(StandardCharsets.UTF_8);
        record.putLabel(label, 0, label.length);
        add(buffer, record.encodedLength());
    }

    private void market(MarketState state) {
        MarketInfo info = state.info();
        UnsafeBuffer buffer = room();
        MarketStateEncoder record = new MarketStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.market(info.market()).universe(info.universe()).symbol(info.symbol());
        record.baseAsset(info.baseAsset()).quoteAsset(info.quoteAsset());
        record.tick(info.tick()).lot(info.lot()).priceMaximum(info.priceMaximum());
        record.quantityMinimum(info.quantityMinimum()).quantityMaximum(info.quantityMaximum());
        record.notionalMinimum(info.notionalMinimum()).notionalMaximum(info.notionalMaximum());
        record.positionMaximum(info.positionMaximum()).referencePrice(info.referencePrice());
        record.priceBandPpm(info.priceBandPpm()).protectionPpm(info.protectionPpm());
        record.openOrdersAccountMax(info.openOrdersAccountMax());
        record.openOrdersMarketMax(info.openOrdersMarketMax());
        record.makerFeePpm(info.makerFeePpm()).takerFeePpm(info.takerFeePpm());
        record.selfTradePrevention(info.selfTradePrevention()).status(info.status());
        record.lastPrice(state.lastPrice()).nextOrder(1).nextTrade(1).update(state.update());
        add(buffer, record.encodedLength());
    }

    private void order(MarketInfo market, BookOrder standing) {
        LiveOrder live = view.store().market(market.market()).orders.get(standing.order());
        UnsafeBuffer buffer = room();
        OrderStateRecordEncoder record =
                new OrderStateRecordEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.market(live.market).order(live.order).account(live.account.id);
        record.clientOrderId(live.clientOrderId).price(live.price).quantity(live.quantity);
        record.budget(live.budget).expiresAt(live.expiresAt);
        record.makerFeePpm(live.makerFeePpm).takerFeePpm(live.takerFeePpm);
        record.side(live.side).orderType(live.orderType).timeInForce(live.timeInForce);
        record.selfTradePrevention(live.selfTradePrevention);
        record.postOnly((short) (live.postOnly ? 1 : 0));
        record.remaining(live.remaining).filled(live.filled).held(live.held);
        record.makerNotional(live.makerNotional).takerNotional(live.takerNotional);
        record.makerFees(live.makerFees).takerFees(live.takerFees).acceptedAt(live.acceptedAt);
        add(buffer, record.encodedLength());
    }

    private void gateway() {
        UnsafeBuffer buffer = room();
        GatewayStateEncoder record =
                new GatewayStateEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.gatewayId(1).epoch(1).instanceHigh(1).instanceLow(1).lastNumber(1);
        add(buffer, record.encodedLength());
    }

    private void end() {
        UnsafeBuffer buffer = room();
        StateEndEncoder record = new StateEndEncoder().wrapAndApplyHeader(buffer, 0, header);
        record.records(records.size());
        add(buffer, record.encodedLength());
    }
}
