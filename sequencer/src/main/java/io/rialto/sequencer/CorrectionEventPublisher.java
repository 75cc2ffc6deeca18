package io.rialto.sequencer;

import static io.rialto.sequencer.FrameWriter.header;

import io.rialto.engine.CorrectionEvents;
import io.rialto.engine.VoidCause;
import io.rialto.protocol.MarketVoidedEncoder;
import io.rialto.protocol.SettlementCorrectedEncoder;
import io.rialto.protocol.TradeBustedEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes corrections. Owned by the engine's thread. */
abstract class CorrectionEventPublisher extends AccountEventPublisher implements CorrectionEvents {
    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final TradeBustedEncoder busted = new TradeBustedEncoder();
    private final MarketVoidedEncoder voided = new MarketVoidedEncoder();
    private final SettlementCorrectedEncoder corrected = new SettlementCorrectedEncoder();

    CorrectionEventPublisher(FrameWriter frames) {
        super(frames);
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void tradeBusted(
            long market,
            long trade,
            long buyer,
            long seller,
            long price,
            long quantity,
            long notional,
            long buyerFee,
            long sellerFee,
            long lastPrice,
            int postings,
            String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(TradeBustedEncoder.BLOCK_LENGTH, TradeBustedEncoder.TEMPLATE_ID, text);
        busted.wrap(buffer, body)
                .market(market)
                .trade(trade)
                .buyer(buyer)
                .seller(seller)
                .price(price)
                .quantity(quantity)
                .notional(notional)
                .buyerFee(buyerFee)
                .sellerFee(sellerFee)
                .lastPrice(lastPrice)
                .postings(postings)
                .putReason(text, 0, text.length);
    }

    @Override
    public void marketVoided(long market, VoidCause cause, int postings, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(MarketVoidedEncoder.BLOCK_LENGTH, MarketVoidedEncoder.TEMPLATE_ID, text);
        voided.wrap(buffer, body).market(market).postings(postings);
        buffer.putByte(body + MarketVoidedEncoder.causeEncodingOffset(), (byte) cause.number());
        voided.putReason(text, 0, text.length);
    }

    @Override
    public void settlementCorrected(
            long market, long previousPrice, long price, int postings, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(
                SettlementCorrectedEncoder.BLOCK_LENGTH,
                SettlementCorrectedEncoder.TEMPLATE_ID,
                text);
        corrected
                .wrap(buffer, body)
                .market(market)
                .previousPrice(previousPrice)
                .price(price)
                .postings(postings)
                .putReason(text, 0, text.length);
    }

    private int event(int blockLength, int templateId, byte[] text) {
        return frames.event(
                header(blockLength, templateId), blockLength + WireText.encodedLength(text));
    }
}
