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
    private static final Pattern PATH = Pattern.compile("/api/v1/markets/([^/]{1,192})/events");

    private final Loop loop;
    private final StreamHub hub;
    private final Set<OrderSocket> open = new LinkedHashSet<>();

    EventStreamDoor(Loop loop, StreamHub hub) {
        this.loop = loop;
        this.hub = hub;
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
        StreamEntry.open(
                loop,
                StreamDoor.entry(request),
                session,
                // A market or an account may be as new as the answer that told of it.
                rights -> SignIn.whenCaughtUp(loop, () -> begin(request, guard, session, rights)),
                problem -> refuse(request, problem));
    }

    private void begin(
            HttpServerRequest request,
            ConnectionGuard guard,
            Session session,
            SocketRights rights) {
        if (request.response().closed()) {
            rights.share().leave();
            return;
        }
        try {
            // Who asks comes first. Then as REST has it: their own account, or one that they may
            // read.
            var _ = rights.callerFor(Scope.READ);
            String named = request.getParam(Exchange.ACCOUNT);
            long account = rights.mine(named == null ? 0 : Markets.id(named));
            Listing listing = find(request, account);
            EventStreamRequest asked = EventStreamRequest.of(request, listing.market(), account);
            EventStreamWriter writer = new EventStreamWriter(
                    request,
                    loop.venue(),
                    asked.hasTrades(),
                    asked.resumeAfter(loop.venue().view().sequence()));
            OrderSocket socket = new OrderSocket(writer, loop, hub, session, rights);
            if (!rights.mayKnow(listing.market().market())) {
                throw Markets.unknownMarket();
            }
            guard.becomesStream();
            request.resume();
            opened(request.response(), writer, socket);
            for (ClientMessage message : asked.messages()) {
                socket.onMessage(Buffer.buffer(message.toByteArray()));
            }
        } catch (ProblemException refused) {
            rights.share().leave();
            refuse(request, refused.problem());
        }
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

    private void opened(HttpServerResponse response, EventStreamWriter writer, OrderSocket socket) {
        open.add(socket);
        loop.venue().metrics().streams(1);
        Runnable left = () -> {
            if (open.remove(socket)) {
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
