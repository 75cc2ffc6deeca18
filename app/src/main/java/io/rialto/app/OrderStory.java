package io.rialto.app;

import io.rialto.protocol.AmendOrderDecoder;
import io.rialto.protocol.CancelAllDecoder;
import io.rialto.protocol.CancelOrderDecoder;
import io.rialto.protocol.PlaceOrderDecoder;
import io.rialto.protocol.ReplaceOrderDecoder;
import io.rialto.protocol.SetMarketStatusDecoder;
import io.rialto.view.AppliedCommand;
import io.rialto.view.BookOrder;
import io.rialto.view.Directory;
import io.rialto.view.OrderInfo;
import io.rialto.view.VenueView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of one order as lines of text, a paragraph for each command that touched it. */
final class OrderStory {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int TRACE_ID_BYTES = 16;
    private static final String TIME = "the passing of time";
    private static final Map<Integer, String> COMMANDS = Map.of(
            0,
            TIME,
            PlaceOrderDecoder.TEMPLATE_ID,
            "PlaceOrder",
            AmendOrderDecoder.TEMPLATE_ID,
            "AmendOrder",
            CancelOrderDecoder.TEMPLATE_ID,
            "CancelOrder",
            ReplaceOrderDecoder.TEMPLATE_ID,
            "ReplaceOrder",
            CancelAllDecoder.TEMPLATE_ID,
            "CancelAll",
            SetMarketStatusDecoder.TEMPLATE_ID,
            "SetMarketStatus");

    private final OrderFigures figures;
    private final boolean showsOthers;
    private final List<String> lines = new ArrayList<>();
    private final long market;
    private final long order;
    private final long account;
    private int commands;

    OrderStory(OrderInfo first, Directory directory, boolean showsOthers) {
        this.showsOthers = showsOthers;
        market = first.market();
        order = first.order();
        account = first.account();
        figures = new OrderFigures(directory, first.market());
        String called = first.clientOrderId().isEmpty() ? "" : ", called " + first.clientOrderId();
        say("order %d of %s (market %d), account %d%s"
                .formatted(order, figures.symbol(), market, account, called));
    }

    /** Its name, in full. */
    String name() {
        return figures.symbol() + ":" + order;
    }

    private void say(String line) {
        lines.add(line);
    }

    /** It was there when what is left of the log begins. */
    void begin(OrderInfo then, VenueView view) {
        say("");
        say(("before event %d, where the log begins: accepted %s, %s at %s, filled %s, %s left,"
                        + " held %s")
                .formatted(
                        view.sequence() + 1,
                        time(then.acceptedAt()),
                        OrderFigures.word(then.side()),
                        figures.price(then.price()),
                        figures.quantity(then.filled()),
                        figures.quantity(then.remaining()),
                        figures.held(then)));
        sayPlace(view);
    }

    /** A command, or time, did something to it. */
    void tell(OrderLife.Cause cause, AppliedCommand command, VenueView view) {
        boolean isOwn = cause.account() == account || cause.actor() == account;
        boolean isTime = cause.template() == 0;
        say("");
        say("%d. %s%s"
                .formatted(
                        ++commands,
                        COMMANDS.getOrDefault(cause.template(), "command " + cause.template()),
                        isOwn || isTime ? "" : " of somebody else"));
        if (!isTime && (isOwn || showsOthers)) {
            item(
                    "gateway",
                    "%d, its command %d, session %d, for user %d as account %d"
                            .formatted(
                                    command.gatewayId(),
                                    command.gatewayNumber(),
                                    command.sessionId(),
                                    cause.actor(),
                                    cause.account()));
            sayTrace(command.trace());
        }
        if (!isTime) {
            item(
                    "logged",
                    "%s, at position %d of the log"
                            .formatted(time(cause.clusterNanos()), cause.logPosition()));
        }
        item("applied", time(command.timeNanos()));
        item("published", "events %d to %d".formatted(command.firstSequence(), command.sequence()));
        OrderEvents events =
                new OrderEvents(figures, market, order, account, showsOthers, this::event);
        command.forEachEvent(events);
        if (events.hasRested()) {
            sayPlace(view);
        }
    }

    private void sayTrace(byte[] trace) {
        if (trace.length >= TRACE_ID_BYTES) {
            item("trace", HexFormat.of().formatHex(trace, 0, TRACE_ID_BYTES));
        }
    }

    private void event(long sequence, String text) {
        item(Long.toString(sequence), text);
    }

    private void item(String name, String text) {
        say("   %-10s %s".formatted(name, text));
    }

    /** Who stands before it at its price; after a command that is who was there before it. */
    private void sayPlace(VenueView view) {
        OrderInfo now = view.order(market, order).orElseThrow();
        long ahead = 0;
        long quantity = 0;
        for (BookOrder other : view.bookOrders(market, now.side())) {
            if (other.order() == order) {
                break;
            }
            if (other.price() == now.price()) {
                ahead++;
                quantity += other.remaining();
            }
        }
        String orders = ahead == 1 ? "order" : "orders";
        item(
                "queue",
                ahead == 0
                        ? "first at its price"
                        : "behind %d %s with %s at its price"
                                .formatted(ahead, orders, figures.quantity(quantity)));
    }

    /** How it stands when there is no more to tell. */
    List<String> end(VenueView view) {
        List<String> all = new ArrayList<>(lines);
        Optional<OrderInfo> now = view.order(market, order).filter(OrderInfo::isOpen);
        lines.clear();
        now.ifPresent(open -> {
            say("");
            say("open after event %d: filled %s, %s left, held %s"
                    .formatted(
                            view.sequence(),
                            figures.quantity(open.filled()),
                            figures.quantity(open.remaining()),
                            figures.held(open)));
            sayPlace(view);
        });
        all.addAll(lines);
        return all;
    }

    static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND)
                .toString();
    }
}
