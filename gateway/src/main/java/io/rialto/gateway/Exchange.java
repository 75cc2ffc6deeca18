package io.rialto.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.view.MarketAudience;
import io.rialto.view.VenueView;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One request of a {@link Route} and its answer, by REST or by a call of the stream. Lives on its
 * connection's event loop and is answered once: whatever comes later is dropped.
 */
final class Exchange {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IDEMPOTENCY_KEY_OLD = "X-Idempotency-Key";
    static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";
    static final String MIN_SEQUENCE = "X-Min-Sequence";
    static final String SEQUENCE = "X-Sequence";
    static final String SUDO = "X-Sudo";
    static final String ACCOUNT = "account";
    static final String JSON_TYPE = "application/json";
    static final String PROBLEM_TYPE = "application/problem+json";

    private static final Logger LOG = Logger.getLogger(Exchange.class.getName());

    private final Carrier carrier;
    private final Route route;
    private final Loop loop;
    private final long startedAt = System.nanoTime();
    private Optional<Proof> proof = Optional.empty();
    private Optional<Caller> caller = Optional.empty();
    private JsonObject body = new JsonObject();
    private long minSequence;

    /** What the view showed at least when the handler looked names up. */
    private long shownAtStart;

    private boolean sudo;

    /** The sender's, and then that under which a command was sent. */
    private TraceContext trace;

    /** The account that a command was sent for with an administrator's rights. */
    private OptionalLong sudoFor = OptionalLong.empty();

    private boolean waited;
    private boolean answered;

    Exchange(Carrier carrier, Route route, Loop loop) {
        this.carrier = carrier;
        this.route = route;
        this.loop = loop;
        this.trace = TraceContext.of(carrier.headers(TraceContext.HEADER));
    }

    /** A read's answer and the event after which it is true. */
    record Read<T>(long sequence, T value) {}

    /** Does the route's work, once the request is found to be one that it may do. */
    void start() {
        guarded(() -> {
            minSequence = minSequenceHeader();
            checkParameters();
            run();
        });
    }

    private void run() {
        shownAtStart = venue().view().sequence();
        guarded(() -> {
            if (route.access() != Route.Access.PUBLIC) {
                if (!venue().isComplete()) {
                    throw new ProblemException(SignIn.starting());
                }
                if (!isProved()) {
                    return;
                }
                signIn();
            }
            // Only now: whoever may not ask is told that, and costs no parsing.
            body = parseBody();
            route.handler().handle(this);
        });
    }

    /** Whether it is known who asks; if not yet, the request goes on when it is. */
    private boolean isProved() {
        if (proof.isPresent() || carrier.caller().isPresent()) {
            return true;
        }
        CompletableFuture<Proof> proving = venue().authenticator().prove(carrier.presented());
        if (proving.isDone() && !proving.isCompletedExceptionally()) {
            proof = Optional.of(proving.join());
            return true;
        }
        deliver(proving, proved -> {
            proof = Optional.of(proved);
            run();
        });
        return false;
    }

    private void signIn() {
        Caller who = carrier.caller()
                .orElseGet(() -> venue().authenticator().caller(proof.orElseThrow()));
        // Also of somebody who may not: that is noted.
        caller = Optional.of(who);
        who.requires(route.scope());
        boolean reads = route.scope() == Scope.READ;
        if (route.access() == Route.Access.PERSON && who.proof().kind() != Proof.Kind.SESSION) {
            throw new ProblemException(Refusal.PERSON_ONLY, "Use the access token of a sign-in");
        }
        if (route.access() == Route.Access.ADMINISTRATOR
                && !who.isAdministrator()
                && !(reads && who.isAuditor())) {
            throw new ProblemException(Refusal.ADMINISTRATOR_ONLY, "Ask an administrator");
        }
        sudo = asksForSudo();
        if (sudo && !who.isAdministrator()) {
            throw new ProblemException(Refusal.ADMINISTRATOR_ONLY, "Leave out " + SUDO);
        }
        boolean mayAnyones = sudo || (reads && who.isAuditor());
        if (!mayAnyones && !venue().directory().owning().reaches(who.accountId(), actedAs())) {
            throw new ProblemException(Markets.unknown(Code.ACCOUNT_NOT_YOURS));
        }
        carrier.shown(actedAs(), who.isAdministrator() && isAdministrating());
        noteRead(who);
    }

