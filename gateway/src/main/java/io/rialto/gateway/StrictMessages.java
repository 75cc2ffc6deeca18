package io.rialto.gateway;

import com.google.protobuf.Message;

import io.rialto.protocol.v1.ClientMessage;

/** Refuses what this version of the protocol does not know, instead of ignoring it. */
final class StrictMessages {
    private StrictMessages() {}

    /**
     * Checks a message and what is in it.
     *
     * @throws ProblemException if it has an unknown field
     */
    static void check(ClientMessage message) {
        checkOne(message);
        switch (message.getRequestCase()) {
            case AUTHENTICATE -> checkOne(message.getAuthenticate());
            case PING -> checkOne(message.getPing());
            case LIST_MARKETS -> checkOne(message.getListMarkets());
            case SET_SUDO -> checkOne(message.getSetSudo());
            case SET_CANCEL_ON_DISCONNECT -> checkOne(message.getSetCancelOnDisconnect());
            case SET_DEAD_MAN -> checkOne(message.getSetDeadMan());
            case PLACE_ORDER -> checkOne(message.getPlaceOrder());
            case AMEND_ORDER -> checkOne(message.getAmendOrder());
            case CANCEL_ORDER -> checkOne(message.getCancelOrder());
            case REPLACE_ORDER -> {
                checkOne(message.getReplaceOrder());
                checkOne(message.getReplaceOrder().getOrder());
            }
            case CANCEL_ALL -> checkOne(message.getCancelAll());
            case PREVIEW_ORDER -> {
                checkOne(message.getPreviewOrder());
                checkOne(message.getPreviewOrder().getOrder());
            }
            case SUBSCRIBE_BOOK -> checkOne(message.getSubscribeBook());
            case SUBSCRIBE_TRADES -> checkOne(message.getSubscribeTrades());
            case SUBSCRIBE_ACCOUNT -> checkOne(message.getSubscribeAccount());
            case SUBSCRIBE_CANDLES -> checkOne(message.getSubscribeCandles());
            case SUBSCRIBE_TICKER -> checkOne(message.getSubscribeTicker());
            case SUBSCRIBE_DEPTH -> checkOne(message.getSubscribeDepth());
            case SUBSCRIBE_MARK -> checkOne(message.getSubscribeMark());
            case SUBSCRIBE_ORDERS -> checkOne(message.getSubscribeOrders());
            case UNSUBSCRIBE -> {
                checkOne(message.getUnsubscribe());
                checkOne(message.getUnsubscribe().getCandles());
                checkOne(message.getUnsubscribe().getDepth());
            }
            case LINK_ORDERS,
                    REDEEM_FUND,
                    EXERCISE_OPTION,
                    SETTLE_MARKET,
                    TRANSFER,
                    CLAIM_CODE,
                    SHARE_ACCOUNT,
                    CREATE_ALT,
                    LIST_ITEM,
                    EDIT_ITEM,
                    DELETE_ITEM,
                    BUY_ITEM,
                    CALL -> checkAll(message);
            case REQUEST_NOT_SET -> {}
        }
    }

    /** The same of all messages in it: slower than by name, for what is rare. */
    private static void checkAll(Message message) {
        checkOne(message);
        message.getAllFields().values().forEach(value -> {
            if (value instanceof Message within) {
                checkAll(within);
            }
        });
    }

    private static void checkOne(Message message) {
        if (!message.getUnknownFields().isEmpty()) {
            int field = message.getUnknownFields().asMap().keySet().iterator().next();
            throw new ProblemException(
                    Refusal.FIELD_UNKNOWN,
                    "Leave out field "
                            + field
                            + " of "
                            + message.getDescriptorForType().getName()
                            + ": it does not exist here");
        }
    }
}
