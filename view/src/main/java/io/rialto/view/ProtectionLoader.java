package io.rialto.view;

import io.rialto.protocol.DeadManStateDecoder;
import io.rialto.protocol.KillSwitchStateDecoder;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketFigureStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderRateStateDecoder;

import org.agrona.DirectBuffer;

/** Takes the state records of what protects the venue, for a {@link StateLoader}. */
final class ProtectionLoader {
    private final MarketFigureStateDecoder figure = new MarketFigureStateDecoder();
    private final KillSwitchStateDecoder killSwitch = new KillSwitchStateDecoder();
    private final DeadManStateDecoder deadMan = new DeadManStateDecoder();
    private final Guarding guarding;

    ProtectionLoader(Guarding guarding) {
        this.guarding = guarding;
    }

    /** Returns whether it is such a record. */
    boolean load(MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case MarketFigureStateDecoder.TEMPLATE_ID -> {
                figure.wrapAndApplyHeader(buffer, offset, header);
                load(figure.market(), figure.figure(), figure.value());
            }
            case KillSwitchStateDecoder.TEMPLATE_ID -> {
                killSwitch.wrapAndApplyHeader(buffer, offset, header);
                guarding.kill(killSwitch.account(), killSwitch.market(), killSwitch.position());
            }
            case DeadManStateDecoder.TEMPLATE_ID -> {
                deadMan.wrapAndApplyHeader(buffer, offset, header);
                guarding.deadMan(deadMan.account(), deadMan.at());
            }
            case OrderRateStateDecoder.TEMPLATE_ID -> {
                // The engine's own memory: no view shows it.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void load(long market, MarketFigure of, long value) {
        MarketGuard guard = guarding.market(market);
        switch (of) {
            case INDICATED_PRICE ->
                guarding.put(guard.indicating(value, guard.quantity(), guard.surplus()));
            case INDICATED_QUANTITY ->
                guarding.put(guard.indicating(guard.price(), value, guard.surplus()));
            case INDICATED_SURPLUS ->
                guarding.put(guard.indicating(guard.price(), guard.quantity(), value));
            case AUCTION_AT, BREAKER_PPM, HALT_NANOS, ORDER_RATE ->
                guarding.put(guard.with(of, value));
            case AVERAGE, INDICATED_UPDATE, INDICATED_AT -> {
                // The engine's own memory.
            }
            case PRICE_BAND_PPM,
                    PROTECTION_PPM,
                    NOTIONAL_MAXIMUM,
                    POSITION_MAXIMUM,
                    OPEN_ORDERS_ACCOUNT,
                    OPEN_ORDERS_MARKET,
                    NULL_VAL ->
                throw new FrameInvalidException("a state has " + of + " among a market's terms");
        }
    }
}