    /** Sudo of a connection was noted when it was switched on, a command is when it is sent. */
    private void noteRead(Caller who) {
        if (sudo
                && carrier.caller().isEmpty()
                && route.method().equals(HttpMethod.GET)
                && !venue().noteSudoRead(who, actedAs(), address(), route.name())) {
            throw new ProblemException(Venue.auditBehind());
        }
    }

    private boolean asksForSudo() {
        return carrier.header(SUDO).filter("true"::equals).isPresent();
    }

    /** Where the request came from. */
    String address() {
        return carrier.address();
    }

    /** Whether browsers reach this address over TLS, as a proxy in front says. */
    boolean isSecure() {
        return "https".equals(http().request().scheme())
                || carrier.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
    }

    /** The request is done once at most, even where the view is behind. */
    void onlyOnce() {
        waited = true;
    }

    private void guarded(Runnable work) {
        LoggedTrace.run(trace, () -> attempt(work));
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (ViewNeededException behind) {
            runOnceShown(wantedSequence());
        } catch (ProblemException refused) {
            if (!retryWhenViewHasCaughtUp(refused.problem())) {
                refuse(refused.problem());
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A request failed: " + route.name(), failure);
            refuse(Problem.of(Refusal.INTERNAL, "Try again; the operator has been told"));
        }
    }

    /**
     * What a request names may have been made by an answered command that the view does not show
     * yet: then the request waits for the view and is tried once more. Handlers refuse for unknown
     * names before they do anything.
     */
    private boolean retryWhenViewHasCaughtUp(Problem problem) {
        boolean mayBeNew =
                problem.status() == 404 || problem.status() == 401 || problem.status() == 403;
        long wanted = Math.max(minSequence, venue().clock().sequence());
        if (waited || !mayBeNew || shownAtStart >= wanted) {
            return false;
        }
        runOnceShown(wanted);
        return true;
    }

    /**
     * Lets what the caller has been told be shown by the view before anything is done: for answers
     * that come from elsewhere, of which the view says who may see what. Called by handlers that have
     * done nothing yet; the request begins again if it must wait.
     */
    void needView() {
        if (!waited && shownAtStart < wantedSequence()) {
            throw new ViewNeededException();
        }
    }

    private void runOnceShown(long wanted) {
        waited = true;
        Duration wait = Duration.ofMillis(venue().config().viewWaitMillis());
        deliver(venue().view().query(wanted, wait, view -> view.sequence()), reached -> run());
    }

    /** The request waits for the view; no failure, so it tells of no place. */
    private static final class ViewNeededException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ViewNeededException() {
            super(null, null, false, false);
        }
    }

    Venue venue() {
        return loop.venue();
    }

    Loop loop() {
        return loop;
    }

    /** Who asks; only on routes that are not public. */
    Caller caller() {
        return caller.orElseThrow();
    }

    /** The account acted as: the caller's own, one it owns, or what sudo lets it name. */
    long actedAs() {
        if (route.readsAccountOfPath()) {
            return Markets.id(path(ACCOUNT));
        }
        return query(ACCOUNT).map(Markets::id).orElse(caller().accountId());
    }

    /** The universe whose names the caller uses. */
    int callerUniverse() {
        return venue().directory().account(actedAs()).orElse(caller().account()).universe();
    }

