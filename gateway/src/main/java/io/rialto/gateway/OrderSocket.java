package io.rialto.gateway;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Heartbeat;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.ShuttingDown;
import io.rialto.view.VenueView;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One connection of the stream, at {@code /api/v1/stream} or over gRPC: takes messages, gives answers
 * and what was subscribed to, each in its turn, and looks after time. The first hop of an order's way;
 * {@link SocketRequests} says what a message asks for. Owned by one event loop.
 */
final class OrderSocket {
    private static final Logger LOG = Logger.getLogger(OrderSocket.class.getName());

    private final Loop loop;
    private final StreamHub hub;
    private final SocketWriter writer;
    private final Outflow outflow;
    private final AnswerFirst answerFirst;
    private final StreamCalls calls;
    private final Subscriptions subscriptions;
    private final LastWish lastWish;
    private final SocketRequests requests;
    private final Session session;
    private final SocketRights rights;
    private final long openedAt = System.nanoTime();

    private long lastReceivedAt = openedAt;
    private boolean heartbeatUnderWay;
    private boolean closed;

    /**
     * A socket that has just been opened.
     *
     * @param writer to the client
     * @param rights of whom the headers named, or nobody's yet
     */
    OrderSocket(
            SocketWriter writer, Loop loop, StreamHub hub, Session session, SocketRights rights) {
        this.loop = loop;
        this.hub = hub;
        this.session = session;
        this.rights = rights;
        this.writer = writer;
        this.outflow = new Outflow(writer, loop.mailbox()::post, limits().waitingBytesMax());
        this.answerFirst = new AnswerFirst(outflow);
        SocketCommands commands = new SocketCommands(loop, answerFirst, this::answer);
        this.calls = new StreamCalls(
                loop, commands, this::answer, this::deliver, this::isEnding, rights);
        this.lastWish = new LastWish(loop.desk(), loop.venue().directory());
        this.subscriptions = new Subscriptions(limits().subscriptionsMax(), rights.share());
        this.requests = new SocketRequests(this, loop, hub, commands, calls, lastWish, session);
    }

    private GatewayConfig.StreamLimits limits() {
        return loop.venue().config().stream();
    }

    /** Something came, if only a part of a message: the client is there. */
    void onReceived() {
        lastReceivedAt = System.nanoTime();
    }

    /** The connection has failed; that it is gone is told by {@link #onClosed}. */
    static void onFailure(Throwable failure) {
        LOG.log(Level.FINE, "A stream's connection failed", failure);
    }

    long sessionId() {
        return session.id();
    }

    Mailbox mailbox() {
        return loop.mailbox();
    }

    /** Sends a stream message in its turn. */
    void deliver(byte[] message) {
        deliver(message, false);
    }

    /** Sends a message, or the parts of a long one, in its turn. */
    void deliver(List<byte[]> parts) {
        parts.forEach(part -> deliver(part, parts.size() > 1));
    }

    private void deliver(byte[] message, boolean isPart) {
        if (!closed) {
            answerFirst.deliver(message, isPart);
            checkUnread();
        }
    }

    /** What the client has not read is bounded, its own and that of all its user's streams. */
    private void checkUnread() {
        long unread = writer.waitingBytes() + outflow.waitingBytes() + answerFirst.waitingBytes();
        if (unread > limits().waitingBytesMax()) {
            writer.tooSlow("more than " + limits().waitingBytesMax() + " bytes unread");
        } else if (!rights.share().unread(unread, limits().waitingBytesPerUserMax())) {
            writer.tooSlow("more than " + limits().waitingBytesPerUserMax()
                    + " bytes unread on all streams of the user");
        }
    }

    /** What follows may tell of the events of this command of this socket's session. */
    void onOwnEvents(long gatewayNumber) {
        answerFirst.onOwnEvents(gatewayNumber);
    }

    /** The connection is gone. */
    void onClosed() {
        closed = true;
        lastWish.carryOut();
        Subscriptions left = subscriptions.copy();
        rights.share().leave();
        // A view that has ended has nothing to forget.
        var _ = loop.venue().view().query(0, Duration.ZERO, view -> {
            hub.leave(this, left);
            return true;
        });
    }

    /** The gateway ends soon: what was asked is answered, and nothing more is done. */
    void shutDown(int withinMillis) {
        requests.shutDown();
        if (!writer.isClosing()) {
            deliver(ServerMessage.newBuilder()
                    .setShuttingDown(ShuttingDown.newBuilder().setWithinMillis(withinMillis))
                    .build()
                    .toByteArray());
        }
    }

    /** Whether no call waits for its answer. */
    boolean isIdle() {
        return calls.isIdle();
    }

