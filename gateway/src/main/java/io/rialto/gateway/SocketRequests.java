package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.Authenticated;
import io.rialto.protocol.v1.CancelOnDisconnectSet;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pong;
import io.rialto.protocol.v1.ServerMessage;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What the messages of one stream ask for. Owned by the stream's event loop. */
final class SocketRequests {
    private static final Logger LOG = Logger.getLogger(SocketRequests.class.getName());

    private static final int SHUT_DOWN_RETRY_MILLIS = 1_000;

    private final OrderSocket socket;
    private final Loop loop;
    private final StreamHub hub;
    private final SocketCommands commands;
    private final StreamCalls calls;
    private final LastWish lastWish;
    private final Session session;
    private final SocketRights rights;
    private final SocketTopics topics;

    private boolean isShuttingDown;

    SocketRequests(
            OrderSocket socket,
            Loop loop,
            StreamHub hub,
            SocketCommands commands,
            StreamCalls calls,
            LastWish lastWish,
            Session session) {
        this.socket = socket;
        this.loop = loop;
        this.hub = hub;
        this.commands = commands;
        this.calls = calls;
        this.lastWish = lastWish;
        this.session = session;
        rights = socket.rights();
        topics = new SocketTopics(
                socket, socket.subscriptions(), hub, loop.venue().directory());
    }

    /** Does what a message asks for, and tells of what cannot be done. */
    void take(ClientMessage message) {
        handle(message, () -> {
            StrictMessages.check(message);
            onRequest(message);
        });
    }

    /** The gateway ends: nothing more is done. */
    void shutDown() {
        isShuttingDown = true;
    }

    private void handle(ClientMessage message, Runnable request) {
        Asked asked = Asked.by(message);
        try {
            request.run();
        } catch (ProblemException refused) {
            socket.fail(asked, refused.problem());
        } catch (RuntimeException failure) {
            LoggedTrace.run(
                    TraceContext.of(message.getTraceparent()),
                    () -> LOG.log(Level.SEVERE, "A request of a stream failed", failure));
            socket.fail(asked, Problem.of(Refusal.INTERNAL, "Try again"));
        }
    }

    private void onRequest(ClientMessage message) {
        Asked asked = Asked.by(message);
        switch (message.getRequestCase()) {
            case AUTHENTICATE -> authenticate(asked, message.getAuthenticate());
            case PING -> {
                long nonce = message.getPing().getNonce();
                socket.inStreamOrder(
                        asked,
                        view -> ServerMessage.newBuilder()
                                .setPong(Pong.newBuilder()
                                        .setNonce(nonce)
                                        .setSequence(view.sequence())
                                        .setTime(Venue.now())),
                        () -> {});
            }
            case LIST_MARKETS -> topics.listMarkets(message);
            case SET_SUDO ->
                SudoSwitch.set(socket, hub, asked, message.getSetSudo().getSudo());
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
                socket.answer(
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
                if (!socket.isEnding()) {
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
        socket.fail(asked, problem);
        // What was proved before holds as long as it does.
        if (!rights.isSignedIn()) {
            socket.close(problem.title());
        }
    }

    private void authenticated(Asked asked, boolean wantsSudo, Caller who) {
        if (socket.isEnding()) {
            return;
        }
        try {
            rights.signIn(who, wantsSudo);
        } catch (ProblemException refused) {
            socket.fail(asked, refused.problem());
            return;
        }
        socket.answer(
                asked,
                ServerMessage.newBuilder()
                        .setAuthenticated(Authenticated.newBuilder()
                                .setAccount(who.accountId())
                                .setAdministrator(who.isAdministrator())
                                .setSudo(rights.isSudo())
                                .setSession(session.id())
                                .setSequence(loop.venue().view().sequence())));
    }
}
