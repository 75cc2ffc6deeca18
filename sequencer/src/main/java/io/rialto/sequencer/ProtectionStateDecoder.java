package io.rialto.sequencer;

import io.rialto.engine.BracketRecords;
import io.rialto.engine.Exits;
import io.rialto.engine.KillSwitch;
import io.rialto.engine.ManagedRecords;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.Peg;
import io.rialto.engine.ProtectionRecords;
import io.rialto.protocol.BracketStateDecoder;
import io.rialto.protocol.DeadManStateDecoder;
import io.rialto.protocol.FeeTierStateDecoder;
import io.rialto.protocol.KillSwitchStateDecoder;
import io.rialto.protocol.LinkStateDecoder;
import io.rialto.protocol.ManagedOrderStateDecoder;
import io.rialto.protocol.MarketFigureStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderRateStateDecoder;
import io.rialto.protocol.TradedVolumeStateDecoder;
import io.rialto.protocol.UnchargedNotionalStateDecoder;

import org.agrona.DirectBuffer;

/** Decodes the records of what protects the venue, for a {@link StateDecoder}. */
final class ProtectionStateDecoder {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final MarketFigureStateDecoder figureState = new MarketFigureStateDecoder();
    private final KillSwitchStateDecoder killSwitchState = new KillSwitchStateDecoder();
    private final DeadManStateDecoder deadManState = new DeadManStateDecoder();
    private final OrderRateStateDecoder orderRateState = new OrderRateStateDecoder();
    private final LinkStateDecoder linkState = new LinkStateDecoder();
    private final UnchargedNotionalStateDecoder unchargedState =
            new UnchargedNotionalStateDecoder();
    private final ManagedOrderStateDecoder managedState = new ManagedOrderStateDecoder();
    private final BracketStateDecoder bracketState = new BracketStateDecoder();
    private final FeeTierStateDecoder feeTierState = new FeeTierStateDecoder();
    private final TradedVolumeStateDecoder volumeState = new TradedVolumeStateDecoder();
    private final ProtectionRecords sink;

    ProtectionStateDecoder(ProtectionRecords sink) {
        this.sink = sink;
    }

    /** Bytes of such a record; 0 for a template that is none. */
    static int blockLength(int template) {
        return switch (template) {
            case MarketFigureStateDecoder.TEMPLATE_ID -> MarketFigureStateDecoder.BLOCK_LENGTH;
            case KillSwitchStateDecoder.TEMPLATE_ID -> KillSwitchStateDecoder.BLOCK_LENGTH;
            case DeadManStateDecoder.TEMPLATE_ID -> DeadManStateDecoder.BLOCK_LENGTH;
            case OrderRateStateDecoder.TEMPLATE_ID -> OrderRateStateDecoder.BLOCK_LENGTH;
            case LinkStateDecoder.TEMPLATE_ID -> LinkStateDecoder.BLOCK_LENGTH;
            case UnchargedNotionalStateDecoder.TEMPLATE_ID ->
                UnchargedNotionalStateDecoder.BLOCK_LENGTH;
            case BracketStateDecoder.TEMPLATE_ID -> BracketStateDecoder.BLOCK_LENGTH;
            case FeeTierStateDecoder.TEMPLATE_ID -> FeeTierStateDecoder.BLOCK_LENGTH;
            case TradedVolumeStateDecoder.TEMPLATE_ID -> TradedVolumeStateDecoder.BLOCK_LENGTH;
            case ManagedOrderStateDecoder.TEMPLATE_ID -> ManagedOrderStateDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    void decode(int template, DirectBuffer buffer, int body) {
        int length = blockLength(template);
        switch (template) {
            case MarketFigureStateDecoder.TEMPLATE_ID -> {
                figureState.wrap(buffer, body, length, VERSION);
                sink.marketFigure(
                        figureState.market(),
                        MarketFigure.of(figureState.figureRaw()),
                        figureState.value());
            }
            case KillSwitchStateDecoder.TEMPLATE_ID -> {
                killSwitchState.wrap(buffer, body, length, VERSION);
                sink.killSwitch(
                        killSwitchState.account(),
                        killSwitchState.market(),
                        KillSwitch.of(killSwitchState.positionRaw()));
            }
            case DeadManStateDecoder.TEMPLATE_ID -> {
                deadManState.wrap(buffer, body, length, VERSION);
                sink.deadMan(deadManState.account(), deadManState.at());
            }
            case OrderRateStateDecoder.TEMPLATE_ID -> {
                orderRateState.wrap(buffer, body, length, VERSION);
                sink.orderRate(
                        orderRateState.market(),
                        orderRateState.account(),
                        orderRateState.usedUntil());
            }
            case LinkStateDecoder.TEMPLATE_ID -> {
                linkState.wrap(buffer, body, length, VERSION);
                sink.link(linkState.market(), linkState.order(), linkState.other());
            }
            case UnchargedNotionalStateDecoder.TEMPLATE_ID -> {
                unchargedState.wrap(buffer, body, length, VERSION);
                sink.unchargedNotional(
                        unchargedState.market(), unchargedState.order(), unchargedState.notional());
            }
            case ManagedOrderStateDecoder.TEMPLATE_ID -> {
                managedState.wrap(buffer, body, length, VERSION);
                sink.managedOrder(new ManagedRecords.ManagedRecord(
                        managedState.market(),
                        managedState.order(),
                        managedState.display(),
                        managedState.shown(),
                        Peg.of(managedState.pegRaw()),
                        managedState.pegOffset(),
                        managedState.pegLimit(),
                        managedState.reduceOnly() == 1));
            }
            case BracketStateDecoder.TEMPLATE_ID -> {
                bracketState.wrap(buffer, body, length, VERSION);
                sink.bracket(bracket(bracketState));
            }
            case FeeTierStateDecoder.TEMPLATE_ID -> {
                feeTierState.wrap(buffer, body, length, VERSION);
                sink.feeTier(
                        feeTierState.market(),
                        feeTierState.volume(),
                        feeTierState.makerFeePpm(),
                        feeTierState.takerFeePpm());
            }
            case TradedVolumeStateDecoder.TEMPLATE_ID -> {
                volumeState.wrap(buffer, body, length, VERSION);
                sink.tradedVolume(
                        volumeState.market(),
                        volumeState.account(),
                        volumeState.day(),
                        volumeState.volume());
            }
            default -> throw new IllegalArgumentException("no such record: " + template);
        }
    }

    private static BracketRecords.BracketRecord bracket(BracketStateDecoder from) {
        return new BracketRecords.BracketRecord(
                from.market(),
                from.entry(),
                from.account(),
                new Exits(
                        from.takeProfitPrice(),
                        from.takeProfitLimit(),
                        from.stopPrice(),
                        from.stopLimit()),
                from.takeProfit(),
                from.stop(),
                from.armed(),
                from.left(),
                WireNumber.prevention(from.selfTradePreventionRaw()));
    }
}
