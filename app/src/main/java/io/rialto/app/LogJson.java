package io.rialto.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.gateway.LoggedTrace;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A log entry for programs: one JSON object on a line, in ASCII, so that what somebody sent neither
 * ends the line nor speaks to a terminal. Of a request that belongs to a trace it has the ids of
 * trace and span, as the collector has them.
 */
final class LogJson extends Formatter {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final boolean withStack;

    LogJson(boolean withStack) {
        this.withStack = withStack;
    }

    @Override
    public String format(LogRecord entry) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("time", LogLine.time(entry));
        json.put("level", entry.getLevel().getName());
        json.put("logger", entry.getLoggerName());
        json.put("message", formatMessage(entry));
        LoggedTrace.now()
                .ifPresent(trace -> json.put("trace", trace.id()).put("span", trace.span()));
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            json.put("thrown", withStack ? LogLine.stack(thrown) : thrown.toString());
        }
        try {
            // JSON lets the one control character of seven bits pass that is not below a space.
            return MAPPER.writeValueAsString(json).replace("\u007f", "\\u007f") + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts only", impossible);
        }
    }
}
