package io.rialto.engine;

import io.rialto.money.Side;

/**
 * Whether the terms of an order make sense by themselves, whatever the market has in its book. Precedence:
 * CLIENT_ORDER_ID_INVALID, PRICE_MISSING, PRICE_NOT_ALLOWED, QUANTITY_MISSING, BUDGET_NOT_ALLOWED,
 * TIME_IN_FORCE_NOT_ALLOWED, EXPIRY_MISSING, EXPIRY_NOT_ALLOWED, EXPIRY_PAST,
 * POST_ONLY_NOT_ALLOWED.
 */
final class Form {

    private Form() {}

    static Code check(PlaceOrder terms, Market market, long now) {
        boolean byMarket = terms.orderType == OrderType.MARKET;
        boolean given = market.isPrice(terms.price);
        if (!terms.clientOrderIdValid) {
            return Code.CLIENT_ORDER_ID_INVALID;
        }
        boolean negative = terms.price < 0 && !market.ofContracts;
        if (!byMarket && (!given || negative)) {
            return Code.PRICE_MISSING;
        }
        if (negative) {
            return Code.PRICE_NOT_ALLOWED;
        }
        if (terms.quantity < 0 || terms.budget < 0 || (terms.quantity == 0 && terms.budget == 0)) {
            return Code.QUANTITY_MISSING;
        }
        boolean budgets = byMarket && terms.side == Side.BUY && !market.hasNegativePrices();
        if (terms.budget != 0 && !budgets) {
            return Code.BUDGET_NOT_ALLOWED;
        }
        boolean immediate =
                terms.timeInForce == TimeInForce.IOC || terms.timeInForce == TimeInForce.FOK;
        if (byMarket && !immediate) {
            return Code.TIME_IN_FORCE_NOT_ALLOWED;
        }
        Code expiry = expiry(terms, now);
        if (expiry != Code.DONE) {
            return expiry;
        }
        return terms.postOnly && immediate ? Code.POST_ONLY_NOT_ALLOWED : Code.DONE;
    }

    private static Code expiry(PlaceOrder terms, long now) {
        boolean timed =
                terms.timeInForce == TimeInForce.GTD || terms.timeInForce == TimeInForce.DAY;
        if (timed && terms.expiresAt <= 0) {
            return Code.EXPIRY_MISSING;
        }
        if (!timed && terms.expiresAt != 0) {
            return Code.EXPIRY_NOT_ALLOWED;
        }
        return timed && terms.expiresAt <= now ? Code.EXPIRY_PAST : Code.DONE;
    }
}
