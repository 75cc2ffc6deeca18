package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.MarketKind;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OptionTerms;
import io.rialto.engine.Outcome;
import io.rialto.engine.OutcomeTerms;
import io.rialto.protocol.CreateOptionDecoder;
import io.rialto.protocol.ExerciseOptionDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands about options and calls the engine. */
final class OptionAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final CommandForm form;
    private final CreateOptionDecoder create = new CreateOptionDecoder();
    private final ExerciseOptionDecoder exercise = new ExerciseOptionDecoder();

    OptionAdapter(Engine engine, CommandForm form) {
        this.engine = engine;
        this.form = form;
    }

    /** Calls the engine unless there is no such command yet, or a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        return switch (header.template) {
            case CreateOptionDecoder.TEMPLATE_ID -> create(header, command, body, outcome);
            case ExerciseOptionDecoder.TEMPLATE_ID -> exercise(header, command, body, outcome);
            default -> false;
        };
    }

    private boolean create(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        CreateOptionDecoder from = create;
        from.wrap(command, body, CreateOptionDecoder.BLOCK_LENGTH, VERSION);
        if (!WireNumber.isPrevention(from.selfTradePreventionRaw())
                || !WireNumber.isFlag(from.call())) {
            return false;
        }
        OptionTerms terms = new OptionTerms(
                from.underlying(), from.call() == 1, from.strike(), from.expiresAt());
        engine.options().create(header, spec(command, body), words(command, body), terms, outcome);
        return true;
    }

    private MarketSpec spec(DirectBuffer command, int body) {
        CreateOptionDecoder from = create;
        return new MarketSpec(
                OutcomeWire.word(command, body + CreateOptionDecoder.symbolEncodingOffset()),
                OutcomeTerms.NO_ASSET,
                (int) from.quoteAsset(),
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
                WireNumber.prevention(from.selfTradePreventionRaw()),
                MarketStatus.OPEN);
    }

    private OutcomeTerms words(DirectBuffer command, int body) {
        return new OutcomeTerms(
                MarketKind.OPTION,
                0,
                0,
                0,
                false,
                OutcomeWire.hash(
                        command, body + CreateOptionDecoder.descriptionHashEncodingOffset()),
                OutcomeWire.word(command, body + CreateOptionDecoder.marketTypeEncodingOffset()),
                OutcomeWire.word(command, body + CreateOptionDecoder.marketGroupEncodingOffset()),
                form.text(command));
    }

    private boolean exercise(
            CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        exercise.wrap(command, body, ExerciseOptionDecoder.BLOCK_LENGTH, VERSION);
        engine.options()
                .exercise(
                        header,
                        exercise.market(),
                        exercise.contract(),
                        exercise.quantity(),
                        outcome);
        return true;
    }
}
