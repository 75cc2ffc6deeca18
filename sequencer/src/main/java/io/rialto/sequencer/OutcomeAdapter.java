package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.MarketKind;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.Outcome;
import io.rialto.engine.OutcomeTerms;
import io.rialto.protocol.CreateOutcomeMarketDecoder;
import io.rialto.protocol.EditOutcomeMarketDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.SettleMarketDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands about markets of contracts and calls the engine. */
final class OutcomeAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final CommandForm form;
    private final CreateOutcomeMarketDecoder create = new CreateOutcomeMarketDecoder();
    private final EditOutcomeMarketDecoder edit = new EditOutcomeMarketDecoder();
    private final SettleMarketDecoder settle = new SettleMarketDecoder();

    OutcomeAdapter(Engine engine, CommandForm form) {
        this.engine = engine;
        this.form = form;
    }

    /** Calls the engine unless there is no such command yet, or a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        return switch (header.template) {
            case CreateOutcomeMarketDecoder.TEMPLATE_ID -> create(header, command, body, outcome);
            case EditOutcomeMarketDecoder.TEMPLATE_ID -> edit(header, command, body, outcome);
            case SettleMarketDecoder.TEMPLATE_ID -> settle(header, command, body, outcome);
            default -> false;
        };
    }

    private boolean create(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        CreateOutcomeMarketDecoder from = create;
        from.wrap(command, body, CreateOutcomeMarketDecoder.BLOCK_LENGTH, VERSION);
        int prevention = from.selfTradePreventionRaw();
        if (!WireNumber.isPrevention(prevention)) {
            return false;
        }
        MarketSpec spec = new MarketSpec(
                OutcomeWire.word(command, body + CreateOutcomeMarketDecoder.symbolEncodingOffset()),
                OutcomeTerms.NO_ASSET,
                (int) from.quoteAsset(),
                from.tick(),
                from.lot(),
                from.priceMaximum(),
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
        OutcomeTerms terms = new OutcomeTerms(
                MarketKind.OUTCOME,
                from.priceMinimum(),
                from.priceMaximum(),
                header.account,
                false,
                OutcomeWire.hash(
                        command, body + CreateOutcomeMarketDecoder.descriptionHashEncodingOffset()),
                OutcomeWire.word(
                        command, body + CreateOutcomeMarketDecoder.marketTypeEncodingOffset()),
                OutcomeWire.word(
                        command, body + CreateOutcomeMarketDecoder.marketGroupEncodingOffset()),
                form.text(command));
        engine.outcomeMarkets().create(header, spec, terms, outcome);
        return true;
    }

    private boolean edit(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        edit.wrap(command, body, EditOutcomeMarketDecoder.BLOCK_LENGTH, VERSION);
        int pinned = edit.pinned();
        if (!WireNumber.isFlag(pinned)) {
            return false;
        }
        OutcomeTerms words = new OutcomeTerms(
                MarketKind.OUTCOME,
                0,
                0,
                0,
                pinned == 1,
                OutcomeWire.hash(
                        command, body + EditOutcomeMarketDecoder.descriptionHashEncodingOffset()),
                OutcomeWire.word(
                        command, body + EditOutcomeMarketDecoder.marketTypeEncodingOffset()),
                OutcomeWire.word(
                        command, body + EditOutcomeMarketDecoder.marketGroupEncodingOffset()),
                form.text(command));
        engine.outcomeMarkets().edit(header, edit.market(), words, outcome);
        return true;
    }

    private boolean settle(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        settle.wrap(command, body, SettleMarketDecoder.BLOCK_LENGTH, VERSION);
        engine.outcomeMarkets()
                .settle(header, settle.market(), settle.price(), form.text(command), outcome);
        return true;
    }
}
