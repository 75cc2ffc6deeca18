package io.rialto.gateway;

import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.CorrectionPublisher;
import io.rialto.sequencer.RequestContext;

import org.agrona.MutableDirectBuffer;

/**
 * An administrator's correction.
 *
 * @param name which of them
 * @param figure the trade, or the price that is right; 0 where there is none
 */
record CorrectionCommand(String name, long market, long figure, String reason, Encoding encoding)
        implements Command.Other {
    private static final int OF_ACCOUNT = -1;

    /** Puts the command's fields on the wire. */
    @FunctionalInterface
    interface Encoding {
        int encode(
                CorrectionPublisher publisher,
                MutableDirectBuffer buffer,
                RequestContext context,
                CorrectionCommand command);
    }

    static CorrectionCommand bust(long market, long trade, String reason) {
        return new CorrectionCommand(
                "bust",
                market,
                trade,
                reason,
                (to, buffer, context, it) ->
                        to.bust(buffer, 0, context, it.market, it.figure, it.reason));
    }

    static CorrectionCommand undo(long market, String reason) {
        return new CorrectionCommand(
                "void",
                market,
                0,
                reason,
                (to, buffer, context, it) -> to.undo(buffer, 0, context, it.market, it.reason));
    }

    static CorrectionCommand withdraw(long market, String reason) {
        return new CorrectionCommand(
                "withdraw",
                market,
                0,
                reason,
                (to, buffer, context, it) -> to.withdraw(buffer, 0, context, it.market, it.reason));
    }

    static CorrectionCommand correct(long market, long price, String reason) {
        return new CorrectionCommand(
                "correct",
                market,
                price,
                reason,
                (to, buffer, context, it) ->
                        to.correct(buffer, 0, context, it.market, it.figure, it.reason));
    }

    @Override
    public int universe() {
        return OF_ACCOUNT;
    }

    @Override
    public void hash(PayloadHash hash) {
        hash.add("correction").add(name).add(market).add(figure).add(reason);
    }

    @Override
    public int encode(
            CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
        return encoding.encode(publisher.corrections(), buffer, context, this);
    }
}