    void closeGoingAway() {
        writer.close(SocketWriter.GOING_AWAY, "the gateway is shutting down");
    }

    /** Looks after time: signing in, silence on either side, tokens that end. */
    void sweep(long now) {
        writer.sweep(now);
        if (writer.isClosing()) {
            return;
        }
        checkUnread();
        GatewayConfig.StreamLimits limits = limits();
        long idle = TimeUnit.MILLISECONDS.toNanos(limits.idleMillis());
        if (outflow.stalledNanos(now) > idle) {
            writer.tooSlow("nothing taken of a long message for too long");
            return;
        }
        if (!rights.isSignedIn()) {
            if (now - openedAt > TimeUnit.MILLISECONDS.toNanos(limits.authenticateMillis())) {
                writer.close(SocketWriter.POLICY, "not authenticated in time");
            }
        } else if (!rights.holds()) {
            writer.close(SocketWriter.POLICY, "the token was revoked or has expired");
        } else if (now - lastReceivedAt > idle) {
            writer.close(SocketWriter.POLICY, "nothing received for too long: send Ping");
        } else if (now - writer.lastSentAt()
                > TimeUnit.MILLISECONDS.toNanos(limits.heartbeatMillis())) {
            heartbeat();
        }
    }

    private void heartbeat() {
        if (heartbeatUnderWay) {
            return;
        }
        heartbeatUnderWay = true;
        inStreamOrder(
                Asked.NOTHING,
                view -> ServerMessage.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder()
                                .setSequence(view.sequence())
                                .setTime(Venue.now())),
                () -> heartbeatUnderWay = false);
    }

    /** Sends a message behind everything that the view's thread has published so far. */
    void inStreamOrder(
            Asked asked, Function<VenueView, ServerMessage.Builder> message, Runnable sent) {
        ask(
                asked,
                view -> {
                    List<byte[]> parts =
                            Parts.of(asked.in(message.apply(view), rights).build());
                    mailbox().post(() -> {
                        sent.run();
                        deliver(parts);
                    });
                },
                sent);
    }

    /** A whole message came: a {@link ClientMessage}, if the client is right. */
    void onMessage(Buffer buffer) {
        if (writer.isClosing()) {
            return;
        }
        loop.venue().metrics().streamReceived();
        int bytesMax = limits().messageBytesMax();
        if (buffer.length() > bytesMax) {
            writer.close(SocketWriter.TOO_LARGE, "a message may have " + bytesMax + " bytes");
            return;
        }
        ClientMessage message;
        try {
            message = ClientMessage.parseFrom(buffer.getBytes());
        } catch (InvalidProtocolBufferException malformed) {
            writer.close(SocketWriter.INVALID_PAYLOAD, "not a rialto.v1.ClientMessage");
            return;
        }
        requests.take(message);
    }

    /** Who is there, and what they may know of. */
    SocketRights rights() {
        return rights;
    }

    /** Drops subscriptions to a market that was withdrawn. */
    void forget(long market) {
        subscriptions.forget(market);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Has the view's thread do something, once it shows what this session has been told. */
    void ask(Asked asked, Consumer<VenueView> question) {
        ask(asked, question, () -> {});
    }

    /** The same; {@code undo} is run on the event loop if it could not be done. */
    void ask(Asked asked, Consumer<VenueView> question, Runnable undo) {
        Duration wait = Duration.ofMillis(loop.venue().config().viewWaitMillis());
        var _ = loop.venue()
                .view()
                .query(session.sequence(), wait, view -> {
                    question.accept(view);
                    return true;
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        Problem problem = SignIn.viewProblem(failure);
                        mailbox().post(() -> {
                            undo(undo);
                            fail(asked, problem);
                        });
                    }
                });
    }

    private static void undo(Runnable undo) {
        try {
            undo.run();
        } catch (ProblemException gone) {
            // It ended meanwhile, with its market or its account: the answer is still owed.
            LOG.log(Level.FINE, "What could not be done is undone already", gone);
        }
    }

    /** Whether nothing is to be done for it any more. */
    boolean isEnding() {
        return closed || writer.isClosing();
    }

    void close(String reason) {
        writer.close(SocketWriter.POLICY, reason);
    }

    void answer(Asked asked, ServerMessage.Builder message) {
        if (!closed) {
            writer.write(asked.in(message, rights).build());
            checkUnread();
        }
    }

    void fail(Asked asked, Problem problem) {
        answer(asked, failure(problem));
    }

    static ServerMessage.Builder failure(Problem problem) {
        return ServerMessage.newBuilder().setFailure(problem.toFailure());
    }
}
