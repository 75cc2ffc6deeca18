package io.rialto.gateway;

import io.rialto.marketdata.Interval;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.SubscribeCandles;
import io.rialto.protocol.v1.SubscribeDepth;
import io.rialto.protocol.v1.Unsubscribe;
import io.rialto.view.Directory;
import io.rialto.view.MarketInfo;

/** Reads from messages of the stream which {@link Topic} they mean. */
final class TopicRequests {
    /** Of each side of a book, in one message. */
    static final int LEVELS_MAX = 1_000;

    private TopicRequests() {}

    /** The market that a subscription names; 0 for none. */
    static long market(ClientMessage message) {
        return switch (message.getRequestCase()) {
            case SUBSCRIBE_CANDLES -> message.getSubscribeCandles().getMarket();
            case SUBSCRIBE_TICKER -> message.getSubscribeTicker().getMarket();
            case SUBSCRIBE_DEPTH -> message.getSubscribeDepth().getMarket();
            case SUBSCRIBE_MARK -> message.getSubscribeMark().getMarket();
            default -> message.getSubscribeOrders().getMarket();
        };
    }

    /** How often it wants to be told. */
    static Pace pace(ClientMessage message) {
        return switch (message.getRequestCase()) {
            case SUBSCRIBE_CANDLES -> message.getSubscribeCandles().getPace();
            case SUBSCRIBE_TICKER -> message.getSubscribeTicker().getPace();
            case SUBSCRIBE_DEPTH -> message.getSubscribeDepth().getPace();
            case SUBSCRIBE_MARK -> message.getSubscribeMark().getPace();
            default -> Pace.PACE_RAW;
        };
    }

    /** The topic of a subscription to a market that is known to exist. */
    static Topic topic(ClientMessage message, int universe, Directory directory) {
        return switch (message.getRequestCase()) {
            case SUBSCRIBE_CANDLES -> candles(message.getSubscribeCandles());
            case SUBSCRIBE_TICKER ->
                new Topic.Day(message.getSubscribeTicker().getMarket(), universe);
            case SUBSCRIBE_DEPTH -> depth(message.getSubscribeDepth(), directory);
            case SUBSCRIBE_MARK -> new Topic.Value(message.getSubscribeMark().getMarket());
            default -> new Topic.Orders(message.getSubscribeOrders().getMarket());
        };
    }

    /** The topic that is to end. */
    static Topic topic(Unsubscribe from, int universe, Directory directory) {
        return switch (from.getTopicCase()) {
            case CANDLES -> candles(from.getCandles());
            case TICKER -> new Topic.Day(from.getTicker(), universe);
            case DEPTH -> depth(from.getDepth(), directory);
            case MARK -> new Topic.Value(from.getMark());
            default -> new Topic.Orders(from.getOrders());
        };
    }

    private static Topic candles(SubscribeCandles candles) {
        return new Topic.Candles(
                candles.getMarket(),
                Interval.of(candles.getInterval())
                        .orElseThrow(() -> new ProblemException(
                                Refusal.FIELD_INVALID,
                                "Field \"interval\" must be one of "
                                        + String.join(", ", Interval.words()))));
    }

    private static Topic depth(SubscribeDepth depth, Directory directory) {
        int levels = depth.getLevels();
        if (levels < 1 || levels > LEVELS_MAX) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID, "Field \"levels\" must be 1 to " + LEVELS_MAX);
        }
        // Where there is no such market there is no subscription to end either.
        long tick = directory.market(depth.getMarket()).map(MarketInfo::tick).orElse(1L);
        if (depth.getStep() < 0 || depth.getStep() % tick != 0) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID, "Field \"step\" must be a multiple of the tick");
        }
        long step = depth.getStep() == 0 ? tick : depth.getStep();
        return new Topic.Depth(depth.getMarket(), levels, step);
    }
}
