package io.rialto.gateway;

import io.vertx.core.json.JsonObject;

/**
 * Why a request was not done: an RFC 9457 problem document on REST, a {@code Failure} on the
 * stream. What does not apply is empty or 0.
 *
 * @param status HTTP status
 * @param code the engine's code or the gateway's, lower case with dashes
 * @param title for people, the same for every occurrence of the code
 * @param detail what to do about it
 * @param needed the number that explains a denial, as a decimal
 * @param available the other one
 * @param unit what the two are counted in
 * @param sequence the event after which it was so; 0 for what never reached the venue
 * @param replayed the remembered outcome of an earlier command with the same idempotency key
 * @param retryAfterMillis when to try again; 0 for never or at once
 * @param limit the limit that was met
 */
record Problem(
        int status,
        String code,
        String title,
        String detail,
        String needed,
        String available,
        String unit,
        long sequence,
        boolean replayed,
        long retryAfterMillis,
        String limit) {
    static Problem of(Refusal refusal, String detail) {
        return new Problem(
                refusal.status(),
                refusal.wireName(),
                refusal.title(),
                detail,
                "",
                "",
                "",
                0,
                false,
                0,
                "");
    }

    /** The same with another explanation. */
    Problem explained(String other) {
        return new Problem(
                status,
                code,
                title,
                other,
                needed,
                available,
                unit,
                sequence,
                replayed,
                retryAfterMillis,
                limit);
    }

    Problem retryAfter(long millis) {
        return new Problem(
                status, code, title, detail, needed, available, unit, sequence, replayed, millis,
                limit);
    }

    Problem limitedBy(String name) {
        return new Problem(
                status,
                code,
                title,
                detail,
                needed,
                available,
                unit,
                sequence,
                replayed,
                retryAfterMillis,
                name);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("type", "urn:rialto:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        putUnlessEmpty(json, "needed", needed);
        putUnlessEmpty(json, "available", available);
        putUnlessEmpty(json, "unit", unit);
        putUnlessEmpty(json, "limit", limit);
        if (retryAfterMillis > 0) {
            json.put("retryAfterMillis", retryAfterMillis);
        }
        if (sequence > 0) {
            json.put("sequence", Long.toString(sequence));
        }
        return json;
    }

    io.rialto.protocol.v1.Failure toFailure() {
        return io.rialto.protocol.v1.Failure.newBuilder()
                .setCode(code)
                .setTitle(title)
                .setDetail(detail)
                .setNeeded(needed)
                .setAvailable(available)
                .setUnit(unit)
                .setSequence(sequence)
                .setReplayed(replayed)
                .setRetryAfterMillis((int) Math.min(retryAfterMillis, Integer.MAX_VALUE))
                .setLimit(limit)
                .build();
    }

    private static void putUnlessEmpty(JsonObject json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
