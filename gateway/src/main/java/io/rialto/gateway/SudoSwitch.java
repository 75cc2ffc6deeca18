package io.rialto.gateway;

import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SudoSet;
import io.rialto.view.MarketState;
import io.rialto.view.VenueView;

import java.util.List;
import java.util.OptionalLong;

/**
 * Switches an administrator's rights on a connection: says which markets came to exist to it, or
 * ceased to, and ends the subscriptions that it may no longer have.
 */
final class SudoSwitch {
    private SudoSwitch() {}

    /** On the socket's event loop. */
    static void set(OrderSocket socket, StreamHub hub, Asked asked, boolean isOn) {
        boolean isChange = socket.rights().isSudo() != isOn;
        socket.rights().setSudo(isOn);
        Caller who = socket.rights().caller();
        OptionalLong foreign = socket.subscriptions().account();
        boolean endsAccount =
                !isOn && foreign.isPresent() && foreign.getAsLong() != who.accountId();
        if (endsAccount) {
            socket.subscriptions().forgetAccount(foreign.getAsLong());
        }
        socket.ask(asked, view -> {
            if (endsAccount) {
                hub.withdrawAccount(socket, foreign.getAsLong());
            }
            SudoSet.Builder answer =
                    SudoSet.newBuilder().setSudo(isOn).setSequence(view.sequence());
            List<MarketState> hidden = isChange ? hidden(view, who) : List.of();
            for (MarketState state : hidden) {
                if (isOn) {
                    answer.addAppeared(Wire.market(state, view.directory()));
                } else {
                    answer.addWithdrawn(state.info().market());
                    hub.withdraw(socket, state.info().market());
                }
            }
            List<byte[]> parts = Parts.of(
                    asked.in(ServerMessage.newBuilder().setSudoSet(answer), socket.rights())
                            .build());
            socket.mailbox().post(() -> {
                answer.getWithdrawnList().forEach(socket::forget);
                socket.deliver(parts);
            });
        });
    }

    /** What exists to the caller under sudo only. */
    private static List<MarketState> hidden(VenueView view, Caller who) {
        return view.markets().stream()
                .filter(state -> state.info().universe() == who.account().universe())
                .filter(state ->
                        !view.directory().audience(state.info().market()).mayKnow(who.accountId()))
                .toList();
    }
}
