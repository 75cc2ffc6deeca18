package io.rialto.sequencer;

import io.rialto.engine.Exits;
import io.rialto.engine.KillSwitch;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.ProtectionRecords;
import io.rialto.protocol.BracketStateEncoder;
import io.rialto.protocol.DeadManStateEncoder;
import io.rialto.protocol.FeeTierStateEncoder;
import io.rialto.protocol.KillSwitchStateEncoder;
import io.rialto.protocol.LinkStateEncoder;
import io.rialto.protocol.ManagedOrderStateEncoder;
import io.rialto.protocol.MarketFigureStateEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.OrderRateStateEncoder;
import io.rialto.protocol.TradedVolumeStateEncoder;
import io.rialto.protocol.UnchargedNotionalStateEncoder;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.IntConsumer;

/** Encodes the records of what protects the venue, for a snapshot. */
final class ProtectionStateEncoder implements ProtectionRecords {
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;

    private final UnsafeBuffer buffer;
    private final IntConsumer append;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final MarketFigureStateEncoder figureState = new MarketFigureStateEncoder();
    private final KillSwitchStateEncoder killSwitchState = new KillSwitchStateEncoder();
    private final ManagedOrderStateEncoder managedState = new ManagedOrderStateEncoder();
    private final BracketStateEncoder bracketState = new BracketStateEncoder();
    private final FeeTierStateEncoder feeTierState = new FeeTierStateEncoder();
    private final TradedVolumeStateEncoder volumeState = new TradedVolumeStateEncoder();
    private final LinkStateEncoder linkState = new LinkStateEncoder();
    private final DeadManStateEncoder deadManState = new DeadManStateEncoder();
    private final UnchargedNotionalStateEncoder unchargedState =
            new UnchargedNotionalStateEncoder();
    private final OrderRateStateEncoder orderRateState = new OrderRateStateEncoder();

    /** @param append takes the buffer up to a length as the next record */
    ProtectionStateEncoder(UnsafeBuffer buffer, IntConsumer append) {
        this.buffer = buffer;
        this.append = append;
    }

    @Override
    public void marketFigure(long market, MarketFigure figure, long value) {
        figureState.wrapAndApplyHeader(buffer, 0, messageHeader).market(market).value(value);
        buffer.putByte(
                BODY + MarketFigureStateEncoder.figureEncodingOffset(), (byte) figure.number());
        append.accept(figureState.limit());
    }

    @Override
    public void killSwitch(long account, long market, KillSwitch position) {
        killSwitchState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .market(market);
        buffer.putByte(
                BODY + KillSwitchStateEncoder.positionEncodingOffset(), (byte) position.number());
        append.accept(killSwitchState.limit());
    }

    @Override
    public void deadMan(long account, long at) {
        deadManState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .account(account)
                .at(at);
        append.accept(deadManState.limit());
    }

    @Override
    public void orderRate(long market, long account, long usedUntil) {
        orderRateState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .account(account)
                .usedUntil(usedUntil);
        append.accept(orderRateState.limit());
    }

    @Override
    public void unchargedNotional(long market, long order, long notional) {
        unchargedState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .order(order)
                .notional(notional);
        append.accept(unchargedState.limit());
    }

    @Override
    public void managedOrder(ManagedRecord order) {
        managedState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(order.market())
                .order(order.order())
                .display(order.display())
                .shown(order.shown())
                .pegOffset(order.offset())
                .pegLimit(order.limit())
                .reduceOnly(WireNumber.of(order.reduceOnly()));
        buffer.putByte(BODY + ManagedOrderStateEncoder.pegEncodingOffset(), (byte)
                order.peg().number());
        append.accept(managedState.limit());
    }

    @Override
    public void bracket(BracketRecord bracket) {
        Exits exits = bracket.exits();
        bracketState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(bracket.market())
                .entry(bracket.entry())
                .account(bracket.account())
                .takeProfitPrice(exits.takeProfitPrice())
                .takeProfitLimit(exits.takeProfitLimit())
                .stopPrice(exits.stopPrice())
                .stopLimit(exits.stopLimit())
                .takeProfit(bracket.takeProfit())
                .stop(bracket.stop())
                .armed(bracket.armed())
                .left(bracket.left());
        buffer.putByte(
                BODY + BracketStateEncoder.selfTradePreventionEncodingOffset(),
                WireNumber.of(bracket.selfTradePrevention()));
        append.accept(bracketState.limit());
    }

    @Override
    public void feeTier(long market, long volume, int makerFeePpm, int takerFeePpm) {
        feeTierState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .volume(volume)
                .makerFeePpm(makerFeePpm)
                .takerFeePpm(takerFeePpm);
        append.accept(feeTierState.limit());
    }

    @Override
    public void tradedVolume(long market, long account, long day, long volume) {
        volumeState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .account(account)
                .day(day)
                .volume(volume);
        append.accept(volumeState.limit());
    }

    @Override
    public void link(long market, long order, long other) {
        linkState
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .order(order)
                .other(other);
        append.accept(linkState.limit());
    }
}
