package io.rialto.gateway;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.identity.Scope;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.Authenticated;
import io.rialto.protocol.v1.CancelOnDisconnectSet;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Heartbeat;
import io.rialto.protocol.v1.Pong;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.ShuttingDown;
import io.rialto.view.VenueView;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One connection of the stream, at {@code /api/v1/stream} or over gRPC: takes requests, gives answers and what
 * was subscribed to. The first hop of an order's way. Owned by one event loop.
 */
final class OrderSocket {
    private static final Logger LOG = Logger.getLogger(OrderSocket.class.getName());

    private static final int SHUT_DOWN_RETRY_MILLIS = 1_000;

    private final Loop loop;
    private final StreamHub hub;
    private final SocketWriter writer;
    private final Outflow outflow;
    private final AnswerFirst answerFirst;
    private final SocketCommands commands;
    private final StreamCalls calls;
    private final Subscriptions subscriptions;
    private final SocketTopics topics;
    private final LastWish lastWish;
    private final Session session;
    private final SocketRights rights;
    private final long openedAt = System.nanoTime();

    private long lastReceivedAt = openedAt;
    private boolean heartbeatUnderWay;
    private boolean isShuttingDown;
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
        this.commands = new SocketCommands(loop, answerFirst, this::answer);
        this.calls = new StreamCalls(
                loop,
                commands,
                this::answer,
                this::deliver,
                () -> closed || writer.isClosing(),
                rights);
        this.lastWish = new LastWish(loop.desk(), loop.venue().directory());
        this.subscriptions = new Subscriptions(limits().subscriptionsMax(), rights.share());
        this.topics = new SocketTopics(this, subscriptions, hub, loop.venue().directory());
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
        isShuttingDown = true;
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
                view -> {
                    Instant time = Instant.now();
                    return ServerMessage.newBuilder()
                            .setHeartbeat(Heartbeat.newBuilder()
                                    .setSequence(view.sequence())
                                    .setTime(time.getEpochSecond() * 1_000_000_000L
                                            + time.getNano()));
                },
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
        handle(message, () -> {
            StrictMessages.check(message);
            onRequest(message);
        });
    }

    /** Tells of what cannot be done. */
    private void handle(ClientMessage message, Runnable request) {
        Asked asked = Asked.by(message);
        try {
            request.run();
        } catch (ProblemException refused) {
            fail(asked, refused.problem());
        } catch (RuntimeException failure) {
            LoggedTrace.run(
                    TraceContext.of(message.getTraceparent()),
                    () -> LOG.log(Level.SEVERE, "A request of a stream failed", failure));
            fail(asked, Problem.of(Refusal.INTERNAL, "Try again"));
        }
    }

    private void onRequest(ClientMessage message) {
        Asked asked = Asked.by(message);
        switch (message.getRequestCase()) {
            case AUTHENTICATE -> authenticate(asked, message.getAuthenticate());
            case PING -> {
                long nonce = message.getPing().getNonce();
                inStreamOrder(
                        asked,
                        view -> ServerMessage.newBuilder()
                                .setPong(Pong.newBuilder()
                                        .setNonce(nonce)
                                        .setSequence(view.sequence())),
                        () -> {});
            }
            case LIST_MARKETS -> topics.listMarkets(message);
            case SET_SUDO ->
                SudoSwitch.set(this, hub, asked, message.getSetSudo().getSudo());
            case SUBSCRIBE_BOOK,
                    SUBSCRIBE_TRADES,
                    SUBSCRIBE_ACCOUNT,
                    SUBSCRIBE_CANDLES,
                    SUBSCRIBE_TICKER,
                    SUBSCRIBE_DEPTH,
                    SUBSCRIBE_MARK,
                    SUBSCRIBE_ORDERS -> subscribe(message);
            case UNSUBSCRIBE -> topics.unsubscribe(message);
            case PLACE_ORDER,
                    AMEND_ORDER,
                    CANCEL_ORDER,
                    REPLACE_ORDER,
                    CANCEL_ALL,
                    PREVIEW_ORDER,
                    SET_DEAD_MAN,
                    LINK_ORDERS,
                    REDEEM_FUND,
                    EXERCISE_OPTION,
                    SETTLE_MARKET,
                    TRANSFER,
                    CLAIM_CODE,
                    SHARE_ACCOUNT,
                    CREATE_ALT,
                    LIST_ITEM,
                    EDIT_ITEM,
                    DELETE_ITEM,
                    BUY_ITEM -> command(message);
            case CALL -> {
                requireUp();
                calls.start(
                        message,
                        loop.venue().authenticator().caller(rights.caller().proof(), session),
                        rights.isSudo(),
                        rights.address());
            }
            case SET_CANCEL_ON_DISCONNECT -> {
                boolean cancel = message.getSetCancelOnDisconnect().getCancel();
                lastWish.set(rights.callerFor(Scope.TRADE), message.getAccount(), cancel);
                answer(
                        asked,
                        ServerMessage.newBuilder()
                                .setCancelOnDisconnectSet(
                                        CancelOnDisconnectSet.newBuilder().setCancel(cancel)));
            }
            case REQUEST_NOT_SET ->
                throw new ProblemException(Refusal.FIELD_MISSING, "Add a request");
        }
    }

    /** Of a market that is so new that the view does not show it yet: once more, when it does. */
    private void subscribe(ClientMessage message) {
        Venue venue = loop.venue();
        boolean isBehind = venue.view().sequence() < venue.clock().sequence();
        try {
            topics.subscribe(message);
        } catch (ProblemException refused) {
            if (!isBehind) {
                throw refused;
            }
            SignIn.whenCaughtUp(loop, () -> {
                if (!closed && !writer.isClosing()) {
                    handle(message, () -> topics.subscribe(message));
                }
            });
        }
    }

    private void command(ClientMessage message) {
        requireUp();
        Caller who = rights.callerFor(StreamCommands.scope(message.getRequestCase()));
        long account = message.getAccount() == 0 ? who.accountId() : message.getAccount();
        String what = Words.of(message.getRequestCase());
        if (rights.isSudo()
                && !loop.venue().noteSudo(who, message.getAccount(), rights.address(), what)) {
            throw new ProblemException(Venue.auditBehind());
        }
        commands.send(
                who,
                rights.isSudo(),
                message,
                code -> loop.venue().noteDenied(who, account, rights.address(), what, code));
    }

    private void requireUp() {
        if (isShuttingDown) {
            throw new ProblemException(Problem.of(
                            Refusal.VENUE_UNAVAILABLE,
                            "This gateway is shutting down: nothing was done; connect again")
                    .retryAfter(SHUT_DOWN_RETRY_MILLIS));
        }
    }

    private void authenticate(Asked asked, Authenticate request) {
        SignIn.whenShown(
                loop,
                Presented.message(request.getToken(), rights.address()),
                session,
                who -> authenticated(asked, request.getSudo(), who),
                problem -> notAuthenticated(asked, problem));
    }

    private void notAuthenticated(Asked asked, Problem problem) {
        fail(asked, problem);
        // What was proved before holds as long as it does.
        if (!rights.isSignedIn()) {
            writer.close(SocketWriter.POLICY, problem.title());
        }
    }

    private void authenticated(Asked asked, boolean wantsSudo, Caller who) {
        if (closed) {
            return;
        }
        try {
            rights.signIn(who, wantsSudo);
        } catch (ProblemException refused) {
            fail(asked, refused.problem());
            return;
        }
        answer(
                asked,
                ServerMessage.newBuilder()
                        .setAuthenticated(Authenticated.newBuilder()
                                .setAccount(who.accountId())
                                .setAdministrator(who.isAdministrator())
                                .setSudo(rights.isSudo())
                                .setSession(session.id())
                                .setSequence(loop.venue().view().sequence())));
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

    private void answer(Asked asked, ServerMessage.Builder message) {
        if (!closed) {
            writer.write(asked.in(message, rights).build());
            checkUnread();
        }
    }

    private void fail(Asked asked, Problem problem) {
        answer(asked, failure(problem));
    }

    static ServerMessage.Builder failure(Problem problem) {
        return ServerMessage.newBuilder().setFailure(problem.toFailure());
    }
}
