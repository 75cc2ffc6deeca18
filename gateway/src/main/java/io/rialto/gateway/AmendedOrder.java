package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.protocol.Side;
import io.rialto.view.OrderInfo;
import io.rialto.view.VenueView;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks up which side an order is of, where its amendment was denied for want of funds: the command
 * does not say it and the answer neither, and without it the numbers are of no known asset.
 */
final class AmendedOrder {
    private AmendedOrder() {}

    /** Whether the side must be looked up before the denial can be told. */
    static boolean isNeeded(Command command, CommandAnswer answer) {
        return command instanceof Command.Amend && answer.code() == Code.INSUFFICIENT_FUNDS;
    }

    /** Tells the denial, in numbers of an asset if the view shows the order. Event loop. */
    static void denial(
            Loop loop,
            long account,
            Command.Amend amend,
            Measures measures,
            CommandAnswer answer,
            Consumer<Problem> told) {
        Duration wait = Duration.ofMillis(loop.venue().config().viewWaitMillis());
        var _ = loop.venue()
                .view()
                .query(answer.sequence(), wait, view -> side(view, account, amend.target()))
                .exceptionally(notShown -> Optional.empty())
                .thenAccept(side -> loop.mailbox()
                        .post(() -> told.accept(measures.with(side).denial(answer))));
    }

    private static Optional<Side> side(VenueView view, long account, Command.Target target) {
        return (target.orderId() == 0
                        ? view.orderByClientOrderId(account, target.clientOrderId())
                        : view.order(target.market(), target.orderId()))
                .map(OrderInfo::side);
    }
}
