package io.rialto.gateway;

import io.vertx.core.json.JsonObject;

import java.util.Collection;
import java.util.Map;

/**
 * Why a request to the Binance face was not done, in the codes and words of the Binance API: clients
 * tell errors apart by both.
 *
 * @param status of HTTP
 * @param retryAfterMillis when to try again; 0 for never or at once
 */
record BinanceError(int status, int code, String message, long retryAfterMillis) {
    private static final int NAMED_MAX = 5;
    private static final String PRICE_FILTER = "Filter failure: PRICE_FILTER";
    private static final String LOT_SIZE = "Filter failure: LOT_SIZE";
    private static final String NOTIONAL = "Filter failure: NOTIONAL";
    private static final String MAX_NUM_ORDERS = "Filter failure: MAX_NUM_ORDERS";
    private static final String CLOSED = "Market is closed.";
    private static final BinanceError FORBIDDEN =
            of(401, -2015, "Invalid API-key, IP, or permissions for action.");
    private static final BinanceError BUSY =
            of(503, -1008, "Server is currently overloaded. Please try again in a few minutes.");
    private static final BinanceError AWAY =
            of(503, -1001, "Internal error; unable to process your request. Please try again.");

    /** The venue's own codes, whatever they are of: a denial, or a refusal of this gateway. */
    private static final Map<String, BinanceError> BY_CODE = Map.ofEntries(
            Map.entry("tick", of(-1013, PRICE_FILTER)),
            Map.entry("price-maximum", of(-1013, PRICE_FILTER)),
            Map.entry("price-minimum", of(-1013, PRICE_FILTER)),
            Map.entry("price-missing", missing("price")),
            Map.entry("lot", of(-1013, LOT_SIZE)),
            Map.entry("quantity-minimum", of(-1013, LOT_SIZE)),
            Map.entry("quantity-maximum", of(-1013, LOT_SIZE)),
            Map.entry("notional-minimum", of(-1013, NOTIONAL)),
            Map.entry("notional-maximum", of(-1013, NOTIONAL)),
            Map.entry("price-band", of(-1013, "Filter failure: PERCENT_PRICE_BY_SIDE")),
            Map.entry("position-maximum", of(-1013, "Filter failure: MAX_POSITION")),
            Map.entry("open-orders-account", of(-1013, MAX_NUM_ORDERS)),
            Map.entry("open-orders-market", of(-1013, MAX_NUM_ORDERS)),
            Map.entry("market-unknown", symbol()),
            Map.entry("market-paused", of(-1013, CLOSED)),
            Map.entry("market-closed", of(-1013, CLOSED)),
            Map.entry("market-semi-paused", of(-1013, CLOSED)),
            Map.entry("market-settled", of(-1013, CLOSED)),
            Map.entry("market-void", of(-1013, CLOSED)),
            Map.entry("insufficient-funds", funds()),
            Map.entry("client-order-id-taken", of(-2010, "Duplicate order sent.")),
            Map.entry(
                    "client-order-id-invalid",
                    of(-1100, "Illegal characters found in parameter 'newClientOrderId'.")),
            Map.entry("post-only-would-take", of(-2010, "Order would immediately match and take.")),
            Map.entry("trigger-reached", of(-2010, "Order would trigger immediately.")),
            Map.entry("trigger-price-invalid", of(-1013, PRICE_FILTER)),
            Map.entry(
                    "fill-or-kill-unfillable",
                    of(-2010, "Order could not be filled immediately and was not placed.")),
            Map.entry("order-unknown", unknownOrder()),
            Map.entry("rate-limited", tooMany(0)),
            Map.entry("too-many-in-flight", tooMany(0)),
            Map.entry("locked-out", tooMany(0)),
            Map.entry(
                    "outcome-unknown",
                    of(
                            503,
                            -1007,
                            "Timeout waiting for response from backend"
                                    + " server. Send status unknown; execution status unknown.")),
            Map.entry("venue-unavailable", AWAY),
            Map.entry("venue-out-of-room", BUSY),
            Map.entry("view-behind", AWAY),
            Map.entry("view-busy", BUSY),
            Map.entry("history-unavailable", AWAY),
            Map.entry("identity-unavailable", AWAY),
            Map.entry("signature-invalid", signature()),
            Map.entry("key-invalid", FORBIDDEN),
            Map.entry("address-forbidden", FORBIDDEN),
            Map.entry("scope-missing", FORBIDDEN),
            Map.entry("token-invalid", FORBIDDEN));

    /** With the usual status. */
    static BinanceError of(int code, String message) {
        return of(400, code, message);
    }

    static BinanceError of(int status, int code, String message) {
        return new BinanceError(status, code, message, 0);
    }

    static BinanceError missing(String parameter) {
        return of(
                -1102,
                "Mandatory parameter '" + parameter
                        + "' was not sent, was empty/null, or malformed.");
    }

    static BinanceError malformed(String parameter) {
        return of(-1100, "Illegal characters found in parameter '" + parameter + "'.");
    }

    /** Of the parameters sent some are not taken. */
    static BinanceError unread(int read, int sent, Collection<String> left) {
        return of(
                -1104,
                "Not all sent parameters were read; read '" + read + "' parameter(s) but was sent '"
                        + sent + "': not taken here: "
                        + String.join(", ", left.stream().limit(NAMED_MAX).toList()) + ".");
    }

    /** A parameter that others of the same call leave no room for. */
    static BinanceError notRequired(String parameter) {
        return of(-1106, "Parameter '" + parameter + "' sent when not required.");
    }

    static BinanceError combination() {
        return of(-1128, "Combination of optional parameters invalid.");
    }

    static BinanceError symbol() {
        return of(-1121, "Invalid symbol.");
    }

    static BinanceError funds() {
        return of(-2010, "Account has insufficient balance for requested action.");
    }

    static BinanceError signature() {
        return of(-1022, "Signature for this request is not valid.");
    }

    static BinanceError key() {
        return of(401, -2014, "API-key format invalid.");
    }

    static BinanceError unsupported() {
        return of(-1020, "This operation is not supported.");
    }

    static BinanceError unknownOrder() {
        return of(-2011, "Unknown order sent.");
    }

    static BinanceError noOrder() {
        return of(-2013, "Order does not exist.");
    }

    static BinanceError tooMany(long retryAfterMillis) {
        return new BinanceError(
                429,
                -1003,
                "Too much request weight used; please use WebSocket streams for live updates.",
                retryAfterMillis);
    }

    /** The face's word for a problem of the venue. */
    static BinanceError of(Problem problem) {
        BinanceError known = BY_CODE.get(problem.code());
        if (known != null) {
            return new BinanceError(
                    known.status(), known.code(), known.message(), problem.retryAfterMillis());
        }
        // What the engine has denied, and what is wrong with us.
        return problem.sequence() > 0
                ? of(-2010, problem.title() + ".")
                : of(problem.status(), -1000, problem.title() + ".");
    }

    JsonObject json() {
        return new JsonObject().put("code", code).put("msg", message);
    }

    /** Ends a request with an error. */
    RefusedException refused() {
        return new RefusedException(this);
    }

    /** A request that cannot be done. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient BinanceError error;

        RefusedException(BinanceError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        BinanceError error() {
            return error;
        }
    }
}
