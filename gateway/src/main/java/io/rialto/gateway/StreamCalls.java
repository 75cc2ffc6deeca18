package io.rialto.gateway;

import io.rialto.protocol.v1.Call;
import io.rialto.protocol.v1.Called;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Does on one connection of the stream what REST does, by the name of the operation: each call is
 * an {@link Exchange} of its route, so that nothing of it is said twice. Owned by one event loop.
 */
final class StreamCalls {
    /** Queries wait in the view and the history: one connection may not fill them alone. */
    static final int UNANSWERED_MAX = 32;

    private final Loop loop;
    private final SocketCommands commands;
    private final SocketCommands.Answers answers;
    private final Consumer<byte[]> inOrder;
    private final BooleanSupplier closed;
    private final SocketRights rights;
    private int unanswered;

    /**
     * The calls of a connection.
     *
     * @param answers takes the answers to commands, at once
     * @param inOrder takes the answers to reads, behind what the connection was told before
     */
    StreamCalls(
            Loop loop,
            SocketCommands commands,
            SocketCommands.Answers answers,
            Consumer<byte[]> inOrder,
            BooleanSupplier closed,
            SocketRights rights) {
        this.loop = loop;
        this.rights = rights;
        this.commands = commands;
        this.answers = answers;
        this.inOrder = inOrder;
        this.closed = closed;
    }

    /**
     * Begins a call.
     *
     * @throws ProblemException if there is no such operation here
     */
    void start(ClientMessage message, Caller caller, boolean sudo, String address) {
        Call call = message.getCall();
        Route route = Routes.named(call.getOperation())
                .orElseThrow(() -> new ProblemException(
                        Refusal.NOT_FOUND, "Call an operation of /openapi.json"));
        route.onlyOverHttp().ifPresent(reason -> {
            throw new ProblemException(Refusal.METHOD_NOT_ALLOWED, "Use REST. " + reason);
        });
        if (!call.getBody().isEmpty() && route.request().isEmpty()) {
            throw new ProblemException(
                    Refusal.FIELD_UNKNOWN, "Leave out \"body\": the operation takes none");
        }
        Map<String, String> parameters = parameters(message, route);
        if (unanswered >= UNANSWERED_MAX) {
            throw new ProblemException(Problem.of(
                            Refusal.TOO_MANY_IN_FLIGHT,
                            "Wait for answers: at most " + UNANSWERED_MAX + " calls at a time")
                    .retryAfter(1)
                    .limitedBy("stream.calls"));
        }
        unanswered++;
        new Exchange(new OfStream(message, caller, sudo, address, parameters, route), route, loop)
                .start();
    }

    /** Whether every call was answered. */
    boolean isIdle() {
        return unanswered == 0;
    }

    private static Map<String, String> parameters(ClientMessage message, Route route) {
        Map<String, String> parameters = new LinkedHashMap<>(message.getCall().getParametersMap());
        if (message.getAccount() != 0) {
            String account = Long.toUnsignedString(message.getAccount());
            String named = parameters.putIfAbsent(Exchange.ACCOUNT, account);
            if (named != null && !named.equals(account)) {
                throw new ProblemException(
                        Refusal.PARAMETER_INVALID,
                        "The message's \"account\" is " + account + ", the parameter \"account\" "
                                + named + ": leave one of them out");
            }
        }
        for (Route.Parameter each : route.parameters()) {
            if (each.place() == Route.Place.PATH && !parameters.containsKey(each.name())) {
                throw new ProblemException(
                        Refusal.FIELD_MISSING, "Add the parameter \"" + each.name() + "\"");
            }
        }
        return parameters;
    }

    /** One call. */
    private final class OfStream implements Carrier {
        private final Asked asked;
        private final Caller caller;
        private final String address;
        private final Map<String, String> parameters;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Route route;
        private final Optional<Buffer> body;
        private boolean isOfCommand;

        OfStream(
                ClientMessage message,
                Caller caller,
                boolean sudo,
                String address,
                Map<String, String> parameters,
                Route route) {
            this.asked = new Asked(
                    message.getCorrelationId(),
                    Listing.id(parameters.getOrDefault(Exchange.ACCOUNT, "0")).orElse(0L));
            this.caller = caller;
            this.address = address;
            this.parameters = parameters;
            this.route = route;
            String text = message.getCall().getBody();
            body = text.isEmpty() ? Optional.empty() : Optional.of(Buffer.buffer(text));
            headers.put("Content-Type", Exchange.JSON_TYPE);
            headers.put(Exchange.SUDO, Boolean.toString(sudo));
            if (!message.getIdempotencyKey().isEmpty()) {
                headers.put(Exchange.IDEMPOTENCY_KEY, message.getIdempotencyKey());
            }
            if (!message.getTraceparent().isEmpty()) {
                headers.put(TraceContext.HEADER, message.getTraceparent());
            }
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public List<String> headers(String name) {
            return header(name).stream().toList();
        }

        @Override
        public String path(String name) {
            return parameters.get(name);
        }

        @Override
        public List<String> queryNames() {
            return parameters.keySet().stream().filter(name -> !isOfPath(name)).toList();
        }

        private boolean isOfPath(String name) {
            return route.parameters().stream()
                    .anyMatch(each ->
                            each.place() == Route.Place.PATH && each.name().equals(name));
        }

        @Override
        public List<String> query(String name) {
            return parameters.containsKey(name) && !isOfPath(name)
                    ? List.of(parameters.get(name))
                    : List.of();
        }

        @Override
        public Optional<Buffer> body() {
            return body;
        }

        @Override
        public void shown(long account, boolean sudo) {
            // The envelope says it.
        }

        @Override
        public void left(RequestGate.Usage usage) {
            // The envelope says it.
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public Optional<Caller> caller() {
            return Optional.of(caller);
        }

        @Override
        public Presented presented() {
            throw new IllegalStateException("the connection has proved who asks");
        }

        @Override
        public boolean isGone() {
            return closed.getAsBoolean();
        }

        @Override
        public void traced(TraceContext trace) {
            // The correlation says which request it was.
        }

        @Override
        public void answer(Reply reply) {
            tell(ServerMessage.newBuilder()
                    .setCalled(Called.newBuilder()
                            .setBody(reply.content().toString())
                            .setSequence(reply.sequence())
                            .setReplayed(reply.replayed())));
        }

        @Override
        public void refuse(Problem problem, long viewSequence) {
            tell(OrderSocket.failure(problem));
        }

        private void tell(ServerMessage.Builder message) {
            unanswered--;
            if (isOfCommand) {
                answers.answer(asked, message);
            } else {
                inOrder.accept(asked.in(message, rights).build().toByteArray());
            }
        }

        @Override
        public CommandDesk.Completion hearing(CommandDesk.Completion sender) {
            isOfCommand = true;
            return commands.hearing(sender);
        }

        @Override
        public RoutingContext http() {
            throw new IllegalStateException("operation " + route.name() + " is of HTTP only");
        }
    }
}
