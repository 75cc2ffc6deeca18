package io.rialto.sequencer;

import io.rialto.protocol.CreateOutcomeMarketEncoder;
import io.rialto.protocol.EditOutcomeMarketEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.SettleMarketEncoder;

import org.agrona.MutableDirectBuffer;

/**
 * Encodes the commands about markets of contracts, as {@link CommandPublisher} does the others. Each
 * method writes a command and returns its length.
 */
public final class OutcomePublisher {
    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CreateOutcomeMarketEncoder create = new CreateOutcomeMarketEncoder();
    private final EditOutcomeMarketEncoder edit = new EditOutcomeMarketEncoder();
    private final SettleMarketEncoder settle = new SettleMarketEncoder();

    OutcomePublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /** Opens a market of contracts on an outcome, owned by the context's account. */
    public int create(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OutcomeMarketTerms terms) {
        create.wrapAndApplyHeader(buffer, offset, messageHeader)
                .quoteAsset(terms.quoteAsset)
                .priceMinimum(terms.priceMinimum)
                .priceMaximum(terms.priceMaximum)
                .tick(terms.tick)
                .lot(terms.lot)
                .quantityMinimum(terms.quantityMinimum)
                .quantityMaximum(terms.quantityMaximum)
                .notionalMinimum(terms.notionalMinimum)
                .notionalMaximum(terms.notionalMaximum)
                .positionMaximum(terms.positionMaximum)
                .openOrdersAccountMax(CommandFields.unsigned(terms.openOrdersAccountMax))
                .openOrdersMarketMax(CommandFields.unsigned(terms.openOrdersMarketMax))
                .makerFeePpm(terms.makerFeePpm)
                .takerFeePpm(terms.takerFeePpm)
                .selfTradePrevention(terms.selfTradePrevention)
                .putDescriptionHash(
                        OutcomeWire.hash(terms.words.descriptionHash), 0, OutcomeWire.HASH_BYTES);
        int body = create.offset();
        CommandFields.putSymbol(
                terms.symbol, buffer, body + CreateOutcomeMarketEncoder.symbolEncodingOffset());
        CommandFields.putSymbol(
                terms.words.type,
                buffer,
                body + CreateOutcomeMarketEncoder.marketTypeEncodingOffset());
        CommandFields.putSymbol(
                terms.words.group,
                buffer,
                body + CreateOutcomeMarketEncoder.marketGroupEncodingOffset());
        int limit = CommandFields.putText(terms.words.title, buffer, create.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Gives a market of contracts other words, all of them. */
    public int edit(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            boolean pinned,
            OutcomeWords words) {
        edit.wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .pinned(WireNumber.of(pinned))
                .putDescriptionHash(
                        OutcomeWire.hash(words.descriptionHash), 0, OutcomeWire.HASH_BYTES);
        int body = edit.offset();
        CommandFields.putSymbol(
                words.type, buffer, body + EditOutcomeMarketEncoder.marketTypeEncodingOffset());
        CommandFields.putSymbol(
                words.group, buffer, body + EditOutcomeMarketEncoder.marketGroupEncodingOffset());
        int limit = CommandFields.putText(words.title, buffer, edit.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Settles a market of contracts at a price in 1e-9 of quote per contract. */
    public int settle(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long price,
            String reason) {
        settle.wrapAndApplyHeader(buffer, offset, messageHeader).market(market).price(price);
        int limit = CommandFields.putText(reason, buffer, settle.limit());
        return commands.end(buffer, offset, limit, context);
    }
}
