package io.rialto.view;

import io.rialto.protocol.AccountCreatedEncoder;
import io.rialto.protocol.AccountKind;
import io.rialto.protocol.AdministratorChangedEncoder;
import io.rialto.protocol.AssetCreatedEncoder;
import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandDeniedEncoder;
import io.rialto.protocol.EventFrameEncoder;
import io.rialto.protocol.IssuedEncoder;
import io.rialto.protocol.MarketCreatedEncoder;
import io.rialto.protocol.MarketFeesChangedEncoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketStatusChangedEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OrderAcceptedEncoder;
import io.rialto.protocol.OrderAmendedEncoder;
import io.rialto.protocol.OrderClosedEncoder;
import io.rialto.protocol.OrderReducedEncoder;
import io.rialto.protocol.OrderRestedEncoder;
import io.rialto.protocol.PostedEncoder;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.SelfTradeGroupChangedEncoder;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.StreamChain;
import io.rialto.protocol.TokenIssuedEncoder;
import io.rialto.protocol.TokenRevokedEncoder;
import io.rialto.protocol.TradeBustedEncoder;
import io.rialto.protocol.TradedEncoder;
import io.rialto.protocol.WithdrawnEncoder;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the frames of a stream as the engine's publisher would, for tests. */
public final class FrameWriter {
    private static final int EVENT_BYTES_MAX = 1024;
    private static final int FRAME_BYTES_MAX = 64 * 1024;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventFrameEncoder frame = new EventFrameEncoder();
    private final int eventsPerFrameMax;
    private final List<byte[]> events = new ArrayList<>();
    private long sequence;
    private long chain;
    private long timeNanos;
    private long actor;

    /** Writes frames of up to {@code eventsPerFrameMax} events. */
    public FrameWriter(int eventsPerFrameMax) {
        this.eventsPerFrameMax = eventsPerFrameMax;
    }

    /** Number of the last event written. */
    public long sequence() {
        return sequence;
    }

    /** The chain of the last frame written. */
    public long chain() {
        return chain;
    }

    /** Log time of the last command. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Begins a command of that actor, a microsecond after the last. */
    public FrameWriter begin(long newActor) {
        actor = newActor;
        timeNanos += 1_000;
        return this;
    }

    /** Lets time pass before the next command. */
    public FrameWriter later(long nanos) {
        timeNanos += nanos;
        return this;
    }

    /** Number that the next event will have. */
    public long nextSequence() {
        return sequence + events.size() + 1;
    }

    /** Ends the command and returns its frames. */
    public List<byte[]> end() {
        List<byte[]> frames = new ArrayList<>();
        int parts = (events.size() + eventsPerFrameMax - 1) / eventsPerFrameMax;
        for (int part = 0; part < parts; part++) {
            int from = part * eventsPerFrameMax;
            int to = Math.min(events.size(), from + eventsPerFrameMax);
            frames.add(frameOf(events.subList(from, to), part, part == parts - 1));
        }
        events.clear();
        return frames;
    }

