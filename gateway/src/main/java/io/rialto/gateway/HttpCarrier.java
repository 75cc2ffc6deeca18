package io.rialto.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

import java.util.List;
import java.util.Optional;

/** A request of REST. */
final class HttpCarrier implements Carrier {
    /** Which account was acted as. */
    private static final String ACCOUNT = "X-Account";

    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    static final String RATE_LIMIT = "RateLimit";

    private final RoutingContext context;

    HttpCarrier(RoutingContext context) {
        this.context = context;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    @Override
    public List<String> headers(String name) {
        return context.request().headers().getAll(name);
    }

    @Override
    public String path(String name) {
        return context.pathParam(name);
    }

    @Override
    public Iterable<String> queryNames() {
        return parameters().names();
    }

    @Override
    public List<String> query(String name) {
        return parameters().getAll(name);
    }

    private MultiMap parameters() {
        try {
            return context.queryParams();
        } catch (HttpException malformed) {
            throw new ProblemException(Refusal.PARAMETER_INVALID, "Escape % in a query as %25");
        }
    }

    @Override
    public Optional<Buffer> body() {
        return Optional.ofNullable(context.body()).flatMap(b -> Optional.ofNullable(b.buffer()));
    }

    @Override
    public String address() {
        return context.request().remoteAddress().hostAddress();
    }

    @Override
    public Optional<Caller> caller() {
        return Optional.empty();
    }

    @Override
    public Presented presented() {
        HttpServerRequest request = context.request();
        return Presented.header(
                header("Authorization"),
                request.method().name(),
                request.uri(),
                body().map(Buffer::getBytes).orElse(new byte[0]),
                address());
    }

    @Override
    public boolean isGone() {
        return context.response().closed();
    }

    @Override
    public void traced(TraceContext trace) {
        context.response().putHeader(TraceContext.ANSWER_HEADER, trace.text());
    }

    @Override
    public void shown(long account, boolean sudo) {
        context.response()
                .putHeader(ACCOUNT, Long.toString(account))
                .putHeader(Exchange.SUDO, Boolean.toString(sudo));
    }

    @Override
    public void left(RequestGate.Usage usage) {
        context.response()
                .putHeader(RATE_LIMIT_POLICY, usage.policy())
                .putHeader(RATE_LIMIT, usage.standing());
    }

    @Override
    public void answer(Reply reply) {
        HttpServerResponse response = context.response().setStatusCode(reply.status());
        response.putHeader("Content-Type", reply.type());
        if (reply.replayed()) {
            response.putHeader(Exchange.IDEMPOTENT_REPLAYED, "true");
        }
        // A handler may have said otherwise of what never changes.
        if (!response.headers().contains("Cache-Control")) {
            response.putHeader("Cache-Control", "no-store");
        }
        response.putHeader(Exchange.SEQUENCE, Long.toString(reply.sequence()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            // Of the body only its length is told.
            response.putHeader(
                    "Content-Length", Integer.toString(reply.content().length()));
            response.end();
        } else {
            response.end(reply.content());
        }
    }

    @Override
    public void refuse(Problem problem, long viewSequence) {
        HttpServerResponse response = context.response();
        boolean isPage = ProblemPage.isWanted(context.request());
        head(response, problem, viewSequence);
        response.end(
                isPage ? ProblemPage.of(response, problem) : problem.toJson().toBuffer());
    }

    /** Answers a request with a problem document. */
    static void refuse(HttpServerResponse response, Problem problem, long viewSequence) {
        head(response, problem, viewSequence);
        response.end(problem.toJson().toBuffer());
    }

    private static void head(HttpServerResponse response, Problem problem, long viewSequence) {
        response.setStatusCode(problem.status());
        response.putHeader("Content-Type", Exchange.PROBLEM_TYPE);
        response.putHeader("Cache-Control", "no-store");
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.replayed()) {
            response.putHeader(Exchange.IDEMPOTENT_REPLAYED, "true");
        }
        if (problem.retryAfterMillis() > 0) {
            // The header knows whole seconds only.
            String seconds = Long.toString((problem.retryAfterMillis() + 999) / 1_000);
            response.putHeader("Retry-After", seconds);
            if (!problem.limit().isEmpty() && !response.headers().contains(RATE_LIMIT)) {
                response.putHeader(RATE_LIMIT, "\"" + problem.limit() + "\";r=0;t=" + seconds);
            }
        }
        long sequence = problem.sequence() > 0 ? problem.sequence() : viewSequence;
        response.putHeader(Exchange.SEQUENCE, Long.toString(sequence));
    }

    @Override
    public CommandDesk.Completion hearing(CommandDesk.Completion sender) {
        return sender;
    }

    @Override
    public RoutingContext http() {
        return context;
    }
}
