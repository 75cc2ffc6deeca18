package io.rialto.view;

import io.rialto.protocol.AuctionIndicatedDecoder;
import io.rialto.protocol.DeadManFiredDecoder;
import io.rialto.protocol.DeadManSetDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.KillSwitchSetDecoder;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MarketStatus;

/** Applies the events of what protects the venue. */
final class ProtectionApplier implements ProtectionVisitor {
    private final ViewStore store;
    private final Guarding guarding;
    private final Touched touched;

    ProtectionApplier(ViewStore store, Touched touched) {
        this.store = store;
        this.touched = touched;
        guarding = store.directory.guarding();
    }

    @Override
    public void onMarketFigureSet(long sequence, MarketFigureSetDecoder event) {
        MarketEntry market = store.market(event.market());
        MarketFigure figure = event.figure();
        if (figure.value() < MarketFigure.PRICE_BAND_PPM.value()) {
            guarding.put(guarding.market(market.id).with(figure, event.value()));
        } else {
            store.directory.put(store.marketInfo(market.id).with(figure, event.value()));
        }
        touched.touch(market);
    }

    @Override
    public void onAuctionIndicated(long sequence, AuctionIndicatedDecoder event) {
        MarketEntry market = store.market(event.market());
        MarketGuard guard = guarding.market(market.id)
                .indicating(event.price(), event.quantity(), event.surplus());
        guarding.put(guard);
        touched.touch(market);
        touched.indications.add(guard);
    }

    @Override
    public void onFeeTierSet(long sequence, FeeTierSetDecoder event) {
        MarketEntry market = store.market(event.market());
        if (event.removed() == 1) {
            market.fees.remove(event.volume());
        } else {
            market.fees.set(new FeeTier(event.volume(), event.makerFeePpm(), event.takerFeePpm()));
        }
    }

    @Override
    public void onKillSwitchSet(long sequence, KillSwitchSetDecoder event) {
        guarding.kill(event.account(), event.market(), event.position());
    }

    @Override
    public void onDeadManSet(long sequence, DeadManSetDecoder event) {
        guarding.deadMan(event.account(), event.at());
    }

    @Override
    public void onDeadManFired(long sequence, DeadManFiredDecoder event) {
        guarding.deadMan(event.account(), 0);
    }

    /** What a market's new status ends. */
    void changed(long market, MarketStatus status) {
        MarketGuard guard = guarding.market(market);
        boolean collects = status == MarketStatus.PRE_OPEN || status == MarketStatus.HALTED;
        if (!collects && !guard.equals(MarketGuard.of(market))) {
            guarding.put(guard.opened());
        }
    }
}