    private byte[] frameOf(List<byte[]> content, int part, boolean last) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[FRAME_BYTES_MAX]);
        frame.wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(sequence + 1)
                .chain(0)
                .timeNanos(timeNanos)
                .logPosition(sequence * 32)
                .actor(actor)
                .sessionId(actor * 10)
                .gatewayNumber(sequence + 1)
                .gatewayId(1)
                .count(content.size())
                .part(part)
                .last((short) (last ? 1 : 0));
        byte[] packed = pack(content);
        frame.putTrace(new byte[25], 0, 25);
        frame.putEvents(packed, 0, packed.length);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + frame.encodedLength();
        chain = StreamChain.next(chain, buffer, 0, length);
        frame.chain(chain);
        sequence += content.size();
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static byte[] pack(List<byte[]> content) {
        int length =
                content.stream().mapToInt(event -> event.length + Short.BYTES).sum();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
        int index = 0;
        for (byte[] event : content) {
            buffer.putShort(index, (short) event.length, ByteOrder.LITTLE_ENDIAN);
            buffer.putBytes(index + Short.BYTES, event);
            index += Short.BYTES + event.length;
        }
        return buffer.byteArray();
    }

    private void add(MutableDirectBuffer buffer, int encodedLength) {
        byte[] event = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encodedLength];
        buffer.getBytes(0, event);
        events.add(event);
    }

    private static UnsafeBuffer room() {
        return new UnsafeBuffer(new byte[EVENT_BYTES_MAX]);
    }

    public FrameWriter assetCreated(int asset, String symbol, int scale) {
        UnsafeBuffer buffer = room();
        AssetCreatedEncoder event = new AssetCreatedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.asset(asset).symbol(symbol).scale((short) scale).displayScale((short) scale);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter accountCreated(long account, String name) {
        UnsafeBuffer buffer = room();
        AccountCreatedEncoder event =
                new AccountCreatedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.account(account).universe(0).kind(AccountKind.USER);
        event.personHigh(account).personLow(-account).selfTradeGroup(account);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        event.putName(bytes, 0, bytes.length);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter administratorChanged(long account, boolean administrator) {
        UnsafeBuffer buffer = room();
        AdministratorChangedEncoder event =
                new AdministratorChangedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.account(account).administrator((short) (administrator ? 1 : 0));
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter selfTradeGroupChanged(long account, long group) {
        UnsafeBuffer buffer = room();
        SelfTradeGroupChangedEncoder event =
                new SelfTradeGroupChangedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.account(account).selfTradeGroup(group);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter tokenIssued(long tokenId, long account, byte[] hash, String label) {
        UnsafeBuffer buffer = room();
        TokenIssuedEncoder event = new TokenIssuedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.tokenId(tokenId).account(account).expiresAt(0);
        for (int i = 0; i < hash.length; i++) {
            event.tokenHash(i, (short) (hash[i] & 0xFF));
        }
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        event.putLabel(bytes, 0, bytes.length);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter tokenRevoked(long tokenId, long account) {
        UnsafeBuffer buffer = room();
        TokenRevokedEncoder event = new TokenRevokedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.tokenId(tokenId).account(account);
        add(buffer, event.encodedLength());
        return this;
    }

    /** A market with a tick of 0.01 and a lot of 1, without limits worth speaking of. */
    public FrameWriter marketCreated(long market, String symbol, int baseAsset, int quoteAsset) {
        UnsafeBuffer buffer = room();
        MarketCreatedEncoder event =
                new MarketCreatedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).universe(0).symbol(symbol).baseAsset(baseAsset).quoteAsset(quoteAsset);
        event.tick(10_000_000).lot(1).priceMaximum(1_000_000_000_000L).quantityMinimum(1);
        event.quantityMaximum(1_000_000).notionalMinimum(0).notionalMaximum(1_000_000_000L);
        event.positionMaximum(0).referencePrice(0).priceBandPpm(0).protectionPpm(0);
        event.openOrdersAccountMax(1_000).openOrdersMarketMax(100_000);
        event.makerFeePpm(0).takerFeePpm(1_000);
        event.selfTradePrevention(SelfTradePrevention.NONE).status(MarketStatus.OPEN);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter marketStatusChanged(long market, MarketStatus status, String reason) {
        UnsafeBuffer buffer = room();
        MarketStatusChangedEncoder event =
                new MarketStatusChangedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).status(status);
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        event.putReason(bytes, 0, bytes.length);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter marketFeesChanged(long market, int makerFeePpm, int takerFeePpm) {
        UnsafeBuffer buffer = room();
        MarketFeesChangedEncoder event =
                new MarketFeesChangedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).makerFeePpm(makerFeePpm).takerFeePpm(takerFeePpm);
        add(buffer, event.encodedLength());
        return this;
    }

    /** Takes an order in with the terms of {@code order}. */
    public FrameWriter orderAccepted(OrderInfo order) {
        UnsafeBuffer buffer = room();
        OrderAcceptedEncoder event =
                new OrderAcceptedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(order.market()).order(order.order()).account(order.account());
        event.clientOrderId(order.clientOrderId()).price(order.price()).quantity(order.quantity());
        event.budget(order.budget()).expiresAt(order.expiresAt());
        event.makerFeePpm(order.makerFeePpm()).takerFeePpm(order.takerFeePpm());
        event.side(order.side()).orderType(order.orderType()).timeInForce(order.timeInForce());
        event.selfTradePrevention(order.selfTradePrevention());
        event.postOnly((short) (order.postOnly() ? 1 : 0));
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter orderRested(
            long market, long order, long update, long price, long remaining, Side side) {
        UnsafeBuffer buffer = room();
        OrderRestedEncoder event = new OrderRestedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).order(order).update(update).price(price);
        event.remaining(remaining).side(side);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter orderReduced(
            long market, long order, long account, long update, long quantity, long remaining) {
        UnsafeBuffer buffer = room();
        OrderReducedEncoder event = new OrderReducedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).order(order).account(account).update(update);
        event.quantity(quantity).remaining(remaining).selfTrade((short) 0);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter orderAmended(
            long market,
            long order,
            long account,
            long update,
            long price,
            long quantity,
            long remaining) {
        UnsafeBuffer buffer = room();
        OrderAmendedEncoder event = new OrderAmendedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).order(order).account(account).update(update).price(price);
        event.quantity(quantity).remaining(remaining);
        add(buffer, event.encodedLength());
        return this;
    }

    /** A trade as {@code trade} says; its sequence and time are those of the command written. */
    public FrameWriter traded(Trade trade, long makerRemaining) {
        UnsafeBuffer buffer = room();
        TradedEncoder event = new TradedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(trade.market()).trade(trade.trade()).update(trade.update());
        event.makerOrder(trade.makerOrder()).takerOrder(trade.takerOrder());
        event.makerAccount(trade.makerAccount()).takerAccount(trade.takerAccount());
        event.price(trade.price()).quantity(trade.quantity()).notional(trade.notional());
        event.makerFee(trade.makerFee()).takerFee(trade.takerFee());
        event.makerRemaining(makerRemaining).takerSide(trade.takerSide());
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter orderClosed(
            long market,
            long order,
            long account,
            long update,
            long remaining,
            long filled,
            CloseReason reason) {
        UnsafeBuffer buffer = room();
        OrderClosedEncoder event = new OrderClosedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(market).order(order).account(account).update(update).remaining(remaining);
        event.filled(filled).reason(reason).rested((short) (update == 0 ? 0 : 1));
        add(buffer, event.encodedLength());
        return this;
    }

    /** A posting after which the balance is {@code after}. */
    public FrameWriter posted(
            Balance after,
            PostingCause cause,
            long cashDelta,
            long heldDelta,
            long market,
            long reference) {
        UnsafeBuffer buffer = room();
        PostedEncoder event = new PostedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.account(after.account()).asset(after.asset()).cause(cause);
        event.cashDelta(cashDelta).heldDelta(heldDelta).cash(after.cash()).held(after.held());
        event.market(market).reference(reference);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter issued(long account, int asset, long amount, String note) {
        UnsafeBuffer buffer = room();
        IssuedEncoder event = new IssuedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.account(account).asset(asset).amount(amount);
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        event.putNote(bytes, 0, bytes.length);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter withdrawn(long account, int asset, long amount, String note) {
        UnsafeBuffer buffer = room();
        WithdrawnEncoder event = new WithdrawnEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.account(account).asset(asset).amount(amount);
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        event.putNote(bytes, 0, bytes.length);
        add(buffer, event.encodedLength());
        return this;
    }

    public FrameWriter commandDenied(Code code, long account, long market, String clientOrderId) {
        UnsafeBuffer buffer = room();
        CommandDeniedEncoder event =
                new CommandDeniedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.commandTemplate(20).code(code).account(account).market(market).order(0);
        event.needed(120_00).available(95_50).clientOrderId(clientOrderId);
        add(buffer, event.encodedLength());
        return this;
    }

    /** A trade is undone; before it the last one at {@code lastPrice} stands. */
    public FrameWriter tradeBusted(Trade trade, long lastPrice) {
        UnsafeBuffer buffer = room();
        boolean takerBuys = trade.takerSide() == Side.BUY;
        TradeBustedEncoder event = new TradeBustedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.market(trade.market()).trade(trade.trade());
        event.buyer(takerBuys ? trade.takerAccount() : trade.makerAccount());
        event.seller(takerBuys ? trade.makerAccount() : trade.takerAccount());
        event.price(trade.price()).quantity(trade.quantity()).notional(trade.notional());
        event.buyerFee(takerBuys ? trade.takerFee() : trade.makerFee());
        event.sellerFee(takerBuys ? trade.makerFee() : trade.takerFee());
        event.lastPrice(lastPrice).postings(0);
        byte[] reason = "a slip".getBytes(StandardCharsets.UTF_8);
        event.putReason(reason, 0, reason.length);
        add(buffer, event.encodedLength());
        return this;
    }
}
