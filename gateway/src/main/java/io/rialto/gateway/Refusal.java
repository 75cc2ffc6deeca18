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
    PICTURE_INVALID(400, "This is no picture"),
    REQUEST_INVALID(400, "The request cannot be understood"),
    UNAUTHENTICATED(401, "Sign in first"),
    TOKEN_INVALID(401, "The token is not valid here"),
    TOKEN_EXPIRED(401, "The token has expired"),
    SESSION_ENDED(401, "The session is over"),
    REFRESH_REUSED(401, "The refresh token was used before"),
    CREDENTIALS_INVALID(401, "The name, the password or the code is wrong"),
    SECOND_FACTOR_REQUIRED(401, "A code of the second factor is needed"),
    KEY_INVALID(401, "There is no such API key"),
    SIGNATURE_INVALID(401, "The signature is not right"),
    SIGNATURE_TIME(401, "The signature is not of this time"),
    SIGNATURE_REPLAYED(401, "The signature was used before"),
    PROVIDER_REFUSED(401, "The provider did not confirm who you are"),
    ADDRESS_FORBIDDEN(403, "Not from this address"),
    SCOPE_MISSING(403, "The credential is not for this"),
    PERSON_ONLY(403, "Only somebody who has signed in may do this"),
    SIGN_UP_CLOSED(403, "Signing up is not open"),
    CODE_INVALID(403, "The code is of no use"),
    ADMINISTRATOR_ONLY(403, "Only an administrator may do this"),
    ORIGIN_FORBIDDEN(403, "This page's origin may not open a stream"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    HISTORY_NOT_KEPT(410, "The history does not reach back so far"),
    PICTURE_TOO_LARGE(413, "The picture is too large"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    MEDIA_TYPE_UNSUPPORTED(415, "The body must be JSON"),
    UPGRADE_REQUIRED(426, "This address speaks WebSocket"),
    RATE_LIMITED(429, "Too many requests"),
    TOO_MANY_IN_FLIGHT(429, "Too many requests are unanswered"),
    LOCKED_OUT(429, "Too many wrong attempts"),
    TOO_MANY_SUBSCRIPTIONS(429, "Too many subscriptions"),
    TOO_MANY_STREAMS(429, "Too many streams of one user"),
    CONFLICT(409, "It is so already, or is being changed"),
    LOGIN_TAKEN(409, "The e-mail or name is taken"),
    PASSWORD_UNFIT(422, "The password cannot be used"),
    IDENTITY_LIMIT(422, "There is a limit to this"),
    ALREADY_SUBSCRIBED(409, "This connection is already subscribed to that"),
    SUBSCRIPTION_UNKNOWN(404, "This connection has no such subscription"),
    INTERNAL(500, "The gateway has failed"),
    VENUE_UNAVAILABLE(503, "The venue cannot be reached"),
    VENUE_OUT_OF_ROOM(503, "The venue has no room to record commands"),
    VIEW_BEHIND(503, "This gateway's view has not caught up"),
    VIEW_BUSY(503, "This gateway has too many queries to answer"),
    VIEW_CLOSED(503, "This gateway has lost its view of the venue"),
    HISTORY_UNAVAILABLE(503, "The history is not available here"),
    PICTURES_UNAVAILABLE(503, "Pictures cannot be kept or read here"),
    IDENTITY_UNAVAILABLE(503, "Identities cannot be reached"),
    PROVIDER_UNAVAILABLE(503, "The provider cannot be reached"),
    AUDIT_BEHIND(503, "The audit log has too much to write"),
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
