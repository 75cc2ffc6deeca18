package io.rialto.sequencer;

import io.rialto.protocol.CreateOptionEncoder;
import io.rialto.protocol.ExerciseOptionEncoder;
import io.rialto.protocol.MessageHeaderEncoder;

import org.agrona.MutableDirectBuffer;

/**
 * Encodes the commands about options, as {@link CommandPublisher} does the others. Each method writes
 * a command and returns its length.
 */
public final class OptionPublisher {
    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CreateOptionEncoder create = new CreateOptionEncoder();
    private final ExerciseOptionEncoder exercise = new ExerciseOptionEncoder();

    OptionPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /** Opens a market of options, owned by the context's account. */
    public int create(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OptionMarketTerms option) {
        OutcomeMarketTerms terms = option.market;
        create.wrapAndApplyHeader(buffer, offset, messageHeader)
                .quoteAsset(terms.quoteAsset)
                .underlying(option.underlying)
                .call(WireNumber.of(option.call))
                .strike(option.strike)
                .expiresAt(option.expiresAt)
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
                terms.symbol, buffer, body + CreateOptionEncoder.symbolEncodingOffset());
        CommandFields.putSymbol(
                terms.words.type, buffer, body + CreateOptionEncoder.marketTypeEncodingOffset());
        CommandFields.putSymbol(
                terms.words.group, buffer, body + CreateOptionEncoder.marketGroupEncodingOffset());
        int limit = CommandFields.putText(terms.words.title, buffer, create.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /**
     * Exercises what the context's account holds.
     *
     * @param contract 0 for the oldest first
     * @param quantity hundredths
     */
    public int exercise(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long contract,
            long quantity) {
        exercise.wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .contract(contract)
                .quantity(quantity);
        return commands.end(buffer, offset, exercise.limit(), context);
    }
}