    /**
     * Whether a market exists to who asks: to the account acted as, to the caller, or because an
     * administrator's rights are used. Where it does not, the answer is that to an unknown one.
     */
    boolean mayKnow(long market) {
        MarketAudience audience = venue().directory().audience(market);
        return sudo
                || route.access() == Route.Access.ADMINISTRATOR
                || audience.mayKnow(actedAs())
                || audience.mayKnow(caller().accountId());
    }

    /** The body, checked against the route's schema; empty where it takes none. */
    JsonObject body() {
        return body;
    }

    /** A parameter of the path. */
    String path(String name) {
        return carrier.path(name);
    }

    /** A parameter of the query. */
    Optional<String> query(String name) {
        return carrier.query(name).stream().findFirst();
    }

    /** What a page begins after: 0 where nothing was said, behind everything where it is beyond all. */
    long after() {
        return query("after")
                .map(text -> Decimals.parse(text, 0).orElse(Long.MAX_VALUE))
                .orElse(0L);
    }

    /** The exchange of HTTP, for routes that are {@linkplain Route.Builder#onlyOverHttp its own}. */
    RoutingContext http() {
        return carrier.http();
    }

    /**
     * The request's idempotency key.
     *
     * @throws ProblemException if it has several: which of them is meant cannot be known
     */
    IdempotencyKey key() {
        Set<String> sent = new HashSet<>(carrier.headers(IDEMPOTENCY_KEY));
        sent.addAll(carrier.headers(IDEMPOTENCY_KEY_OLD));
        if (sent.size() > 1) {
            throw new ProblemException(
                    Refusal.IDEMPOTENCY_KEY_INVALID, "Send one key: there are several");
        }
        return sent.stream()
                .findFirst()
                .map(text -> IdempotencyKey.of(caller().accountId(), text))
                .orElse(IdempotencyKey.NONE);
    }

    /** Sends a command for the account acted as. */
    void command(Command command, Measures measures, Function<CommandAnswer, JsonObject> told) {
        send(actedAs(), sudo, command, measures, answered(told));
    }

    private Consumer<CommandAnswer> answered(Function<CommandAnswer, JsonObject> told) {
        return answer -> answer(told.apply(answer), answer.sequence(), answer.repeated());
    }

    /** The same, and does what follows an answer that it was done. */
    void commandThen(Command command, Measures measures, Consumer<CommandAnswer> done) {
        send(actedAs(), sudo, command, measures, done);
    }

    /** Sends a command for an account that a path or body names, under sudo if the caller says so. */
    void commandFor(
            long account,
            Command command,
            Measures measures,
            Function<CommandAnswer, JsonObject> told) {
        send(account, sudo, command, measures, answered(told));
    }

    /** Whether the caller may see what only owners of the account may. */
    boolean maySee(long account) {
        return sudo || venue().directory().owning().reaches(caller().accountId(), account);
    }

    /** Whether the caller acts as an administrator, by the address or because it says so. */
    boolean isAdministrating() {
        return sudo || route.access() == Route.Access.ADMINISTRATOR;
    }

    /** Whether the caller uses its administrator's rights. */
    boolean isSudo() {
        return sudo;
    }

    /** Sends an administrator's command for an account. */
    void sudo(
            long account,
            Command command,
            Measures measures,
            Function<CommandAnswer, JsonObject> told) {
        send(account, true, command, measures, answered(told));
    }

    private void send(
            long account,
            boolean asAdministrator,
            Command command,
            Measures measures,
            Consumer<CommandAnswer> done) {
        if (asAdministrator && !venue().noteSudo(caller(), account, address(), route.name())) {
            refuse(Venue.auditBehind());
            return;
        }
        carrier.shown(account, asAdministrator);
        sudoFor = asAdministrator ? OptionalLong.of(account) : OptionalLong.empty();
        trace = trace.at(venue().config().tracing());
        if (!trace.isNone()) {
            carrier.traced(trace);
        }
        CommandDesk.Envelope envelope =
                new CommandDesk.Envelope(caller(), account, asAdministrator, key(), trace);
        loop.desk().send(envelope, command, carrier.hearing(new CommandDesk.Completion() {
            @Override
            public void onAnswer(CommandAnswer answer) {
                if (answer.isDone()) {
                    guarded(() -> done.accept(answer));
                } else if (AmendedOrder.isNeeded(command, answer)) {
                    AmendedOrder.denial(
                            loop,
                            account,
                            (Command.Amend) command,
                            measures,
                            answer,
                            problem -> refuse(problem));
                } else {
                    refuse(measures.denial(answer));
                }
            }

            @Override
            public void onProblem(Problem problem) {
                refuse(problem);
            }
        }));
    }

