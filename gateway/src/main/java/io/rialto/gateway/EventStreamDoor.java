package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.view.Directory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What everybody may know of a market as Server-Sent Events, on one event loop: a stream whose
 * subscriptions stand in the address, told in JSON to who only listens.
 */
final class EventStreamDoor {
    /** Event streams of one account at a gateway. */
    static final int STREAMS_MAX = 16;

    private static final Pattern PATH = Pattern.compile("/api/v1/markets/([^/]{1,192})/events");

    private final Loop loop;
    private final StreamHub hub;
    private final Connections ofAccounts;
    private final Set<OrderSocket> open = new LinkedHashSet<>();

    /**
     * @param ofAccounts counts event streams of each account, for all event loops
     */
    EventStreamDoor(Loop loop, StreamHub hub, Connections ofAccounts) {
        this.loop = loop;
        this.hub = hub;
        this.ofAccounts = ofAccounts;
    }

    static boolean isAsked(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.path() != null
                && PATH.matcher(request.path()).matches();
    }

    /** Answers with events until one side has enough, or with a problem document. */
    void open(HttpServerRequest request, ConnectionGuard guard) {
        Session session = loop.venue().authenticator().newSession();
        request.pause();
        try {
            Presented presented = Presented.header(
                    Optional.ofNullable(request.getHeader("Authorization")),
                    request.method().name(),
                    request.uri(),
                    new byte[0],
                    request.remoteAddress().hostAddress());
            SignIn.whenShown(
                    loop,
                    presented,
                    session,
                    caller -> begin(request, guard, session, caller),
                    problem -> refuse(request, problem));
        } catch (ProblemException refused) {
            refuse(request, refused.problem());
        }
    }

    private void begin(
            HttpServerRequest request, ConnectionGuard guard, Session session, Caller caller) {
        if (request.response().closed()) {
            return;
        }
        try {
            caller.requires(Scope.READ);
            long account = actedAs(request, caller);
            Listing listing = find(request, account);
            EventStreamRequest asked = EventStreamRequest.of(request, listing.market(), account);
            EventStreamWriter writer = new EventStreamWriter(
                    request,
                    loop.venue(),
                    asked.hasTrades(),
                    asked.resumeAfter(loop.venue().view().sequence()));
            OrderSocket socket = new OrderSocket(
                    writer,
                    request.remoteAddress().hostAddress(),
                    loop,
                    hub,
                    session,
                    Optional.of(caller),
                    false);
            if (!socket.mayKnow(listing.market().market())) {
                throw Markets.unknownMarket();
            }
            enter(caller);
            guard.becomesStream();
            request.resume();
            opened(request.response(), writer, socket, caller);
            for (ClientMessage message : asked.messages()) {
                socket.onMessage(Buffer.buffer(message.toByteArray()));
            }
        } catch (ProblemException refused) {
            refuse(request, refused.problem());
        }
    }

    /** As REST has it: the caller's own account, or one that it may read. */
    private long actedAs(HttpServerRequest request, Caller caller) {
        String named = request.getParam(Exchange.ACCOUNT);
        long account = named == null ? caller.accountId() : Markets.id(named);
        if (!caller.isAuditor()
                && !loop.venue().directory().owning().reaches(caller.accountId(), account)) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        return account;
    }

    private Listing find(HttpServerRequest request, long account) {
        Directory directory = loop.venue().directory();
        int universe = directory
                .account(account)
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.ACCOUNT_UNKNOWN)))
                .universe();
        return Optional.of(PATH.matcher(request.path()))
                .filter(Matcher::matches)
                .flatMap(path -> Listing.find(directory, universe, decoded(path.group(1))))
                .orElseThrow(Markets::unknownMarket);
    }

    /** A part of a path, in which a plus sign is one. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    Problem.of(Refusal.PARAMETER_INVALID, "Escape % in a path as %25"));
        }
    }

    private void enter(Caller caller) {
        if (!ofAccounts.enter(Long.toString(caller.accountId()))) {
            throw new ProblemException(Problem.of(
                            Refusal.TOO_MANY_SUBSCRIPTIONS,
                            "End one: an account may have " + STREAMS_MAX + " event streams")
                    .limitedBy("events.streams"));
        }
    }

    private void opened(
            HttpServerResponse response,
            EventStreamWriter writer,
            OrderSocket socket,
            Caller caller) {
        open.add(socket);
        loop.venue().metrics().streams(1);
        Runnable left = () -> {
            if (open.remove(socket)) {
                ofAccounts.leave(Long.toString(caller.accountId()));
                loop.venue().metrics().streams(-1);
                socket.onClosed();
            }
        };
        response.exceptionHandler(OrderSocket::onFailure);
        response.closeHandler(closed -> left.run());
        response.endHandler(ended -> left.run());
        writer.begin();
    }

    /** Who only listens sends nothing: that it is gone is told by what cannot be written. */
    void sweep(long now) {
        for (OrderSocket socket : open.toArray(new OrderSocket[0])) {
            socket.onReceived();
            socket.sweep(now);
        }
    }

    void close() {
        for (OrderSocket socket : open.toArray(new OrderSocket[0])) {
            socket.closeGoingAway();
        }
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        request.resume();
        if (!request.response().closed()) {
            HttpCarrier.refuse(request.response(), problem, loop.venue().view().sequence());
        }
    }
}
