package io.rialto.gateway;

import java.util.Locale;

/**
 * Why the gateway itself refuses a request, before the engine has seen it or without it. Nothing
 * was done, except for {@link #OUTCOME_UNKNOWN}. Codes on the wire are these names in lower case
 * with dashes; the engine's denials share the same name space.
 */
enum Refusal {
    JSON_INVALID(400, "The body is not valid JSON"),
    FIELD_UNKNOWN(400, "The body has a field that does not exist here"),
    FIELD_MISSING(400, "A required field is missing"),
    FIELD_INVALID(400, "A field has a value that it cannot have"),
    PARAMETER_INVALID(400, "A parameter has a value that it cannot have"),
    IDEMPOTENCY_KEY_INVALID(400, "The idempotency key cannot be used"),
    REQUEST_INVALID(400, "The request cannot be understood"),
    UNAUTHENTICATED(401, "Sign in first"),
    TOKEN_INVALID(401, "The token is not valid here"),
    TOKEN_EXPIRED(401, "The token has expired"),
    ADMINISTRATOR_ONLY(403, "Only an administrator may do this"),
    ORIGIN_FORBIDDEN(403, "This page's origin may not open a stream"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    MEDIA_TYPE_UNSUPPORTED(415, "The body must be JSON"),
    UPGRADE_REQUIRED(426, "This address speaks WebSocket"),
    RATE_LIMITED(429, "Too many requests"),
    TOO_MANY_IN_FLIGHT(429, "Too many requests are unanswered"),
    TOO_MANY_SUBSCRIPTIONS(429, "Too many subscriptions on this connection"),
    ALREADY_SUBSCRIBED(409, "This connection is already subscribed to that"),
    SUBSCRIPTION_UNKNOWN(404, "This connection has no such subscription"),
    INTERNAL(500, "The gateway has failed"),
    VENUE_UNAVAILABLE(503, "The venue cannot be reached"),
    VENUE_OUT_OF_ROOM(503, "The venue has no room to record commands"),
    VIEW_BEHIND(503, "This gateway's view has not caught up"),
    VIEW_BUSY(503, "This gateway has too many queries to answer"),
    VIEW_CLOSED(503, "This gateway has lost its view of the venue"),
    HISTORY_UNAVAILABLE(503, "The history is not available here"),
    OUTCOME_UNKNOWN(504, "It is not known whether this was done");

    private final int status;
    private final String title;
    private final String wireName;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
        this.wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    /** For people; the same for every occurrence. */
    String title() {
        return title;
    }

    /** The code on the wire. */
    String wireName() {
        return wireName;
    }
}
