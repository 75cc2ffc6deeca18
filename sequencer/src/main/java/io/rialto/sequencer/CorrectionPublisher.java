package io.rialto.sequencer;

import io.rialto.protocol.BustTradeEncoder;
import io.rialto.protocol.CorrectSettlementEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.VoidMarketEncoder;
import io.rialto.protocol.WithdrawMarketEncoder;

import org.agrona.MutableDirectBuffer;

/**
 * Encodes the commands that undo, as {@link CommandPublisher} does the others. Each method writes a
 * command and returns its length.
 */
public final class CorrectionPublisher {
    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final BustTradeEncoder bust = new BustTradeEncoder();
    private final VoidMarketEncoder voiding = new VoidMarketEncoder();
    private final CorrectSettlementEncoder correct = new CorrectSettlementEncoder();
    private final WithdrawMarketEncoder withdraw = new WithdrawMarketEncoder();

    CorrectionPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /** Undoes a trade. */
    public int bust(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long trade,
            String reason) {
        bust.wrapAndApplyHeader(buffer, offset, messageHeader).market(market).trade(trade);
        int limit = CommandFields.putText(reason, buffer, bust.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Undoes everything in a market. */
    public int undo(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            String reason) {
        voiding.wrapAndApplyHeader(buffer, offset, messageHeader).market(market);
        int limit = CommandFields.putText(reason, buffer, voiding.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Lets a settled market pay another price, 1e-9 of quote per contract. */
    public int correct(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long price,
            String reason) {
        correct.wrapAndApplyHeader(buffer, offset, messageHeader).market(market).price(price);
        int limit = CommandFields.putText(reason, buffer, correct.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Ends a market in which nothing was ever traded. */
    public int withdraw(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            String reason) {
        withdraw.wrapAndApplyHeader(buffer, offset, messageHeader).market(market);
        int limit = CommandFields.putText(reason, buffer, withdraw.limit());
        return commands.end(buffer, offset, limit, context);
    }
}