    /** Asks the view, once it shows what the caller has been told, and answers with the result. */
    <T> void read(Function<VenueView, T> question, Function<T, JsonObject> told) {
        Duration wait = Duration.ofMillis(venue().config().viewWaitMillis());
        deliver(
                venue().view()
                        .query(
                                wantedSequence(),
                                wait,
                                view -> new Read<>(view.sequence(), question.apply(view))),
                result -> answer(told.apply(result.value()), result.sequence(), false));
    }

    /** What the caller wants to see at least. */
    long wantedSequence() {
        return Math.max(minSequence, caller.map(c -> c.session().sequence()).orElse(0L));
    }

    /** Continues on the event loop with a result from another thread. */
    <T> void deliver(CompletableFuture<T> future, Consumer<T> next) {
        var _ = future.whenComplete((value, failure) -> loop.mailbox()
                .post(() -> guarded(() -> {
                    if (failure != null) {
                        throw new ProblemException(SignIn.viewProblem(failure));
                    }
                    next.accept(value);
                })));
    }

    /** Answers with success. */
    void answer(JsonObject json, long sequence, boolean replayed) {
        reply(new Carrier.Reply(route.status(), JSON_TYPE, json.toBuffer(), sequence, replayed));
    }

    /** Answers with success in JSON that is written already. */
    void answer(Buffer json, long sequence) {
        reply(new Carrier.Reply(route.status(), JSON_TYPE, json, sequence, false));
    }

    /** Answers with success in plain text. */
    void answerText(String type, String text) {
        reply(new Carrier.Reply(route.status(), type, Buffer.buffer(text), shown(), false));
    }

    /** Sends a browser on to another address of this host. */
    void goOn(String location) {
        http().response().putHeader("Location", location);
        reply(new Carrier.Reply(
                HttpResponseStatus.SEE_OTHER.code(),
                "text/plain",
                Buffer.buffer(),
                shown(),
                false));
    }

    /** Answers with a picture: that is what it is taken for, and it never changes. */
    void answerPicture(String type, Buffer content) {
        http().response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("Content-Disposition", "inline; filename=picture.png")
                .putHeader("Cache-Control", "public, max-age=31536000, immutable");
        reply(new Carrier.Reply(route.status(), type, content, shown(), false));
    }

    /** Whether nobody waits for an answer any more. */
    boolean isGone() {
        return carrier.isGone();
    }

    /** Begins an answer that is a file to be kept; whoever gets it writes and ends it. */
    HttpServerResponse beginFile(String fileName) {
        if (!begin()) {
            throw new IllegalStateException("the request has been answered");
        }
        HttpServerResponse response = http().response().setStatusCode(route.status());
        response.putHeader("Content-Type", route.type());
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader(SEQUENCE, Long.toString(shown()));
        ended(Integer.toString(route.status()));
        return response.setChunked(true);
    }

    /** Answers that it was not done. */
    void refuse(Problem problem) {
        if (begin()) {
            noteRefusal(problem.code());
            carrier.refuse(problem, shown());
            ended(problem.code());
        }
    }

    /** Measures, and tells whoever wants to know, that the request has its answer. */
    private void ended(String how) {
        long nanos = System.nanoTime() - startedAt;
        venue().metrics().requested(nanos);
        LoggedTrace.tell(
                trace, () -> "%s answered %s in %d us".formatted(route.name(), how, nanos / 1_000));
    }

