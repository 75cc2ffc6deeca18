package io.rialto.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.money.Side;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a replay found, for people and for programs. */
final class ReplayReport {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode json = JSON.createObjectNode();
    private final ReplayState state;
    private final boolean agrees;
    private final Histogram answerNanos;

    ReplayReport(
            ReplayState state, ReplayMarket market, PublishedBook book, Histogram answerNanos) {
        this.state = state;
        this.answerNanos = answerNanos;
        this.agrees = LobsterReplay.agrees(state, book, Side.BUY, market.sharesFactor())
                && LobsterReplay.agrees(state, book, Side.SELL, market.sharesFactor());
        json.put("market", market.symbol());
        json.put("messages", state.message);
        json.put("orders", state.orders);
        json.put("reductions", state.reductions);
        json.put("cancels", state.cancels);
        json.put("cancelsOfUnknownOrders", state.cancelsUnknown);
        json.put("executionsExpected", state.executionsExpected);
        json.put("executionsOnRecordedOrder", state.executionsOnRecordedOrder);
        json.put("executionsOnAnotherOrder", state.executionsOnAnother);
        json.put("executionsOfUnknownOrders", state.executionsUnknown);
        json.put("executionsHidden", state.hidden);
        json.put("crossed", state.crossed);
        json.put("trades", state.trades);
        json.put("touchChanges", state.touchChanges);
        json.put("touchUnobserved", state.touchUnobserved);
        json.put("openOrders", state.book.size());
        json.put("bookAgreesWithRecord", agrees);
        json.put("bookSha256", sha256(book));
        json.put("messagesPerSecond", Math.round(state.message / (state.workNanos / 1e9)));
        ObjectNode micros = json.putObject("answerMicros");
        micros.put("p50", answerNanos.getValueAtPercentile(50) / 1_000);
        micros.put("p99", answerNanos.getValueAtPercentile(99) / 1_000);
        micros.put("p999", answerNanos.getValueAtPercentile(99.9) / 1_000);
        micros.put("max", answerNanos.getMaxValue() / 1_000);
    }

    /** Whether the venue did what a correct venue does. */
    boolean isGood() {
        return agrees && state.crossed == 0;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
    }

    String forPeople() {
        return """
                %,d messages in %.1f s (%,d messages/s): %,d orders, %,d reductions, %,d cancels
                executions: %,d expected, %,d on the recorded order, %,d on another, %,d of orders \
                from before the record
                book: crossed %d times, %,d changes of the best bid and offer, %,d orders open, \
                %s the record's
                answers: p50 %,d µs, p99 %,d µs, p99.9 %,d µs, longest %,d µs (with up to 1,000 \
                commands in flight)""".formatted(
                        state.message,
                        state.workNanos / 1e9,
                        json.get("messagesPerSecond").asLong(),
                        state.orders,
                        state.reductions,
                        state.cancels,
                        state.executionsExpected,
                        state.executionsOnRecordedOrder,
                        state.executionsOnAnother,
                        state.executionsUnknown,
                        state.crossed,
                        state.touchChanges,
                        state.book.size(),
                        agrees ? "the same as" : "NOT",
                        answerNanos.getValueAtPercentile(50) / 1_000,
                        answerNanos.getValueAtPercentile(99) / 1_000,
                        answerNanos.getValueAtPercentile(99.9) / 1_000,
                        answerNanos.getMaxValue() / 1_000);
    }

    /** Of the published book, bids then asks, lowest price first, as {@code price,quantity} lines. */
    private static String sha256(PublishedBook book) {
        StringBuilder lines = new StringBuilder();
        for (Side side : Side.values()) {
            book.levels(side)
                    .forEach((price, quantity) ->
                            lines.append(price).append(',').append(quantity).append('\n'));
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(lines.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
