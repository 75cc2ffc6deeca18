package io.rialto.history;

import io.rialto.protocol.AccountCreatedDecoder;
import io.rialto.protocol.AdministratorChangedDecoder;
import io.rialto.protocol.AssetCreatedDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.KillSwitchSetDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketViewerSetDecoder;
import io.rialto.protocol.MarketVisibilitySetDecoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.RulesActivatedDecoder;
import io.rialto.protocol.SelfTradeGroupChangedDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TokenIssuedDecoder;
import io.rialto.protocol.TokenRevokedDecoder;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.WithdrawnDecoder;
import io.rialto.view.EventVisitor;

import java.util.Map;

/** Writes down what only administrators can do, and what they say of it (VENUE-RULES 6). */
final class AdministrationBatch implements EventVisitor {
    private final Tables tables;
    private long timeNanos;
    private long actor;

    AdministrationBatch(Tables tables) {
        this.tables = tables;
    }

    void beginCommand(long newTimeNanos, long newActor) {
        timeNanos = newTimeNanos;
        actor = newActor;
    }

    @Override
    public void onAssetCreated(long sequence, AssetCreatedDecoder event) {
        add(sequence, 0, 0, "AssetCreated", "");
    }

    @Override
    public void onAccountCreated(long sequence, AccountCreatedDecoder event) {
        add(sequence, event.account(), 0, "AccountCreated", "");
    }

    @Override
    public void onAdministratorChanged(long sequence, AdministratorChangedDecoder event) {
        add(sequence, event.account(), 0, "AdministratorChanged", "");
    }

    @Override
    public void onTokenIssued(long sequence, TokenIssuedDecoder event) {
        add(sequence, event.account(), 0, "TokenIssued", "");
    }

    @Override
    public void onTokenRevoked(long sequence, TokenRevokedDecoder event) {
        add(sequence, event.account(), 0, "TokenRevoked", "");
    }

    @Override
    public void onSelfTradeGroupChanged(long sequence, SelfTradeGroupChangedDecoder event) {
        add(sequence, event.account(), 0, "SelfTradeGroupChanged", "");
    }

    @Override
    public void onRulesActivated(long sequence, RulesActivatedDecoder event) {
        add(sequence, 0, 0, "RulesActivated", "");
    }

    @Override
    public void onMarketCreated(long sequence, MarketCreatedDecoder event) {
        add(sequence, 0, event.market(), "MarketCreated", "");
        hold(sequence, event.market(), ReferenceTerms.of(event));
    }

    @Override
    public void onMarketFeesChanged(long sequence, MarketFeesChangedDecoder event) {
        add(sequence, 0, event.market(), "MarketFeesChanged", "");
        hold(sequence, event.market(), ReferenceTerms.of(event));
    }

    @Override
    public void onMarketStatusChanged(long sequence, MarketStatusChangedDecoder event) {
        add(
                sequence,
                0,
                event.market(),
                "MarketStatusChanged",
                Texts.read(event.buffer(), event.limit(), event.reasonLength()));
    }

    @Override
    public void onMarketVisibilitySet(long sequence, MarketVisibilitySetDecoder event) {
        add(
                sequence,
                0,
                event.market(),
                "MarketVisibilitySet",
                Texts.read(event.buffer(), event.limit(), event.reasonLength()));
    }

    @Override
    public void onMarketViewerSet(long sequence, MarketViewerSetDecoder event) {
        add(
                sequence,
                event.account(),
                event.market(),
                "MarketViewerSet",
                Texts.read(event.buffer(), event.limit(), event.reasonLength()));
    }

    @Override
    public void onTradeBusted(long sequence, TradeBustedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        add(sequence, 0, event.market(), "TradeBusted", reason);
    }

    @Override
    public void onMarketVoided(long sequence, MarketVoidedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        add(sequence, 0, event.market(), "MarketVoided", reason);
    }

    @Override
    public void onSettlementCorrected(long sequence, SettlementCorrectedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        add(sequence, 0, event.market(), "SettlementCorrected", reason);
    }

    @Override
    public void onIssued(long sequence, IssuedDecoder event) {
        add(
                sequence,
                event.account(),
                0,
                "Issued",
                Texts.read(event.buffer(), event.limit(), event.noteLength()));
    }

    @Override
    public void onWithdrawn(long sequence, WithdrawnDecoder event) {
        add(
                sequence,
                event.account(),
                0,
                "Withdrawn",
                Texts.read(event.buffer(), event.limit(), event.noteLength()));
    }

    @Override
    public void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {
        if (event.cause() != StatusCause.CIRCUIT_BREAKER && event.actor() != 0) {
            String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
            add(sequence, 0, event.market(), "MarketStatusSet", reason);
        }
    }

    @Override
    public void onMarketFigureSet(long sequence, MarketFigureSetDecoder event) {
        hold(sequence, event.market(), ReferenceTerms.of(event));
        if (event.actor() != 0) {
            String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
            add(sequence, 0, event.market(), "MarketFigureSet", reason);
        }
    }

    @Override
    public void onFeeTierSet(long sequence, FeeTierSetDecoder event) {
        hold(sequence, event.market(), ReferenceTerms.of(event));
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        add(sequence, 0, event.market(), "FeeTierSet", reason);
    }

    @Override
    public void onKillSwitchSet(long sequence, KillSwitchSetDecoder event) {
        if (event.account() != event.actor()) {
            String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
            add(sequence, event.account(), event.market(), "KillSwitchSet", reason);
        }
    }

    /** Terms that hold from now on. */
    private void hold(long sequence, long market, Map<String, Long> terms) {
        tables.referenceData
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(market)
                .put(ReferenceTerms.text(terms))
                .end();
    }

    private void add(long sequence, long account, long market, String action, String reason) {
        tables.administration
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(account)
                .put(market)
                .put(action)
                .put(reason)
                .end();
    }
}