    /** What became of an administrator's command, or of the wish to be one. */
    private void noteRefusal(String code) {
        boolean wantsRights = route.access() == Route.Access.ADMINISTRATOR || asksForSudo();
        if (sudoFor.isPresent()) {
            venue().noteDenied(caller(), sudoFor.getAsLong(), address(), route.name(), code);
        } else if (wantsRights && caller.isPresent()) {
            venue().noteRefused(caller(), address(), route.name(), code);
        }
    }

    private void reply(Carrier.Reply reply) {
        if (begin()) {
            carrier.answer(reply);
            ended(Integer.toString(reply.status()));
        }
    }

    private long shown() {
        return venue().view().sequence();
    }

    private boolean begin() {
        if (answered || carrier.isGone()) {
            return false;
        }
        answered = true;
        caller.ifPresent(who -> carrier.left(who.usage()));
        return true;
    }

    private long minSequenceHeader() {
        String text = carrier.header(MIN_SEQUENCE).orElse("0");
        if (Schemas.SEQUENCE.check(text, MIN_SEQUENCE).isPresent()) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID,
                    MIN_SEQUENCE + " must be a number as " + SEQUENCE + " gave it");
        }
        return Decimals.parse(text, 0).orElse(Long.MAX_VALUE);
    }

    private void checkParameters() {
        for (String name : carrier.queryNames()) {
            if (carrier.query(name).size() > 1) {
                throw new ProblemException(Refusal.PARAMETER_INVALID, "Give each parameter once");
            }
            if (route.parameters().stream()
                    .noneMatch(p -> p.place() == Route.Place.QUERY && p.name().equals(name))) {
                throw new ProblemException(
                        Refusal.PARAMETER_INVALID, "A query parameter does not exist here");
            }
        }
        for (Route.Parameter parameter : route.parameters()) {
            Optional<String> value = parameter.place() == Route.Place.PATH
                    ? Optional.of(path(parameter.name()))
                    : query(parameter.name());
            value.flatMap(v -> parameter.schema().check(v, parameter.name())).ifPresent(wrong -> {
                throw new ProblemException(Refusal.PARAMETER_INVALID, wrong.detail());
            });
        }
    }

    private JsonObject parseBody() {
        if (route.request().isEmpty()) {
            return new JsonObject();
        }
        if (carrier.header("Content-Encoding")
                .filter(e -> !e.equals("identity"))
                .isPresent()) {
            // What a few bytes would become is not found out.
            throw new ProblemException(
                    Refusal.MEDIA_TYPE_UNSUPPORTED, "Send the body as it is, not compressed");
        }
        String type = carrier.header("Content-Type").orElse("");
        if (route.takesCsv() && isOf(type, RosterApi.CSV_TYPE)) {
            String text = carrier.body()
                    .map(body -> body.toString(StandardCharsets.UTF_8))
                    .orElse("");
            return checked(new JsonObject().put(RosterApi.CSV, text));
        }
        if (!isOf(type, JSON_TYPE)) {
            throw new ProblemException(
                    Refusal.MEDIA_TYPE_UNSUPPORTED, "Send Content-Type: " + JSON_TYPE);
        }
        JsonObject json = carrier.body()
                .flatMap(StrictJson::object)
                .orElseThrow(() -> new ProblemException(
                        Refusal.JSON_INVALID,
                        "Send one JSON object, without comments and every field once"));
        return checked(json);
    }

    private static boolean isOf(String type, String wanted) {
        return type.regionMatches(true, 0, wanted, 0, wanted.length());
    }

    private JsonObject checked(JsonObject json) {
        route.request().orElseThrow().check(json, "").ifPresent(wrong -> {
            throw new ProblemException(wrong.refusal(), wrong.detail());
        });
        return json;
    }
}
