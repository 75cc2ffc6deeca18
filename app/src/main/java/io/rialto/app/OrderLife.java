package io.rialto.app;

import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.LogReplay;
import io.rialto.view.AppliedCommand;
import io.rialto.view.MarketInfo;
import io.rialto.view.OrderInfo;
import io.rialto.view.VenueView;

import org.agrona.DirectBuffer;

import java.util.List;
import java.util.TreeMap;

/**
 * Looks on while a venue's log is replayed, and tells the life of one order: who sent what when,
 * what it caused, where in the queue the order came to stand, what was posted for it.
 */
final class OrderLife implements LogReplay.Witness {
    private final OrderName name;
    private final boolean showsOthers;
    private final VenueView view = new VenueView();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final CommandHeaderDecoder commandHeader = new CommandHeaderDecoder();
    private final TreeMap<Long, OrderStory> stories = new TreeMap<>();
    private Cause cause = Cause.TIME;

    /**
     * What drove the machine last.
     *
     * @param template of the command; 0 for the passing of time
     * @param actor who sent it
     * @param account that it was sent for
     * @param clusterNanos when the cluster logged it
     * @param logPosition where it stands
     */
    record Cause(int template, long actor, long account, long clusterNanos, long logPosition) {
        static final Cause TIME = new Cause(0, 0, 0, 0, 0);
    }

    /**
     * Of an order that may not be there.
     *
     * @param showsOthers whether the accounts that it met are named
     */
    OrderLife(OrderName name, boolean showsOthers) {
        this.name = name;
        this.showsOthers = showsOthers;
        view.addListener(this::onApplied);
    }

    /** The full names of the orders that the name fits. */
    List<String> names() {
        return stories.values().stream().map(OrderStory::name).toList();
    }

    /** The life of the only order that the name fits, as lines of text. */
    List<String> lines() {
        return stories.firstEntry().getValue().end(view);
    }

    @Override
    public void onStateRecord(DirectBuffer record, int offset, int length) {
        view.onStateRecord(record, offset, length);
        if (view.sequence() != 0) {
            view.directory().markets().forEach(this::begin);
        }
    }

    /** An order that was open when the log that is still there began. */
    private void begin(MarketInfo market) {
        if (name.names(market, name.order())) {
            view.order(market.market(), name.order())
                    .ifPresent(order -> story(order).begin(order, view));
        }
    }

    private OrderStory story(OrderInfo order) {
        return stories.computeIfAbsent(
                order.market(), key -> new OrderStory(order, view.directory(), showsOthers));
    }

    @Override
    public void onCommand(
            long clusterNanos, long logPosition, DirectBuffer command, int offset, int length) {
        int headers = MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;
        if (length < headers) {
            // No command: the engine passes over it, and so do we.
            return;
        }
        messageHeader.wrap(command, offset);
        commandHeader.wrap(command, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        cause = new Cause(
                messageHeader.templateId(),
                commandHeader.actor(),
                commandHeader.account(),
                clusterNanos,
                logPosition);
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length) {
        view.onFrame(frame, offset, length);
    }

    private void onApplied(VenueView applied, AppliedCommand command) {
        for (int i = 0; i < command.orders(); i++) {
            OrderInfo order = command.order(i);
            if (order.order() == name.order()
                    && name.names(market(applied, order), order.order())) {
                // What time caused has a frame of its own, before that of the command.
                boolean isTime = command.gatewayId() == 0 && command.actor() == 0;
                Cause of = isTime ? Cause.TIME : cause;
                story(order).tell(of, command, applied);
            }
        }
    }

    private static MarketInfo market(VenueView view, OrderInfo order) {
        return view.market(order.market()).orElseThrow().info();
    }
}
