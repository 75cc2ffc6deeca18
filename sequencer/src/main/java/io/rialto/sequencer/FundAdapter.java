package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.MarketKind;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.Outcome;
import io.rialto.engine.OutcomeTerms;
import io.rialto.protocol.CreateFundDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.RedeemFundDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands about funds and calls the engine. */
final class FundAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final CommandForm form;
    private final CreateFundDecoder create = new CreateFundDecoder();
    private final RedeemFundDecoder redeem = new RedeemFundDecoder();

    FundAdapter(Engine engine, CommandForm form) {
        this.engine = engine;
        this.form = form;
    }

    /** Calls the engine unless there is no such command yet, or a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        return switch (header.template) {
            case CreateFundDecoder.TEMPLATE_ID -> create(header, command, body, outcome);
            case RedeemFundDecoder.TEMPLATE_ID -> redeem(header, command, body, outcome);
            default -> false;
        };
    }

    private boolean create(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        CreateFundDecoder from = create;
        from.wrap(command, body, CreateFundDecoder.BLOCK_LENGTH, VERSION);
        int prevention = from.selfTradePreventionRaw();
        if (!WireNumber.isPrevention(prevention)) {
            return false;
        }
        MarketSpec spec = new MarketSpec(
                OutcomeWire.word(command, body + CreateFundDecoder.symbolEncodingOffset()),
                OutcomeTerms.NO_ASSET,
                0,
                from.tick(),
                from.lot(),
                0,
                from.quantityMinimum(),
                from.quantityMaximum(),
                from.notionalMinimum(),
                from.notionalMaximum(),
                from.positionMaximum(),
                0,
                0,
                0,
                (int) from.openOrdersAccountMax(),
                (int) from.openOrdersMarketMax(),
                from.makerFeePpm(),
                from.takerFeePpm(),
                WireNumber.prevention(prevention),
                MarketStatus.OPEN);
        OutcomeTerms words = new OutcomeTerms(
                MarketKind.FUND,
                0,
                0,
                0,
                false,
                OutcomeWire.hash(command, body + CreateFundDecoder.descriptionHashEncodingOffset()),
                OutcomeWire.word(command, body + CreateFundDecoder.marketTypeEncodingOffset()),
                OutcomeWire.word(command, body + CreateFundDecoder.marketGroupEncodingOffset()),
                form.text(command));
        engine.funds()
                .create(
                        header,
                        spec,
                        words,
                        FundWire.terms(
                                command,
                                body + CreateFundDecoder.BLOCK_LENGTH,
                                from.redemptionFee()),
                        outcome);
        return true;
    }

    private boolean redeem(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        redeem.wrap(command, body, RedeemFundDecoder.BLOCK_LENGTH, VERSION);
        engine.funds().redeem(header, redeem.market(), redeem.quantity(), outcome);
        return true;
    }
}
