package io.rialto.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON objects of texts, whole numbers, true and false: the parts of a token of ours. */
final class FlatJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FlatJson() {}

    /** The object, unless it is anything else or can be read in two ways. */
    static Optional<Map<String, Object>> parse(byte[] bytes) {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                switch (parser.nextToken()) {
                    case VALUE_STRING -> values.put(name, parser.getText());
                    case VALUE_NUMBER_INT -> values.put(name, parser.getLongValue());
                    case VALUE_TRUE, VALUE_FALSE -> values.put(name, parser.getBooleanValue());
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            boolean isWhole =
                    parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return isWhole ? Optional.of(values) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    static String write(Map<String, Object> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> each : values.entrySet()) {
                switch (each.getValue()) {
                    case Long number -> json.writeNumberField(each.getKey(), number);
                    case Boolean flag -> json.writeBooleanField(each.getKey(), flag);
                    default ->
                        json.writeStringField(each.getKey(), each.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
