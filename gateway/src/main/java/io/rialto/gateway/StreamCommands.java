package io.rialto.gateway;

import com.google.protobuf.ProtocolMessageEnum;

import io.rialto.identity.Scope;
import io.rialto.protocol.Condition;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.Peg;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Exits;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.ReplaceOrder;
import io.rialto.sequencer.ExitTerms;
import io.rialto.sequencer.ManagedTerms;
import io.rialto.view.Directory;
import io.rialto.view.OrderTrigger;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads commands from messages of the stream. Judges their shape, not their sense. */
final class StreamCommands {
    private StreamCommands() {}

    /**
     * A command that was asked for.
     *
     * @param market that its denial is about, where the command does not say it; else 0
     * @param asset that its denial is about; else 0
     * @param isOfOrder that what it makes is an order
     */
    record Asked(Command command, long market, int asset, boolean isOfOrder) {
        /** Whether it only asks what would be. */
        boolean isPreview() {
            return command instanceof Command.Preview
                    || (command instanceof FurtherOrder further && further.isPreview());
        }

        /** What the numbers of a denial are counted in. */
        Measures measures(Directory directory, int universe) {
            if (command instanceof FurtherOrder further) {
                return Measures.of(further.order(), directory, universe);
            }
            if (market != 0) {
                return Listing.byId(directory, universe, market)
                        .map(Measures::of)
                        .orElse(Measures.NONE);
            }
            return asset != 0
                    ? directory.asset(asset).map(Measures::of).orElse(Measures.NONE)
                    : Measures.of(command, directory, universe);
        }
    }

    /** The command in a message, if it holds one. */
    static Optional<Asked> read(ClientMessage message) {
        return Optional.ofNullable(
                switch (message.getRequestCase()) {
                    case PLACE_ORDER -> place(message.getPlaceOrder(), false);
                    case PREVIEW_ORDER -> place(message.getPreviewOrder().getOrder(), true);
                    case REPLACE_ORDER -> order(replace(message.getReplaceOrder()));
                    case AMEND_ORDER -> order(amend(message.getAmendOrder()));
                    case CANCEL_ORDER -> order(cancel(message.getCancelOrder()));
                    case CANCEL_ALL -> order(cancelAll(message.getCancelAll()));
                    case SET_DEAD_MAN ->
                        order(ProtectionCommand.deadMan(TimeUnit.SECONDS.toNanos(
                                Integer.toUnsignedLong(message.getSetDeadMan().getSeconds()))));
                    case LINK_ORDERS -> Dealings.link(message);
                    case REDEEM_FUND -> Dealings.redeem(message);
                    case EXERCISE_OPTION -> Dealings.exercise(message);
                    case SETTLE_MARKET -> Dealings.settle(message);
                    case TRANSFER -> Dealings.transfer(message);
                    case CLAIM_CODE -> Dealings.claim(message);
                    case SHARE_ACCOUNT -> Dealings.share(message);
                    case CREATE_ALT -> Dealings.createAlt(message);
                    case LIST_ITEM -> Dealings.list(message);
                    case EDIT_ITEM -> Dealings.edit(message);
                    case DELETE_ITEM -> Dealings.delete(message);
                    case BUY_ITEM -> Dealings.buy(message);
                    case AUTHENTICATE,
                            PING,
                            LIST_MARKETS,
                            SET_SUDO,
                            SET_CANCEL_ON_DISCONNECT,
                            SUBSCRIBE_BOOK,
                            SUBSCRIBE_TRADES,
                            SUBSCRIBE_ACCOUNT,
                            SUBSCRIBE_CANDLES,
                            SUBSCRIBE_TICKER,
                            SUBSCRIBE_DEPTH,
                            SUBSCRIBE_MARK,
                            SUBSCRIBE_ORDERS,
                            UNSUBSCRIBE,
                            CALL,
                            REQUEST_NOT_SET -> null;
                });
    }

    /** What a key must be for to send it. */
    static Scope scope(ClientMessage.RequestCase request) {
        return switch (request) {
            case PREVIEW_ORDER -> Scope.READ;
            // Money leaves the account, or somebody else may take it.
            case TRANSFER, SHARE_ACCOUNT -> Scope.WITHDRAW;
            default -> Scope.TRADE;
        };
    }

    private static Asked order(Command command) {
        return new Asked(command, 0, 0, true);
    }

    /** An order, or the question what it would do: one that has exits or is managed where it says so. */
    private static Asked place(PlaceOrder place, boolean isPreview) {
        OrderRequest order = order(place);
        if (place.hasExits()) {
            if (isManaged(place)) {
                throw new ProblemException(
                        Refusal.FIELD_INVALID, "Leave out \"exits\" of an order that is managed");
            }
            return order(new BracketsApi.Bracket(order, exits(place.getExits()), isPreview));
        }
        return isManaged(place)
                ? order(new ManagedOrdersApi.Managed(order, managed(place), isPreview))
                : order(isPreview ? new Command.Preview(order) : new Command.Place(order));
    }

    private static ExitTerms exits(Exits exits) {
        return new ExitTerms(
                exits.getTakeProfitPrice(),
                exits.getTakeProfitLimit(),
                exits.getStopPrice(),
                exits.getStopLimit());
    }

    private static boolean isManaged(PlaceOrder order) {
        return order.getInstructionValue() != 0
                || order.getDisplayQuantity() != 0
                || order.getPegValue() != 0
                || order.getPegOffset() != 0;
    }

    private static ManagedTerms managed(PlaceOrder order) {
        return new ManagedTerms(
                Instruction.get((short) number(order.getInstruction(), 0)),
                order.getDisplayQuantity(),
                Peg.get((short) number(order.getPeg(), 0)),
                order.getPegOffset());
    }

    /** An order that may neither be managed nor have exits. */
    private static OrderRequest plain(PlaceOrder order) {
        if (isManaged(order) || order.hasExits()) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Leave out \"instruction\", \"display_quantity\", \"peg\" and \"exits\": an"
                            + " order is replaced by one without");
        }
        return order(order);
    }

    private static Command.Amend amend(AmendOrder amend) {
        return new Command.Amend(
                new Command.Target(amend.getMarket(), amend.getOrderId(), amend.getClientOrderId()),
                amend.getPrice(),
                amend.getQuantity());
    }

    private static Command.Cancel cancel(CancelOrder cancel) {
        return new Command.Cancel(new Command.Target(
                cancel.getMarket(), cancel.getOrderId(), cancel.getClientOrderId()));
    }

    private static Command.CancelAll cancelAll(CancelAll all) {
        return new Command.CancelAll(all.getMarket(), number(all.getSide(), 0));
    }

    private static Command.Replace replace(ReplaceOrder replace) {
        OrderRequest order = plain(replace.getOrder());
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
                order.getExpiresAt(),
                trigger(order));
    }

    private static OrderTrigger trigger(PlaceOrder order) {
        int condition = number(order.getCondition(), 0);
        return new OrderTrigger(
                condition == 0 ? Condition.NULL_VAL : Condition.get((short) condition),
                order.getTriggerPrice(),
                order.getTrail());
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
