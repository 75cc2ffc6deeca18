package io.rialto.history;

import io.rialto.protocol.CommandDeniedDecoder;
import io.rialto.protocol.GiftedDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TransferredDecoder;
import io.rialto.protocol.WithdrawnDecoder;
import io.rialto.view.EventVisitor;

/**
 * Turns into rows what is written down as it happens, besides orders: transfers, what was done to
 * markets and corrected in them, denials.
 */
final class RecordsBatch implements EventVisitor {
    private final Tables tables;
    private long timeNanos;
    private long actor;

    RecordsBatch(Tables tables) {
        this.tables = tables;
    }

    void beginCommand(long newTimeNanos, long newActor) {
        timeNanos = newTimeNanos;
        actor = newActor;
    }

    @Override
    public void onIssued(long sequence, IssuedDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        Transfer.Kind kind = Transfer.Kind.DEPOSIT;
        transfer(sequence, event.account(), event.asset(), kind, event.amount(), note, 0);
    }

    @Override
    public void onWithdrawn(long sequence, WithdrawnDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        Transfer.Kind kind = Transfer.Kind.WITHDRAWAL;
        transfer(sequence, event.account(), event.asset(), kind, event.amount(), note, 0);
    }

    @Override
    public void onGifted(long sequence, GiftedDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        Transfer.Kind kind = Transfer.Kind.GIFT;
        transfer(sequence, event.account(), event.asset(), kind, event.amount(), note, 0);
    }

    @Override
    public void onTransferred(long sequence, TransferredDecoder event) {
        String note = Texts.read(event.buffer(), event.limit(), event.noteLength());
        transfer(
                sequence,
                event.account(),
                event.asset(),
                Transfer.Kind.TRANSFER,
                event.amount(),
                note,
                event.recipient());
    }

    private void transfer(
            long sequence,
            long account,
            long asset,
            Transfer.Kind kind,
            long amount,
            String note,
            long counterparty) {
        tables.transfers
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(account)
                .put(asset)
                .put(kind)
                .put(amount)
                .put(note)
                .put(counterparty)
                .end();
    }

    @Override
    public void onMarketCreated(long sequence, MarketCreatedDecoder event) {
        long market = event.market();
        int maker = event.makerFeePpm();
        int taker = event.takerFeePpm();
        String status = event.status().name();
        market(sequence, actor, market, MarketEvent.Kind.CREATED, status, maker, taker)
                .put("")
                .put(StatusCause.COMMAND)
                .end();
    }

    @Override
    public void onMarketStatusChanged(long sequence, MarketStatusChangedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        String status = event.status().name();
        market(sequence, actor, event.market(), MarketEvent.Kind.STATUS, status, 0, 0)
                .put(reason)
                .put(StatusCause.COMMAND)
                .end();
    }

    @Override
    public void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        String status = event.status().name();
        market(sequence, event.actor(), event.market(), MarketEvent.Kind.STATUS, status, 0, 0)
                .put(reason)
                .put(event.cause())
                .end();
    }

    @Override
    public void onMarketFeesChanged(long sequence, MarketFeesChangedDecoder event) {
        long market = event.market();
        int maker = event.makerFeePpm();
        market(sequence, actor, market, MarketEvent.Kind.FEES, "", maker, event.takerFeePpm())
                .put("")
                .put(StatusCause.COMMAND)
                .end();
    }

    @Override
    public void onTradeBusted(long sequence, TradeBustedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        Correction.Kind kind = Correction.Kind.BUSTED;
        corrected(sequence, event.market(), kind, event.trade(), event.price(), 0, reason);
        tables.undone(event.market(), event.trade());
    }

    @Override
    public void onMarketVoided(long sequence, MarketVoidedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        Correction.Kind kind = switch (event.cause()) {
            case UNDONE, NULL_VAL -> Correction.Kind.VOIDED;
            case WITHDRAWN -> Correction.Kind.WITHDRAWN;
            case RESET -> Correction.Kind.RESET;
        };
        corrected(sequence, event.market(), kind, 0, 0, 0, reason);
    }

    @Override
    public void onSettlementCorrected(long sequence, SettlementCorrectedDecoder event) {
        String reason = Texts.read(event.buffer(), event.limit(), event.reasonLength());
        Correction.Kind kind = Correction.Kind.SETTLEMENT;
        long previous = event.previousPrice();
        corrected(sequence, event.market(), kind, 0, previous, event.price(), reason);
    }

    private void corrected(
            long sequence,
            long market,
            Correction.Kind kind,
            long trade,
            long previousPrice,
            long price,
            String reason) {
        tables.corrections
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(market)
                .put(kind)
                .put(trade)
                .put(previousPrice)
                .put(price)
                .put(reason)
                .end();
    }

    /** Begins the row of something done to a market; reason, cause and end are to follow. */
    private Rows market(
            long sequence,
            long by,
            long market,
            MarketEvent.Kind kind,
            String status,
            int makerFeePpm,
            int takerFeePpm) {
        return tables.marketEvents
                .put(sequence)
                .put(timeNanos)
                .put(by)
                .put(market)
                .put(kind)
                .put(status)
                .put(makerFeePpm)
                .put(takerFeePpm);
    }

    @Override
    public void onCommandDenied(long sequence, CommandDeniedDecoder event) {
        tables.denials
                .put(sequence)
                .put(timeNanos)
                .put(actor)
                .put(event.account())
                .put(event.commandTemplate())
                .put(event.code())
                .put(event.market())
                .put(event.order())
                .put(event.clientOrderId())
                .put(event.needed())
                .put(event.available())
                .end();
    }
}
