package io.rialto.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads what can be meant in one way only. Vert.x's own reader takes comments, and of a member that
 * is given twice the last: a signed-off price and the price that is done would then be two.
 */
final class StrictJson {
    private static final JsonFactory READER = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictJson() {}

    /** The object that the bytes are as RFC 8259 has it, or empty if they are none. */
    static Optional<JsonObject> object(Buffer bytes) {
        try {
            Object value =
                    JacksonCodec.fromParser(READER.createParser(bytes.getBytes()), Object.class);
            return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (DecodeException | IOException malformed) {
            return Optional.empty();
        }
    }
}
