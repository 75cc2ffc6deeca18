package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.MarketFigure;
import io.rialto.engine.Outcome;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.SetDeadManDecoder;
import io.rialto.protocol.SetFeeTierDecoder;
import io.rialto.protocol.SetKillSwitchDecoder;
import io.rialto.protocol.SetMarketFigureDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands about what protects the venue, and calls the engine. */
final class ProtectionAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final CommandForm form;
    private final InstructedAdapter instructed;
    private final SetMarketFigureDecoder setFigure = new SetMarketFigureDecoder();
    private final SetFeeTierDecoder setFeeTier = new SetFeeTierDecoder();
    private final SetKillSwitchDecoder setKillSwitch = new SetKillSwitchDecoder();
    private final SetDeadManDecoder setDeadMan = new SetDeadManDecoder();

    ProtectionAdapter(Engine engine, CommandForm form) {
        this.engine = engine;
        this.form = form;
        instructed = new InstructedAdapter(engine);
    }

    /** Bytes of the fixed fields of such a command; -1 for a template that is none. */
    static int blockLength(int template) {
        return switch (template) {
            case SetMarketFigureDecoder.TEMPLATE_ID -> SetMarketFigureDecoder.BLOCK_LENGTH;
            case SetKillSwitchDecoder.TEMPLATE_ID -> SetKillSwitchDecoder.BLOCK_LENGTH;
            case SetDeadManDecoder.TEMPLATE_ID -> SetDeadManDecoder.BLOCK_LENGTH;
            case SetFeeTierDecoder.TEMPLATE_ID -> SetFeeTierDecoder.BLOCK_LENGTH;
            default -> InstructedAdapter.blockLength(template);
        };
    }

    /** Whether such a command has a text. */
    static boolean hasText(int template) {
        return template == SetMarketFigureDecoder.TEMPLATE_ID
                || template == SetFeeTierDecoder.TEMPLATE_ID
                || template == SetKillSwitchDecoder.TEMPLATE_ID;
    }

    /** Calls the engine unless there is no such command yet, or a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        return switch (header.template) {
            case SetMarketFigureDecoder.TEMPLATE_ID -> setFigure(header, command, body, outcome);
            case SetKillSwitchDecoder.TEMPLATE_ID -> kill(header, command, body, outcome);
            case SetDeadManDecoder.TEMPLATE_ID -> {
                setDeadMan.wrap(command, body, SetDeadManDecoder.BLOCK_LENGTH, VERSION);
                engine.protections().deadMan(header, setDeadMan.nanos(), outcome);
                yield true;
            }
            case SetFeeTierDecoder.TEMPLATE_ID -> setFeeTier(header, command, body, outcome);
            default -> instructed.dispatch(header, command, body, outcome);
        };
    }

    private boolean setFigure(
            CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        SetMarketFigureDecoder from = setFigure;
        from.wrap(command, body, SetMarketFigureDecoder.BLOCK_LENGTH, VERSION);
        int figure = from.figureRaw();
        if (!WireNumber.isFigure(figure)) {
            return false;
        }
        engine.protections()
                .setFigure(
                        header,
                        from.market(),
                        MarketFigure.of(figure),
                        from.value(),
                        form.text(command),
                        outcome);
        return true;
    }

    private boolean setFeeTier(
            CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        SetFeeTierDecoder from = setFeeTier;
        from.wrap(command, body, SetFeeTierDecoder.BLOCK_LENGTH, VERSION);
        int remove = from.remove();
        if (!WireNumber.isFlag(remove)) {
            return false;
        }
        engine.fees()
                .setTier(
                        header,
                        from.market(),
                        from.volume(),
                        from.makerFeePpm(),
                        from.takerFeePpm(),
                        remove == 1,
                        form.text(command),
                        outcome);
        return true;
    }

    private boolean kill(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        SetKillSwitchDecoder from = setKillSwitch;
        from.wrap(command, body, SetKillSwitchDecoder.BLOCK_LENGTH, VERSION);
        int pull = from.pull();
        if (!WireNumber.isFlag(pull)) {
            return false;
        }
        engine.protections().kill(header, from.market(), pull == 1, form.text(command), outcome);
        return true;
    }
}
