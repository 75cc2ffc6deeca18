package io.rialto.sequencer;

import static io.rialto.sequencer.FrameWriter.header;

import io.rialto.engine.FundTerms;
import io.rialto.engine.OutcomeEvents;
import io.rialto.engine.OutcomeTerms;
import io.rialto.protocol.FundCreatedEncoder;
import io.rialto.protocol.FundRedeemedEncoder;
import io.rialto.protocol.MarketSettledEncoder;
import io.rialto.protocol.OutcomeMarketCreatedEncoder;
import io.rialto.protocol.OutcomeMarketEditedEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes what happens to markets of contracts. Owned by the engine's thread. */
abstract class OutcomeEventPublisher extends CorrectionEventPublisher implements OutcomeEvents {
    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final OutcomeMarketCreatedEncoder created = new OutcomeMarketCreatedEncoder();
    private final OutcomeMarketEditedEncoder edited = new OutcomeMarketEditedEncoder();
    private final MarketSettledEncoder settled = new MarketSettledEncoder();
    private final FundCreatedEncoder fundCreated = new FundCreatedEncoder();
    private final FundRedeemedEncoder fundRedeemed = new FundRedeemedEncoder();

    OutcomeEventPublisher(FrameWriter frames) {
        super(frames);
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void outcomeMarketCreated(long market, OutcomeTerms terms) {
        byte[] title = WireText.bytes(terms.title());
        int body = event(
                OutcomeMarketCreatedEncoder.BLOCK_LENGTH,
                OutcomeMarketCreatedEncoder.TEMPLATE_ID,
                title);
        created.wrap(buffer, body)
                .market(market)
                .priceMinimum(terms.priceMinimum())
                .priceMaximum(terms.priceMaximum())
                .owner(terms.owner())
                .pinned(WireNumber.of(terms.pinned()))
                .putDescriptionHash(
                        OutcomeWire.hash(terms.descriptionHash()), 0, OutcomeWire.HASH_BYTES)
                .marketType(terms.type())
                .marketGroup(terms.group())
                .putTitle(title, 0, title.length);
        buffer.putByte(body + OutcomeMarketCreatedEncoder.kindEncodingOffset(), (byte)
                terms.kind().number());
    }

    @Override
    public void outcomeMarketEdited(long market, OutcomeTerms terms) {
        byte[] title = WireText.bytes(terms.title());
        int body = event(
                OutcomeMarketEditedEncoder.BLOCK_LENGTH,
                OutcomeMarketEditedEncoder.TEMPLATE_ID,
                title);
        edited.wrap(buffer, body)
                .market(market)
                .pinned(WireNumber.of(terms.pinned()))
                .putDescriptionHash(
                        OutcomeWire.hash(terms.descriptionHash()), 0, OutcomeWire.HASH_BYTES)
                .marketType(terms.type())
                .marketGroup(terms.group())
                .putTitle(title, 0, title.length);
    }

    @Override
    public void fundCreated(long market, long redemption, FundTerms terms) {
        int body = frames.event(
                header(FundCreatedEncoder.BLOCK_LENGTH, FundCreatedEncoder.TEMPLATE_ID),
                FundCreatedEncoder.BLOCK_LENGTH + FundWire.length(terms));
        fundCreated
                .wrap(buffer, body)
                .market(market)
                .redemptionAccount(redemption)
                .redemptionFee(terms.redemptionFee());
        FundWire.put(terms, buffer, body + FundCreatedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void fundRedeemed(long market, long account, long quantity, long fee) {
        int body = frames.event(
                header(FundRedeemedEncoder.BLOCK_LENGTH, FundRedeemedEncoder.TEMPLATE_ID),
                FundRedeemedEncoder.BLOCK_LENGTH);
        fundRedeemed
                .wrap(buffer, body)
                .market(market)
                .account(account)
                .quantity(quantity)
                .fee(fee);
    }

    @Override
    public void marketSettled(long market, long price, int positions, String reason) {
        byte[] text = WireText.bytes(reason);
        int body = event(MarketSettledEncoder.BLOCK_LENGTH, MarketSettledEncoder.TEMPLATE_ID, text);
        settled.wrap(buffer, body)
                .market(market)
                .price(price)
                .positions(positions)
                .putReason(text, 0, text.length);
    }

    private int event(int blockLength, int templateId, byte[] text) {
        return frames.event(
                header(blockLength, templateId), blockLength + WireText.encodedLength(text));
    }
}
