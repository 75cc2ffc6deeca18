package io.rialto.gateway;

import com.google.protobuf.ProtocolMessageEnum;

import io.rialto.protocol.OrderType;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.ReplaceOrder;
import io.rialto.view.Directory;

import java.util.Optional;

/** Reads commands from messages of the stream. Judges their shape, not their sense. */
final class StreamCommands {
    private StreamCommands() {}

    /** A command, and what the numbers of its denial are counted in. */
    record Read(Command command, Measures measures) {}

    /** The command in a message, if it holds one. */
    static Optional<Read> read(ClientMessage message, Directory directory, int universe) {
        return switch (message.getRequestCase()) {
            case PLACE_ORDER -> {
                OrderRequest order = order(message.getPlaceOrder());
                yield read(new Command.Place(order), order, directory, universe);
            }
            case PREVIEW_ORDER -> {
                OrderRequest order = order(message.getPreviewOrder().getOrder());
                yield read(new Command.Preview(order), order, directory, universe);
            }
            case REPLACE_ORDER -> {
                Command.Replace replace = replace(message.getReplaceOrder());
                yield read(replace, replace.order(), directory, universe);
            }
            case AMEND_ORDER -> {
                AmendOrder amend = message.getAmendOrder();
                Command.Target target = new Command.Target(
                        amend.getMarket(), amend.getOrderId(), amend.getClientOrderId());
                yield read(
                        new Command.Amend(target, amend.getPrice(), amend.getQuantity()),
                        target.market(),
                        directory,
                        universe);
            }
            case CANCEL_ORDER -> {
                CancelOrder cancel = message.getCancelOrder();
                Command.Target target = new Command.Target(
                        cancel.getMarket(), cancel.getOrderId(), cancel.getClientOrderId());
                yield read(new Command.Cancel(target), target.market(), directory, universe);
            }
            case CANCEL_ALL -> {
                CancelAll all = message.getCancelAll();
                yield read(
                        new Command.CancelAll(all.getMarket(), number(all.getSide(), 0)),
                        all.getMarket(),
                        directory,
                        universe);
            }
            case AUTHENTICATE,
                    PING,
                    LIST_MARKETS,
                    SUBSCRIBE_BOOK,
                    SUBSCRIBE_TRADES,
                    SUBSCRIBE_ACCOUNT,
                    UNSUBSCRIBE,
                    REQUEST_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<Read> read(
            Command command, OrderRequest order, Directory directory, int universe) {
        Measures measures = Listing.byId(directory, universe, order.market())
                .map(listing -> Measures.of(listing, order.side()))
                .orElse(Measures.NONE);
        return Optional.of(new Read(command, measures));
    }

    private static Optional<Read> read(
            Command command, long market, Directory directory, int universe) {
        Measures measures =
                Listing.byId(directory, universe, market).map(Measures::of).orElse(Measures.NONE);
        return Optional.of(new Read(command, measures));
    }

    private static Command.Replace replace(ReplaceOrder replace) {
        OrderRequest order = order(replace.getOrder());
        return new Command.Replace(
                new Command.Target(
                        order.market(),
                        replace.getCancelOrderId(),
                        replace.getCancelClientOrderId()),
                ReplaceMode.get(
                        (short) number(replace.getMode(), ReplaceMode.STOP_ON_FAILURE.value())),
                order);
    }

    private static OrderRequest order(PlaceOrder order) {
        int side = number(order.getSide(), 0);
        if (side == 0) {
            throw new ProblemException(Refusal.FIELD_MISSING, "Add field \"side\"");
        }
        OrderType type =
                OrderType.get((short) number(order.getOrderType(), OrderType.LIMIT.value()));
        TimeInForce standard = type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        return new OrderRequest(
                order.getMarket(),
                order.getClientOrderId(),
                Side.get((short) side),
                type,
                TimeInForce.get((short) number(order.getTimeInForce(), standard.value())),
                SelfTradePrevention.get((short) number(
                        order.getSelfTradePrevention(),
                        SelfTradePrevention.MARKET_DEFAULT.value())),
                order.getPostOnly(),
                order.getPrice(),
                order.getQuantity(),
                order.getBudget(),
                order.getExpiresAt());
    }

    /** The number of an enum's value, which is that of the venue's wire; 0 is the standard. */
    private static <E extends Enum<E> & ProtocolMessageEnum> int number(E value, int standard) {
        if (value.name().equals("UNRECOGNIZED")) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Field of " + value.getDeclaringClass().getSimpleName() + " is out of range");
        }
        return value.getNumber() == 0 ? standard : value.getNumber();
    }
}
