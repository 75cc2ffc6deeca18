package io.rialto.sequencer;

import io.rialto.engine.Constituent;
import io.rialto.engine.FundTerms;
import io.rialto.protocol.CreateFundEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.RedeemFundEncoder;

import org.agrona.MutableDirectBuffer;

import java.util.List;

/**
 * Encodes the commands about funds, as {@link CommandPublisher} does the others. Each method writes a
 * command and returns its length.
 */
public final class FundPublisher {
    /** More are too many; where there are more, none are written, which is denied as well. */
    public static final int CONSTITUENTS_MAX = FundTerms.CONSTITUENTS_MAX;

    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CreateFundEncoder create = new CreateFundEncoder();
    private final RedeemFundEncoder redeem = new RedeemFundEncoder();

    FundPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /**
     * Opens a fund, owned by the context's account.
     *
     * @param terms quote asset and bounds are not looked at: they follow from the constituents
     * @param redemptionFee quote minor units
     */
    public int create(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OutcomeMarketTerms terms,
            long redemptionFee,
            List<FundConstituent> constituents) {
        create.wrapAndApplyHeader(buffer, offset, messageHeader)
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
                .redemptionFee(redemptionFee)
                .putDescriptionHash(
                        OutcomeWire.hash(terms.words.descriptionHash), 0, OutcomeWire.HASH_BYTES);
        int body = create.offset();
        CommandFields.putSymbol(
                terms.symbol, buffer, body + CreateFundEncoder.symbolEncodingOffset());
        CommandFields.putSymbol(
                terms.words.type, buffer, body + CreateFundEncoder.marketTypeEncodingOffset());
        CommandFields.putSymbol(
                terms.words.group, buffer, body + CreateFundEncoder.marketGroupEncodingOffset());
        boolean fit = constituents.size() <= CONSTITUENTS_MAX;
        FundTerms written = new FundTerms(
                redemptionFee,
                fit
                        ? constituents.stream()
                                .map(each -> new Constituent(each.market(), each.multiplier()))
                                .toList()
                        : List.of());
        int limit = FundWire.put(written, buffer, create.limit());
        limit = CommandFields.putText(terms.words.title, buffer, limit);
        return commands.end(buffer, offset, limit, context);
    }

    /** Redeems hundredths of a share; with a negative quantity turns constituents into shares. */
    public int redeem(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long quantity) {
        redeem.wrapAndApplyHeader(buffer, offset, messageHeader).market(market).quantity(quantity);
        return commands.end(buffer, offset, redeem.limit(), context);
    }
}
