package io.rialto.app;

import io.rialto.client.StreamClient;
import io.rialto.money.Side;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.OrderType;
import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.SelfTradePrevention;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.protocol.v1.TimeInForce;
import io.rialto.protocol.v1.Trade;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection of a replay: its commands on behalf of many accounts, and the market's book and
 * trades as the venue publishes them. Prices here are the record's, dollars × 10,000.
 */
final class ReplayConnection implements AutoCloseable {
    static final long PRICE_FACTOR = 100_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ReplayMarket market;
    private final PublishedBook book;
    private final Histogram answerNanos;
    private final Map<Long, List<Trade>> tradesByTaker = new HashMap<>();
    private StreamClient stream;

    private ReplayConnection(ReplayMarket market, PublishedBook book, Histogram answerNanos) {
        this.market = market;
        this.book = book;
        this.answerNanos = answerNanos;
    }

    static Histogram newHistogram() {
        return new ConcurrentHistogram(HIGHEST_NANOS, 3);
    }

    /** Connects, subscribes and waits for the book's snapshot. */
    static ReplayConnection open(
            HttpClient http,
            URI venue,
            String token,
            ReplayMarket market,
            PublishedBook book,
            Histogram answerNanos)
            throws IOException {
        ReplayConnection connection = new ReplayConnection(market, book, answerNanos);
        connection.stream = StreamClient.connect(http, venue, token, true, connection::onMessage);
        connection.subscribe();
        return connection;
    }

    private void subscribe() throws IOException {
        await(stream.request(ClientMessage.newBuilder()
                .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market.id()))));
        await(stream.request(ClientMessage.newBuilder()
                .setSubscribeBook(
                        SubscribeBook.newBuilder().setMarket(market.id()).setPace(Pace.PACE_RAW))));
        ping();
        if (!book.isStarted()) {
            throw new IOException("the venue sent no snapshot of the book");
        }
    }

    /** Waits until everything that the venue published before has arrived. */
    void ping() throws IOException {
        ServerMessage pong = await(stream.request(
                ClientMessage.newBuilder().setPing(Ping.newBuilder().setNonce(1))));
        book.onSeen(pong.getPong().getSequence());
    }

    CompletableFuture<Outcome> place(int account, String key, ReplayBook.Tracked order) {
        return order(
                account,
                key,
                order.clientOrderId(),
                order.side,
                order.price,
                order.total,
                TimeInForce.TIME_IN_FORCE_GTC);
    }

    CompletableFuture<Outcome> take(int account, String key, Side side, long price, long shares) {
        return order(account, key, "", side, price, shares, TimeInForce.TIME_IN_FORCE_IOC);
    }

    private CompletableFuture<Outcome> order(
            int account,
            String key,
            String clientOrderId,
            Side side,
            long price,
            long shares,
            TimeInForce timeInForce) {
        return command(
                account,
                key,
                ClientMessage.newBuilder()
                        .setPlaceOrder(PlaceOrder.newBuilder()
                                .setMarket(market.id())
                                .setClientOrderId(clientOrderId)
                                .setSide(wire(side))
                                .setOrderType(OrderType.ORDER_TYPE_LIMIT)
                                .setTimeInForce(timeInForce)
                                .setSelfTradePrevention(
                                        SelfTradePrevention.SELF_TRADE_PREVENTION_NONE)
                                .setPrice(price * PRICE_FACTOR)
                                .setQuantity(shares * market.sharesFactor())));
    }

    CompletableFuture<Outcome> amend(int account, String key, ReplayBook.Tracked order) {
        return command(
                account,
                key,
                ClientMessage.newBuilder()
                        .setAmendOrder(AmendOrder.newBuilder()
                                .setMarket(market.id())
                                .setClientOrderId(order.clientOrderId())
                                .setQuantity(order.total * market.sharesFactor())));
    }

    CompletableFuture<Outcome> cancel(int account, String key, ReplayBook.Tracked order) {
        return command(
                account,
                key,
                ClientMessage.newBuilder()
                        .setCancelOrder(CancelOrder.newBuilder()
                                .setMarket(market.id())
                                .setClientOrderId(order.clientOrderId())));
    }

    private CompletableFuture<Outcome> command(
            int account, String key, ClientMessage.Builder message) {
        long sent = System.nanoTime();
        message.setAccount(market.accounts().get(account)).setIdempotencyKey(key);
        return stream.request(message).thenApply(answer -> {
            answerNanos.recordValue(Math.min(System.nanoTime() - sent, HIGHEST_NANOS));
            if (!answer.hasOutcome()) {
                throw new UnexpectedAnswerException(key, answer);
            }
            return answer.getOutcome();
        });
    }

    /** The trades of a taking order, as published; waits until they add up to its quantity. */
    List<Trade> tradesOf(long takerOrder, long filledQuantity) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (tradesByTaker) {
            while (true) {
                List<Trade> trades = tradesByTaker.getOrDefault(takerOrder, List.of());
                if (trades.stream().mapToLong(Trade::getQuantity).sum() >= filledQuantity) {
                    return List.copyOf(trades);
                }
                if (stream.lost().isDone()) {
                    throw new IOException("connection lost: " + stream.lost().join());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the venue did not publish the trades of order " + takerOrder);
                }
                try {
                    tradesByTaker.wait(100);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", interrupted);
                }
            }
        }
    }

    private void onMessage(ServerMessage message) {
        switch (message.getContentCase()) {
            case BOOK_SNAPSHOT -> book.onSnapshot(message.getBookSnapshot());
            case BOOK_DELTA -> book.onDelta(message.getBookDelta());
            case TRADES_SNAPSHOT -> onTrades(message.getTradesSnapshot().getTradesList());
            case TRADE -> onTrades(List.of(message.getTrade()));
            default -> {
                // Heartbeats and whatever a newer venue adds.
            }
        }
    }

    private void onTrades(List<Trade> trades) {
        synchronized (tradesByTaker) {
            for (Trade trade : trades) {
                tradesByTaker
                        .computeIfAbsent(trade.getTakerOrder(), order -> new ArrayList<>())
                        .add(trade);
            }
            tradesByTaker.notifyAll();
        }
    }

    private static io.rialto.protocol.v1.Side wire(Side side) {
        return side == Side.BUY
                ? io.rialto.protocol.v1.Side.SIDE_BUY
                : io.rialto.protocol.v1.Side.SIDE_SELL;
    }

    /** Waits for an answer. */
    static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnexpectedAnswerException unexpected) {
                throw unexpected;
            }
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        stream.close();
    }

    /** The venue did other than a correct venue does. */
    static final class UnexpectedAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnexpectedAnswerException(String message) {
            super(message);
        }

        UnexpectedAnswerException(String key, ServerMessage answer) {
            this("the venue answered %s with %s %s (needed %s, available %s %s)"
                    .formatted(
                            key,
                            answer.getFailure().getCode(),
                            answer.getFailure().getDetail(),
                            answer.getFailure().getNeeded(),
                            answer.getFailure().getAvailable(),
                            answer.getFailure().getUnit()));
        }
    }
}
