package io.rialto.gateway;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.Authenticated;
import io.rialto.protocol.v1.CancelOnDisconnectSet;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Heartbeat;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Pong;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.ShuttingDown;
import io.rialto.protocol.v1.Unsubscribe;
import io.rialto.view.MarketAudience;
import io.rialto.view.VenueView;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    private final AnswerFirst answerFirst;
    private final SocketCommands commands;
    private final StreamCalls calls;
    private final Subscriptions subscriptions;
    private final LastWish lastWish;
    private final Session session;
    private final String address;
    private final long openedAt = System.nanoTime();
    private volatile Optional<Caller> caller;
    /** Written by the event loop; the view's thread reads it when a market is hidden. */
    private volatile boolean sudo;

    private long lastReceivedAt = openedAt;
    private boolean heartbeatUnderWay;
    private boolean isShuttingDown;
    private boolean closed;

    /**
     * A socket that has just been opened.
     *
     * @param writer to the client
     * @param address of the client
     * @param caller whom the upgrade's headers named, if they did
     * @param sudo that they asked for an administrator's rights
     */
    OrderSocket(
            SocketWriter writer,
            String address,
            Loop loop,
            StreamHub hub,
            Session session,
            Optional<Caller> caller,
            boolean sudo) {
        GatewayConfig.StreamLimits limits = loop.venue().config().stream();
        this.loop = loop;
        this.hub = hub;
        this.session = session;
        this.caller = caller;
        this.sudo = sudo;
        this.address = address;
        this.writer = writer;
        this.answerFirst = new AnswerFirst(writer::write);
        this.commands = new SocketCommands(loop, answerFirst, this::answer);
        this.calls = new StreamCalls(
                loop, commands, this::answer, this::deliver, () -> closed || writer.isClosing());
        this.lastWish = new LastWish(loop.desk(), loop.venue().directory());
        this.subscriptions = new Subscriptions(limits.subscriptionsMax());
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
        if (closed) {
            return;
        }
        answerFirst.deliver(message);
        if (answerFirst.waitingBytes() > loop.venue().config().stream().waitingBytesMax()) {
            writer.tooSlow();
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
        GatewayConfig.StreamLimits limits = loop.venue().config().stream();
        if (caller.isEmpty()) {
            if (now - openedAt > TimeUnit.MILLISECONDS.toNanos(limits.authenticateMillis())) {
                writer.close(SocketWriter.POLICY, "not authenticated in time");
            }
        } else if (!loop.venue().authenticator().holds(caller.get().proof())) {
            writer.close(SocketWriter.POLICY, "the token was revoked or has expired");
        } else if (now - lastReceivedAt > TimeUnit.MILLISECONDS.toNanos(limits.idleMillis())) {
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
                0,
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
    private void inStreamOrder(
            long correlation, Function<VenueView, ServerMessage.Builder> message, Runnable sent) {
        ask(
                correlation,
                view -> {
                    byte[] bytes = message.apply(view)
                            .setCorrelationId(correlation)
                            .build()
                            .toByteArray();
                    mailbox().post(() -> {
                        sent.run();
                        deliver(bytes);
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
        int bytesMax = loop.venue().config().stream().messageBytesMax();
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
        long correlation = message.getCorrelationId();
        try {
            StrictMessages.check(message);
            onRequest(message);
        } catch (ProblemException refused) {
            fail(correlation, refused.problem());
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A request of a stream failed", failure);
            fail(correlation, Problem.of(Refusal.INTERNAL, "Try again"));
        }
    }

    private void onRequest(ClientMessage message) {
        long correlation = message.getCorrelationId();
        switch (message.getRequestCase()) {
            case AUTHENTICATE -> authenticate(correlation, message.getAuthenticate());
            case PING -> {
                long nonce = message.getPing().getNonce();
                inStreamOrder(
                        correlation,
                        view -> ServerMessage.newBuilder()
                                .setPong(Pong.newBuilder()
                                        .setNonce(nonce)
                                        .setSequence(view.sequence())),
                        () -> {});
            }
            case LIST_MARKETS -> {
                int universe = universe(message.getAccount());
                // What it may see is told now; what becomes of that from then on.
                hub.enter(this);
                inStreamOrder(
                        correlation,
                        view -> StreamHub.markets(view, universe, this::mayKnow),
                        () -> {});
            }
            case SET_SUDO ->
                SudoSwitch.set(this, hub, correlation, message.getSetSudo().getSudo());
            case SUBSCRIBE_BOOK -> {
                long market =
                        visible(message.getAccount(), message.getSubscribeBook().getMarket());
                var pace = message.getSubscribeBook().getPace();
                subscriptions.addBook(market);
                hub.enter(this);
                ask(
                        correlation,
                        view -> hub.subscribeBook(view, this, correlation, market, pace),
                        () -> subscriptions.removeBook(market));
            }
            case SUBSCRIBE_TRADES -> {
                long market = visible(
                        message.getAccount(), message.getSubscribeTrades().getMarket());
                var pace = message.getSubscribeTrades().getPace();
                subscriptions.addTrades(market);
                hub.enter(this);
                ask(
                        correlation,
                        view -> hub.subscribeTrades(view, this, correlation, market, pace),
                        () -> subscriptions.removeTrades(market));
            }
            case SUBSCRIBE_ACCOUNT -> {
                long account = mine(message.getAccount());
                long after = message.getSubscribeAccount().getResumeAfter();
                subscriptions.addAccount(account);
                hub.enter(this);
                ask(
                        correlation,
                        view -> hub.subscribeAccount(view, this, correlation, account, after),
                        subscriptions::removeAccount);
            }
            case SUBSCRIBE_CANDLES, SUBSCRIBE_TICKER, SUBSCRIBE_DEPTH, SUBSCRIBE_ORDERS ->
                subscribe(correlation, topic(message), TopicRequests.pace(message));
            case UNSUBSCRIBE -> unsubscribe(correlation, message);
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
                        loop.venue().authenticator().caller(caller().proof(), session),
                        sudo,
                        address);
            }
            case SET_CANCEL_ON_DISCONNECT -> {
                boolean cancel = message.getSetCancelOnDisconnect().getCancel();
                lastWish.set(callerFor(Scope.TRADE), message.getAccount(), cancel);
                answer(
                        correlation,
                        ServerMessage.newBuilder()
                                .setCancelOnDisconnectSet(
                                        CancelOnDisconnectSet.newBuilder().setCancel(cancel)));
            }
            case REQUEST_NOT_SET ->
                throw new ProblemException(Refusal.FIELD_MISSING, "Add a request");
        }
    }

    /** What a request wants to hear of, if the caller may. */
    private Topic topic(ClientMessage message) {
        int universe = universe(message.getAccount());
        long market = TopicRequests.market(message);
        if (market != 0 || !message.hasSubscribeTicker()) {
            visible(message.getAccount(), market);
        }
        return TopicRequests.topic(message, universe, loop.venue().directory());
    }

    private void subscribe(long correlation, Topic topic, Pace pace) {
        subscriptions.addTopic(topic);
        hub.enter(this);
        ask(
                correlation,
                view -> hub.subscribeTopic(view, this, correlation, topic, pace),
                () -> subscriptions.removeTopic(topic));
    }

    private void command(ClientMessage message) {
        requireUp();
        boolean changes = message.getRequestCase() != ClientMessage.RequestCase.PREVIEW_ORDER;
        Caller who = callerFor(changes ? Scope.TRADE : Scope.READ);
        if (sudo
                && !loop.venue()
                        .noteSudo(
                                who,
                                message.getAccount(),
                                address,
                                Words.of(message.getRequestCase()))) {
            throw new ProblemException(Venue.auditBehind());
        }
        long account = message.getAccount() == 0 ? who.accountId() : message.getAccount();
        String what = Words.of(message.getRequestCase());
        commands.send(
                who,
                sudo,
                message,
                code -> loop.venue().noteDenied(who, account, address, what, code));
    }

    private void requireUp() {
        if (isShuttingDown) {
            throw new ProblemException(Problem.of(
                            Refusal.VENUE_UNAVAILABLE,
                            "This gateway is shutting down: nothing was done; connect again")
                    .retryAfter(SHUT_DOWN_RETRY_MILLIS));
        }
    }

    private void unsubscribe(long correlation, ClientMessage message) {
        Unsubscribe from = message.getUnsubscribe();
        switch (from.getTopicCase()) {
            case BOOK -> {
                subscriptions.removeBook(from.getBook());
                ask(correlation, view -> hub.unsubscribeBook(this, correlation, from.getBook()));
            }
            case TRADES -> {
                subscriptions.removeTrades(from.getTrades());
                ask(
                        correlation,
                        view -> hub.unsubscribeTrades(this, correlation, from.getTrades()));
            }
            case ACCOUNT -> {
                long account = subscriptions.removeAccount();
                ask(correlation, view -> hub.unsubscribeAccount(this, correlation, account));
            }
            case CANDLES, TICKER, DEPTH, ORDERS -> {
                Topic topic = TopicRequests.topic(
                        from, universe(message.getAccount()), loop.venue().directory());
                subscriptions.removeTopic(topic);
                ask(correlation, view -> hub.unsubscribeTopic(this, correlation, topic));
            }
            case TOPIC_NOT_SET -> throw new ProblemException(Refusal.FIELD_MISSING, "Add a topic");
        }
    }

    private void authenticate(long correlation, Authenticate request) {
        SignIn.whenShown(
                loop,
                Presented.message(request.getToken(), address),
                session,
                who -> authenticated(correlation, request.getSudo(), who),
                problem -> {
                    fail(correlation, problem);
                    // What was proved before holds as long as it does.
                    if (caller.isEmpty()) {
                        writer.close(SocketWriter.POLICY, problem.title());
                    }
                });
    }

    private void authenticated(long correlation, boolean wantsSudo, Caller who) {
        if (wantsSudo && !who.isAdministrator()) {
            noteRefused(who);
            fail(correlation, administratorOnly());
            return;
        }
        if (caller.isPresent() && caller.get().accountId() != who.accountId()) {
            fail(
                    correlation,
                    Problem.of(
                            Refusal.REQUEST_INVALID,
                            "This connection is authenticated as another account"));
            return;
        }
        if (wantsSudo && !loop.venue().noteSudo(who, who.accountId(), address, "stream")) {
            fail(correlation, Venue.auditBehind());
            return;
        }
        // A renewal leaves sudo as it is: what that shows and hides is SetSudo's to say.
        sudo = caller.isPresent() ? sudo && who.isAdministrator() : wantsSudo;
        caller = Optional.of(who);
        answer(
                correlation,
                ServerMessage.newBuilder()
                        .setAuthenticated(Authenticated.newBuilder()
                                .setAccount(who.accountId())
                                .setAdministrator(who.isAdministrator())
                                .setSudo(sudo)
                                .setSession(session.id())
                                .setSequence(loop.venue().view().sequence())));
    }

    /**
     * Whoever asks, if their credential is for that.
     *
     * @throws ProblemException if it is not, or nobody has signed in
     */
    private Caller callerFor(Scope scope) {
        Caller who = caller();
        who.requires(scope);
        return who;
    }

    Caller caller() {
        return caller.orElseThrow(() -> new ProblemException(
                Refusal.UNAUTHENTICATED, "Send Authenticate with a token first"));
    }

    /** The account whose stream is asked for, if the caller may see it. */
    private long mine(long account) {
        Caller who = callerFor(Scope.READ);
        if (account == 0 || account == who.accountId()) {
            return who.accountId();
        }
        if (loop.venue().directory().owning().reaches(who.accountId(), account)) {
            return account;
        }
        if ((!sudo || !who.isAdministrator()) && !who.isAuditor()) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        return loop.venue()
                .directory()
                .account(account)
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.ACCOUNT_UNKNOWN)))
                .account();
    }

    static Problem administratorOnly() {
        return Problem.of(Refusal.ADMINISTRATOR_ONLY, "Ask an administrator, or leave out sudo");
    }

    /** Whether the market exists to this connection. Any thread. */
    boolean mayKnow(long market) {
        return mayKnow(loop.venue().directory().audience(market));
    }

    /** Whether a market with that audience exists to this connection. Any thread. */
    boolean mayKnow(MarketAudience audience) {
        Optional<Caller> who = caller;
        return who.isPresent()
                && ((sudo && who.get().isAdministrator())
                        || audience.mayKnow(who.get().accountId()));
    }

    /** Whether this connection may hear of the account. Any thread. */
    boolean mayHear(long account) {
        Optional<Caller> who = caller;
        return who.isPresent()
                && ((sudo && who.get().isAdministrator())
                        || who.get().isAuditor()
                        || loop.venue()
                                .directory()
                                .owning()
                                .reaches(who.get().accountId(), account));
    }

    /** Whether this connection's user has to do with a universe. Any thread. */
    boolean isIn(int universe) {
        Optional<Caller> who = caller;
        return who.isPresent() && loop.venue().directory().isIn(who.get().accountId(), universe);
    }

    /** Drops subscriptions to a market that was withdrawn. */
    void forget(long market) {
        subscriptions.forget(market);
    }

    boolean isSudo() {
        return sudo;
    }

    /** Has it noted that somebody wanted sudo who is no administrator. */
    void noteRefused(Caller who) {
        loop.venue().noteRefused(who, address, "stream", administratorOnly().code());
    }

    /** Has it noted that sudo goes on; false when too much waits to be. */
    boolean noteSudo() {
        return loop.venue().noteSudo(caller(), caller().accountId(), address, "stream");
    }

    void sudo(boolean isOn) {
        sudo = isOn;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Whose markets are meant: those of the universe of the account acted as. */
    private int universe(long account) {
        return loop.venue()
                .directory()
                .account(mine(account))
                .orElse(caller().account())
                .universe();
    }

    /** A market of that account's universe that the caller may know of. */
    private long visible(long account, long market) {
        return Listing.byId(loop.venue().directory(), universe(account), market)
                .filter(listing -> mayKnow(market))
                .orElseThrow(Markets::unknownMarket)
                .market()
                .market();
    }

    /** Has the view's thread do something, once it shows what this session has been told. */
    void ask(long correlation, Consumer<VenueView> question) {
        ask(correlation, question, () -> {});
    }

    /** The same; {@code undo} is run on the event loop if it could not be done. */
    private void ask(long correlation, Consumer<VenueView> question, Runnable undo) {
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
                            undo.run();
                            fail(correlation, problem);
                        });
                    }
                });
    }

    private void answer(long correlation, ServerMessage.Builder message) {
        if (!closed) {
            writer.write(message.setCorrelationId(correlation).build());
        }
    }

    private void fail(long correlation, Problem problem) {
        answer(correlation, failure(problem));
    }

    static ServerMessage.Builder failure(Problem problem) {
        return ServerMessage.newBuilder().setFailure(problem.toFailure());
    }
}
