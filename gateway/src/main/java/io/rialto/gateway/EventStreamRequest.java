package io.rialto.gateway;

import io.rialto.marketdata.Interval;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeCandles;
import io.rialto.protocol.v1.SubscribeDepth;
import io.rialto.protocol.v1.SubscribeMark;
import io.rialto.protocol.v1.SubscribeOrders;
import io.rialto.protocol.v1.SubscribeTicker;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.view.MarketInfo;
import io.vertx.core.http.HttpServerRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an event stream's address asks for.
 *
 * @param messages the subscriptions, as the stream has them
 * @param lastEvent that the client has heard of; empty for none
 */
record EventStreamRequest(List<ClientMessage> messages, OptionalLong lastEvent) {
    private static final String TOPICS = "topics";
    private static final String PACE = "pace";
    private static final Set<String> PARAMETERS = Set.of(TOPICS, PACE, Exchange.ACCOUNT);
    private static final String STANDARD = "book,trades";
    private static final int TOPICS_MAX = 8;
    private static final String LAST_EVENT = "Last-Event-ID";
    private static final Map<String, Pace> PACES =
            Map.of("raw", Pace.PACE_RAW, "20hz", Pace.PACE_20_HZ, "4hz", Pace.PACE_4_HZ);

    /**
     * Reads query and headers.
     *
     * @param account acted as
     * @throws ProblemException if they are not as docs/protocol/sse.md says
     */
    static EventStreamRequest of(HttpServerRequest request, MarketInfo market, long account) {
        for (String name : request.params().names()) {
            if (!PARAMETERS.contains(name)) {
                throw invalid("There are the parameters topics, pace and account");
            }
            if (request.params().getAll(name).size() > 1) {
                throw invalid("Give each parameter once");
            }
        }
        Pace pace = PACES.get(request.getParam(PACE, "raw"));
        if (pace == null) {
            throw invalid("\"pace\" is raw, 20hz or 4hz");
        }
        String[] topics = request.getParam(TOPICS, STANDARD).split(",", -1);
        if (topics.length > TOPICS_MAX) {
            throw invalid("\"topics\" are at most " + TOPICS_MAX);
        }
        List<ClientMessage> messages = new ArrayList<>();
        for (String topic : topics) {
            ClientMessage message = message(topic, market.market(), pace).toBuilder()
                    .setAccount(account)
                    .build();
            if (messages.contains(message)) {
                throw invalid("\"topics\" has \"" + topic + "\" twice");
            }
            messages.add(message);
        }
        if (request.headers().getAll(LAST_EVENT).size() > 1) {
            throw invalid("Give " + LAST_EVENT + " once");
        }
        return new EventStreamRequest(messages, lastEvent(request.getHeader(LAST_EVENT)));
    }

    private static ClientMessage message(String topic, long market, Pace pace) {
        ClientMessage.Builder message = ClientMessage.newBuilder();
        int colon = topic.indexOf(':');
        String name = colon < 0 ? topic : topic.substring(0, colon);
        String of = colon < 0 ? "" : topic.substring(colon + 1);
        boolean isWhole = of.isEmpty() == !(name.equals("candles") || name.equals("depth"));
        if (!isWhole || (name.equals("candles") && Interval.of(of).isEmpty())) {
            throw unknown();
        }
        return switch (name) {
            case "book" ->
                message.setSubscribeBook(
                                SubscribeBook.newBuilder().setMarket(market).setPace(pace))
                        .build();
            case "trades" ->
                message.setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market))
                        .build();
            case "ticker" ->
                message.setSubscribeTicker(
                                SubscribeTicker.newBuilder().setMarket(market).setPace(pace))
                        .build();
            case "mark" ->
                message.setSubscribeMark(
                                SubscribeMark.newBuilder().setMarket(market).setPace(pace))
                        .build();
            case "orders" ->
                message.setSubscribeOrders(SubscribeOrders.newBuilder().setMarket(market))
                        .build();
            case "candles" ->
                message.setSubscribeCandles(SubscribeCandles.newBuilder()
                                .setMarket(market)
                                .setInterval(of)
                                .setPace(pace))
                        .build();
            case "depth" ->
                message.setSubscribeDepth(SubscribeDepth.newBuilder()
                                .setMarket(market)
                                .setLevels(levels(of))
                                .setPace(pace))
                        .build();
            default -> throw unknown();
        };
    }

    private static int levels(String text) {
        return (int) Decimals.parse(text, 0).stream()
                .filter(levels -> levels >= 1 && levels <= TopicRequests.LEVELS_MAX)
                .findFirst()
                .orElseThrow(EventStreamRequest::unknown);
    }

    private static OptionalLong lastEvent(String header) {
        if (header == null || header.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong sequence = Listing.id(header);
        if (sequence.isEmpty()) {
            throw invalid(LAST_EVENT + " is an id that this stream gave");
        }
        return sequence;
    }

    /** After which event the client is to go on; 0 for from the beginning, as it will find out. */
    long resumeAfter(long shown) {
        return lastEvent.stream()
                .filter(sequence -> sequence <= shown)
                .findFirst()
                .orElse(0);
    }

    /** Whether trades are among what is asked for. */
    boolean hasTrades() {
        return messages.stream().anyMatch(ClientMessage::hasSubscribeTrades);
    }

    private static ProblemException unknown() {
        return invalid("\"topics\" are of book, trades, ticker, mark, orders, candles:INTERVAL and"
                + " depth:LEVELS, with commas between");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Refusal.PARAMETER_INVALID, detail);
    }
}
