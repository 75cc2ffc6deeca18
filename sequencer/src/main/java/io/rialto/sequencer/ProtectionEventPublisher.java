package io.rialto.sequencer;

import static io.rialto.sequencer.FrameWriter.header;

import io.rialto.engine.Exits;
import io.rialto.engine.KillSwitch;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.Peg;
import io.rialto.engine.ProtectionEvents;
import io.rialto.protocol.AuctionIndicatedEncoder;
import io.rialto.protocol.BracketPlacedEncoder;
import io.rialto.protocol.DeadManFiredEncoder;
import io.rialto.protocol.DeadManSetEncoder;
import io.rialto.protocol.ExitsPlacedEncoder;
import io.rialto.protocol.FeeTierSetEncoder;
import io.rialto.protocol.KillSwitchSetEncoder;
import io.rialto.protocol.MarketFigureSetEncoder;
import io.rialto.protocol.OrderManagedEncoder;
import io.rialto.protocol.OrderShownEncoder;
import io.rialto.protocol.OrdersLinkedEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes what happens to what protects the venue. Owned by the engine's thread. */
abstract class ProtectionEventPublisher extends OutcomeEventPublisher implements ProtectionEvents {
    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final MarketFigureSetEncoder marketFigureSet = new MarketFigureSetEncoder();
    private final AuctionIndicatedEncoder auctionIndicated = new AuctionIndicatedEncoder();
    private final KillSwitchSetEncoder killSwitchSet = new KillSwitchSetEncoder();
    private final FeeTierSetEncoder feeTierSet = new FeeTierSetEncoder();
    private final OrderManagedEncoder orderManaged = new OrderManagedEncoder();
    private final OrderShownEncoder orderShown = new OrderShownEncoder();
    private final BracketPlacedEncoder bracketPlaced = new BracketPlacedEncoder();
    private final ExitsPlacedEncoder exitsPlaced = new ExitsPlacedEncoder();
    private final OrdersLinkedEncoder ordersLinked = new OrdersLinkedEncoder();
    private final DeadManSetEncoder deadManSet = new DeadManSetEncoder();
    private final DeadManFiredEncoder deadManFired = new DeadManFiredEncoder();

    ProtectionEventPublisher(FrameWriter frames) {
        super(frames);
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void marketFigureSet(
            long market,
            MarketFigure figure,
            long value,
            long previous,
            long actor,
            String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                MarketFigureSetEncoder.BLOCK_LENGTH,
                MarketFigureSetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        marketFigureSet
                .wrap(buffer, body)
                .market(market)
                .value(value)
                .previous(previous)
                .actor(actor)
                .putReason(text, 0, text.length);
        buffer.putByte(
                body + MarketFigureSetEncoder.figureEncodingOffset(), (byte) figure.number());
    }

    @Override
    public void auctionIndicated(long market, long price, long quantity, long surplus) {
        int body =
                event(AuctionIndicatedEncoder.BLOCK_LENGTH, AuctionIndicatedEncoder.TEMPLATE_ID, 0);
        auctionIndicated
                .wrap(buffer, body)
                .market(market)
                .price(price)
                .quantity(quantity)
                .surplus(surplus);
    }

    @Override
    public void killSwitchSet(
            long account, long market, KillSwitch position, long actor, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                KillSwitchSetEncoder.BLOCK_LENGTH,
                KillSwitchSetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        killSwitchSet
                .wrap(buffer, body)
                .account(account)
                .market(market)
                .actor(actor)
                .putReason(text, 0, text.length);
        buffer.putByte(
                body + KillSwitchSetEncoder.positionEncodingOffset(), (byte) position.number());
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
        byte[] text = WireText.bytes(reason);
        int body = event(
                FeeTierSetEncoder.BLOCK_LENGTH,
                FeeTierSetEncoder.TEMPLATE_ID,
                WireText.encodedLength(text));
        feeTierSet
                .wrap(buffer, body)
                .market(market)
                .volume(volume)
                .actor(actor)
                .makerFeePpm(makerFeePpm)
                .takerFeePpm(takerFeePpm)
                .removed(WireNumber.of(removed))
                .putReason(text, 0, text.length);
    }

    @Override
    public void deadManSet(long account, long at) {
        int body = event(DeadManSetEncoder.BLOCK_LENGTH, DeadManSetEncoder.TEMPLATE_ID, 0);
        deadManSet.wrap(buffer, body).account(account).at(at);
    }

    @Override
    public void deadManFired(long account) {
        int body = event(DeadManFiredEncoder.BLOCK_LENGTH, DeadManFiredEncoder.TEMPLATE_ID, 0);
        deadManFired.wrap(buffer, body).account(account);
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
        int body = event(OrderManagedEncoder.BLOCK_LENGTH, OrderManagedEncoder.TEMPLATE_ID, 0);
        orderManaged
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .display(display)
                .pegOffset(offset)
                .pegLimit(limit)
                .reduceOnly(WireNumber.of(reduceOnly));
        buffer.putByte(body + OrderManagedEncoder.pegEncodingOffset(), (byte) peg.number());
    }

    @Override
    public void orderShown(long market, long order, long update, long shown) {
        int body = event(OrderShownEncoder.BLOCK_LENGTH, OrderShownEncoder.TEMPLATE_ID, 0);
        orderShown.wrap(buffer, body).market(market).order(order).update(update).shown(shown);
    }

    @Override
    public void bracketPlaced(long market, long entry, long account, Exits exits) {
        int body = event(BracketPlacedEncoder.BLOCK_LENGTH, BracketPlacedEncoder.TEMPLATE_ID, 0);
        bracketPlaced
                .wrap(buffer, body)
                .market(market)
                .entry(entry)
                .account(account)
                .takeProfitPrice(exits.takeProfitPrice())
                .takeProfitLimit(exits.takeProfitLimit())
                .stopPrice(exits.stopPrice())
                .stopLimit(exits.stopLimit());
    }

    @Override
    public void exitsPlaced(long market, long entry, long account, long takeProfit, long stop) {
        int body = event(ExitsPlacedEncoder.BLOCK_LENGTH, ExitsPlacedEncoder.TEMPLATE_ID, 0);
        exitsPlaced
                .wrap(buffer, body)
                .market(market)
                .entry(entry)
                .account(account)
                .takeProfit(takeProfit)
                .stop(stop);
    }

    @Override
    public void ordersLinked(long market, long order, long other) {
        int body = event(OrdersLinkedEncoder.BLOCK_LENGTH, OrdersLinkedEncoder.TEMPLATE_ID, 0);
        ordersLinked.wrap(buffer, body).market(market).order(order).other(other);
    }

    private int event(int blockLength, int templateId, int dataLength) {
        return frames.event(header(blockLength, templateId), blockLength + dataLength);
    }
}
