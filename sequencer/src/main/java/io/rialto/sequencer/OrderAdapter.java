package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.OrderTarget;
import io.rialto.engine.Outcome;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.Preview;
import io.rialto.engine.ReplaceMode;
import io.rialto.protocol.AmendOrderDecoder;
import io.rialto.protocol.CancelAllDecoder;
import io.rialto.protocol.CancelOrderDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PlaceOrderDecoder;
import io.rialto.protocol.PreviewOrderDecoder;
import io.rialto.protocol.ReplaceOrderDecoder;

import org.agrona.DirectBuffer;

/** The commands about orders, for a {@link CommandAdapter}. */
final class OrderAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final PlaceOrder terms = new PlaceOrder();
    private final ConditionalAdapter conditional;
    private final ManagedAdapter managed;
    private final BracketAdapter brackets;
    private final AuctionAdapter auctions;
    private final OrderTarget target = new OrderTarget();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final AmendOrderDecoder amendOrder = new AmendOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final CancelAllDecoder cancelAll = new CancelAllDecoder();
    private final PreviewOrderDecoder previewOrder = new PreviewOrderDecoder();

    OrderAdapter(Engine engine) {
        this.engine = engine;
        conditional = new ConditionalAdapter(engine);
        managed = new ManagedAdapter(engine);
        brackets = new BracketAdapter(engine);
        auctions = new AuctionAdapter(engine);
    }

    /** Calls the engine unless a field has no such value. */
    boolean dispatch(
            CommandHeader header,
            DirectBuffer command,
            int body,
            Outcome outcome,
            Preview preview) {
        return switch (header.template) {
            case PlaceOrderDecoder.TEMPLATE_ID -> place(header, command, body, outcome);
            case AmendOrderDecoder.TEMPLATE_ID -> amend(header, command, body, outcome);
            case CancelOrderDecoder.TEMPLATE_ID -> cancel(header, command, body, outcome);
            case ReplaceOrderDecoder.TEMPLATE_ID -> replace(header, command, body, outcome);
            case CancelAllDecoder.TEMPLATE_ID -> cancelAll(header, command, body, outcome);
            case PreviewOrderDecoder.TEMPLATE_ID ->
                preview(header, command, body, outcome, preview);
            default ->
                engine.hasMoreCommands() && dispatchMore(header, command, body, outcome, preview);
        };
    }

    private boolean dispatchMore(
            CommandHeader header,
            DirectBuffer command,
            int body,
            Outcome outcome,
            Preview preview) {
        return conditional.dispatch(header, command, body, outcome, preview)
                || managed.dispatch(header, command, body, outcome, preview)
                || brackets.dispatch(header, command, body, outcome, preview)
                || auctions.dispatch(header, command, body, outcome);
    }

    private boolean place(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        PlaceOrderDecoder from = placeOrder;
        from.wrap(command, body, PlaceOrderDecoder.BLOCK_LENGTH, VERSION);
        if (!enums(
                from.sideRaw(),
                from.orderTypeRaw(),
                from.timeInForceRaw(),
                from.selfTradePreventionRaw(),
                from.postOnly())) {
            return false;
        }
        terms.clientOrderIdValid = WireText.get(
                command,
                body + PlaceOrderDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.budget = from.budget();
        terms.expiresAt = from.expiresAt();
        engine.placeOrder(header, terms, outcome);
        return true;
    }

    private boolean amend(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        amendOrder.wrap(command, body, AmendOrderDecoder.BLOCK_LENGTH, VERSION);
        target(
                amendOrder.market(),
                amendOrder.orderId(),
                command,
                body + AmendOrderDecoder.targetClientOrderIdEncodingOffset());
        engine.amendOrder(header, target, amendOrder.price(), amendOrder.quantity(), outcome);
        return true;
    }

    private boolean cancel(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        cancelOrder.wrap(command, body, CancelOrderDecoder.BLOCK_LENGTH, VERSION);
        target(
                cancelOrder.market(),
                cancelOrder.orderId(),
                command,
                body + CancelOrderDecoder.targetClientOrderIdEncodingOffset());
        engine.cancelOrder(header, target, outcome);
        return true;
    }

    private boolean replace(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        ReplaceOrderDecoder from = replaceOrder;
        from.wrap(command, body, ReplaceOrderDecoder.BLOCK_LENGTH, VERSION);
        int mode = from.modeRaw();
        if (!WireNumber.isReplaceMode(mode)
                || !enums(
                        from.sideRaw(),
                        from.orderTypeRaw(),
                        from.timeInForceRaw(),
                        from.selfTradePreventionRaw(),
                        from.postOnly())) {
            return false;
        }
        target(
                from.market(),
                from.orderId(),
                command,
                body + ReplaceOrderDecoder.targetClientOrderIdEncodingOffset());
        terms.clientOrderIdValid = WireText.get(
                command,
                body + ReplaceOrderDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.budget = from.budget();
        terms.expiresAt = from.expiresAt();
        engine.replaceOrder(header, target, ReplaceMode.of(mode), terms, outcome);
        return true;
    }

    private boolean cancelAll(
            CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        cancelAll.wrap(command, body, CancelAllDecoder.BLOCK_LENGTH, VERSION);
        engine.cancelAll(header, cancelAll.market(), cancelAll.side(), outcome);
        return true;
    }

    private boolean preview(
            CommandHeader header,
            DirectBuffer command,
            int body,
            Outcome outcome,
            Preview preview) {
        PreviewOrderDecoder from = previewOrder;
        from.wrap(command, body, PreviewOrderDecoder.BLOCK_LENGTH, VERSION);
        if (!enums(
                from.sideRaw(),
                from.orderTypeRaw(),
                from.timeInForceRaw(),
                from.selfTradePreventionRaw(),
                from.postOnly())) {
            return false;
        }
        terms.clientOrderIdValid = WireText.get(
                command,
                body + PreviewOrderDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.budget = from.budget();
        terms.expiresAt = from.expiresAt();
        engine.previewOrder(header, terms, outcome, preview);
        return true;
    }

    /** Names the order meant; an id that no order can have comes out as none, which is unknown. */
    private void target(long market, long orderId, DirectBuffer command, int idIndex) {
        target.market = market;
        target.orderId = orderId;
        WireText.get(command, idIndex, target.clientOrderId);
    }

    private boolean enums(int side, int orderType, int timeInForce, int prevention, int postOnly) {
        if (!WireNumber.isFlag(postOnly)
                || !OrderWords.read(terms, side, orderType, timeInForce, prevention)) {
            return false;
        }
        terms.postOnly = postOnly == 1;
        return true;
    }
}
