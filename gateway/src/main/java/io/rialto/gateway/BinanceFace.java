package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The venue as clients of the Binance API know one: the same accounts, keys, orders and limits under
 * that API's addresses, names and errors. Has no state of its own but counts of requests. One per
 * event loop.
 */
final class BinanceFace {
    static final String KEY = "X-MBX-APIKEY";

    /** Counted for all loops of a process together. */
    private final BinanceLimits limits;

    private final Loop loop;

    BinanceFace(Loop loop, BinanceLimits limits) {
        this.loop = loop;
        this.limits = limits;
    }

    void route(Router router, BodyHandler body) {
        for (String prefix : new String[] {"/api/v3/*", "/sapi/*", "/fapi/*", "/dapi/*"}) {
            router.route(prefix).handler(body).handler(this::serve);
        }
    }

    private void serve(RoutingContext context) {
        HttpServerRequest request = context.request();
        String address = request.remoteAddress().hostAddress();
        Responder responder = new Responder(context.response());
        new BinanceCall(loop, Map.of(), Optional.empty(), responder).guarded(() -> {
            weigh(address, 1, responder);
            boolean isHead = request.method().equals(HttpMethod.HEAD);
            HttpMethod method = isHead ? HttpMethod.GET : request.method();
            BinanceRoute route = BinanceRoute.find(method, request.path())
                    .orElseThrow(() -> BinanceError.of(404, -1000, "There is no such call here.")
                            .refused());
            Buffer form = context.body() == null ? null : context.body().buffer();
            BinanceParameters parameters = BinanceParameters.of(
                    Optional.ofNullable(request.query()).orElse(""),
                    form == null ? "" : form.toString(StandardCharsets.UTF_8));
            Optional<String> key = Optional.ofNullable(request.getHeader(KEY));
            start(route, parameters, key, address, responder);
        });
    }

    /**
     * Counts what a request weighs, and tells it.
     *
     * @throws BinanceError.RefusedException if its address has used up what it may
     */
    void weigh(String address, int weight, BinanceCall.Reply reply) {
        int used = limits.weigh(address, weight);
        reply.weighed(used);
        if (used > BinanceLimits.WEIGHT_MAX) {
            throw BinanceError.tooMany(BinanceLimits.untilNextMinute()).refused();
        }
    }

    /** Does what a route says, once it is known who asks; that a request came has been counted. */
    void start(
            BinanceRoute route,
            BinanceParameters parameters,
            Optional<String> key,
            String address,
            BinanceCall.Reply reply) {
        BinanceCall open = new BinanceCall(loop, parameters.values(), Optional.empty(), reply);
        open.guarded(() -> {
            if (!loop.venue().isComplete()) {
                throw new ProblemException(SignIn.starting());
            }
            weigh(address, route.weight(parameters.values()) - 1, reply);
            BinanceTerms.check(route.terms(), parameters.values());
            Consumer<Caller> work = caller -> {
                if (route.isOrder()) {
                    reply.ordered(limits.order(caller.accountId()), caller.profile());
                }
                BinanceCall call =
                        new BinanceCall(loop, parameters.values(), Optional.of(caller), reply);
                call.guarded(() -> route.handler().handle(call));
            };
            switch (route.security()) {
                case NONE -> route.handler().handle(open);
                case KEY -> name(open, key, address, work);
                case READ, TRADE ->
                    signIn(open, parameters, key, address, route.security().scope(), work);
            }
        });
    }

    /** Finds out whose signature it is; what is wrong with it is the call's answer. */
    void signIn(
            BinanceCall call,
            BinanceParameters parameters,
            Optional<String> key,
            String address,
            Scope scope,
            Consumer<Caller> then) {
        String name = named(key);
        Map<String, String> values = parameters.values();
        BinanceParameters.checkTime(values);
        String signature = Optional.ofNullable(values.get(BinanceParameters.SIGNATURE))
                .orElseThrow(
                        () -> BinanceError.missing(BinanceParameters.SIGNATURE).refused());
        byte[] payload = parameters.payload().getBytes(StandardCharsets.UTF_8);
        Authenticator authenticator = loop.venue().authenticator();
        proved(call, authenticator.provePayload(name, payload, signature, address), scope, then);
    }

    private static String named(Optional<String> key) {
        return key.filter(text -> text.matches("rk_[\\w-]{16,64}"))
                .orElseThrow(() -> BinanceError.key().refused());
    }

    /** Finds out whose key is named. That proves nothing: it is enough to listen, as it is there. */
    private void name(
            BinanceCall call, Optional<String> key, String address, Consumer<Caller> then) {
        Authenticator authenticator = loop.venue().authenticator();
        proved(call, authenticator.proveNamed(named(key), address), Scope.READ, then);
    }

    private void proved(
            BinanceCall call,
            CompletableFuture<Proof> proving,
            Scope scope,
            Consumer<Caller> then) {
        Consumer<Proof> proved = proof -> {
            Caller caller = loop.venue().authenticator().caller(proof);
            caller.requires(scope);
            then.accept(caller);
        };
        if (proving.isDone() && !proving.isCompletedExceptionally()) {
            proved.accept(proving.join());
        } else {
            call.deliver(proving, proved);
        }
    }

    /** Answers an HTTP request. */
    private record Responder(HttpServerResponse response) implements BinanceCall.Reply {
        @Override
        public void weighed(int used) {
            tell("X-MBX-USED-WEIGHT-1M", used);
        }

        @Override
        public void ordered(int count, LimitProfile profile) {
            tell("X-MBX-ORDER-COUNT-10S", count);
        }

        private void tell(String header, int count) {
            if (!response.closed()) {
                response.putHeader(header, Integer.toString(count));
            }
        }

        @Override
        public void answer(Object json) {
            end(200, json);
        }

        @Override
        public void refuse(BinanceError error) {
            if (error.retryAfterMillis() > 0 && !response.closed()) {
                response.putHeader(
                        "Retry-After", Long.toString((error.retryAfterMillis() + 999) / 1_000));
            }
            end(error.status(), error.json());
        }

        private void end(int status, Object json) {
            if (!response.ended() && !response.closed()) {
                response.setStatusCode(status);
                response.putHeader("Content-Type", "application/json;charset=UTF-8");
                response.putHeader("Cache-Control", "no-store");
                response.end(Json.encode(json));
            }
        }
    }
}
