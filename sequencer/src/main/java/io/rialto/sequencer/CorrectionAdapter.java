package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Corrections;
import io.rialto.engine.Engine;
import io.rialto.engine.Outcome;
import io.rialto.protocol.BustTradeDecoder;
import io.rialto.protocol.CorrectSettlementDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.VoidMarketDecoder;
import io.rialto.protocol.WithdrawMarketDecoder;

import org.agrona.DirectBuffer;

/** Decodes the commands that undo, and calls the engine. Each has a text, its reason. */
final class CorrectionAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;
    private static final int NONE = -1;

    private final Engine engine;
    private final CommandForm form;
    private final BustTradeDecoder bust = new BustTradeDecoder();
    private final VoidMarketDecoder voiding = new VoidMarketDecoder();
    private final CorrectSettlementDecoder correct = new CorrectSettlementDecoder();
    private final WithdrawMarketDecoder withdraw = new WithdrawMarketDecoder();

    CorrectionAdapter(Engine engine, CommandForm form) {
        this.engine = engine;
        this.form = form;
    }

    /** Whether there is such a command here. */
    static boolean knows(int template) {
        return blockLength(template) != NONE;
    }

    static int blockLength(int template) {
        return switch (template) {
            case BustTradeDecoder.TEMPLATE_ID -> BustTradeDecoder.BLOCK_LENGTH;
            case VoidMarketDecoder.TEMPLATE_ID -> VoidMarketDecoder.BLOCK_LENGTH;
            case CorrectSettlementDecoder.TEMPLATE_ID -> CorrectSettlementDecoder.BLOCK_LENGTH;
            case WithdrawMarketDecoder.TEMPLATE_ID -> WithdrawMarketDecoder.BLOCK_LENGTH;
            default -> NONE;
        };
    }

    /** Calls the engine unless the rules in force do not know the command. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (!engine.hasMoreCommands()) {
            return false;
        }
        Corrections to = engine.corrections();
        String reason = form.text(command);
        switch (header.template) {
            case BustTradeDecoder.TEMPLATE_ID -> {
                bust.wrap(command, body, BustTradeDecoder.BLOCK_LENGTH, VERSION);
                to.bustTrade(header, bust.market(), bust.trade(), reason, outcome);
            }
            case VoidMarketDecoder.TEMPLATE_ID -> {
                voiding.wrap(command, body, VoidMarketDecoder.BLOCK_LENGTH, VERSION);
                to.voidMarket(header, voiding.market(), reason, outcome);
            }
            case CorrectSettlementDecoder.TEMPLATE_ID -> {
                correct.wrap(command, body, CorrectSettlementDecoder.BLOCK_LENGTH, VERSION);
                to.correctSettlement(header, correct.market(), correct.price(), reason, outcome);
            }
            default -> {
                withdraw.wrap(command, body, WithdrawMarketDecoder.BLOCK_LENGTH, VERSION);
                to.withdrawMarket(header, withdraw.market(), reason, outcome);
            }
        }
        return true;
    }
}
