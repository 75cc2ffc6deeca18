package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.auditor.AuditSource;
import io.rialto.auditor.AuditedStream;
import io.rialto.auditor.Auditor;
import io.rialto.auditor.AuditorHost;
import io.rialto.engine.Engine;
import io.rialto.engine.EngineLimits;
import io.rialto.history.History;
import io.rialto.history.HistoryStore;
import io.rialto.identity.Identity;
import io.rialto.identity.IdentityConfig;
import io.rialto.identity.OidcProvider;
import io.rialto.identity.PasswordCost;
import io.rialto.identity.SignUpMode;
import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.MemorySequencer;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueCondition;
import io.rialto.sequencer.VenueUpkeep;
import io.rialto.view.VenueView;
import io.rialto.view.ViewHost;
import io.vertx.core.json.JsonObject;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * A venue in memory with the real engine, and gateways in front of it on free loopback ports. Made
 * with an administrator, the assets BTC and USD and the market BTC-USD.
 */
final class VenueFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    static {
        // A gateway of the class before may still be closing: a worker of Vert.x whose event loop
        // has ended throws where nobody waits, and Awaitility would fail whoever does.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    /** Of everybody who signs up here. */
    static final String PASSWORD = "correct horse battery";

    /** What nobody should use: tests sign in hundreds of times. */
    private static final PasswordCost QUICK = new PasswordCost(64, 1);

    /** What an engine says that has begun and has one consumer. */
    static final VenueUpkeep BEGUN = new VenueUpkeep(
            1,
            VenueUpkeep.Snapshot.NONE,
            0,
            false,
            List.of(new VenueUpkeep.Consumer("history", 0, true)));

    /** To see which tests rely on a view that is quick: {@code -Drialto.test.viewDelay=50}. */
    private static final long VIEW_DELAY_MILLIS = Long.getLong("rialto.test.viewDelay", 0);

    private static final String VENUE_ID = "0123456789abcdef0123456789abcdef";

    final MemorySequencer sequencer =
            MemorySequencer.threaded(EngineMachine.factory(EngineLimits.defaults()));
    final Api admin;
    final Gateway gateway;
    /** What the engine's process says of itself. */
    final AtomicReference<VenueCondition> condition = new AtomicReference<>(VenueCondition.UNKNOWN);
    /** What it says that it keeps. */
    final AtomicReference<VenueUpkeep> upkeep = new AtomicReference<>(VenueUpkeep.UNKNOWN);
    /** Whether the views of its gateways stand still. */
    final AtomicBoolean areViewsHeld = new AtomicBoolean();
    /** How often it was asked for a snapshot. */
    final AtomicInteger snapshotWishes = new AtomicInteger();

    /** Where there is a history there are people too. */
    Optional<Identity> identity = Optional.empty();

    private final Optional<OidcProvider> provider;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtomicInteger nextGateway = new AtomicInteger(1);

    private VenueFixture(GatewayConfig config, Path history, Optional<OidcProvider> provider) {
        this.provider = provider;
        open.push(sequencer);
        gateway = history == null ? beginning(config) : gatewayWithHistory(config, history);
        admin = new Api(gateway.url(), bootstrap());
        admin.post("/api/v1/admin/assets", new JsonObject().put("symbol", "BTC").put("scale", 8))
                .expect(201);
        admin.post("/api/v1/admin/assets", new JsonObject().put("symbol", "USD").put("scale", 4))
                .expect(201);
        admin.post("/api/v1/admin/markets", market("BTC-USD")).expect(201);
    }

    static VenueFixture open() {
        return new VenueFixture(config(), null, Optional.empty());
    }

    static VenueFixture open(GatewayConfig config) {
        return new VenueFixture(config, null, Optional.empty());
    }

    static VenueFixture withHistory(GatewayConfig config, Path directory) {
        return new VenueFixture(config, directory, Optional.empty());
    }

    static VenueFixture withHistory(Path directory) {
        return new VenueFixture(config(), directory, Optional.empty());
    }

    /** As often as a test likes: for those that go on until something has happened. */
    static VenueFixture unlimited(Path directory) {
        GatewayConfig config = config().withProfiles(
                        List.of(LimitProfile.parse("user=1000000/1000000/1000000/1000")));
        return new VenueFixture(config, directory, Optional.empty());
    }

    static VenueFixture withProvider(Path directory, OidcProvider provider) {
        return new VenueFixture(config(), directory, Optional.of(provider));
    }

    /** More patient than the standard: on a busy machine a view may be a second late. */
    static GatewayConfig config() {
        return GatewayConfig.standard()
                .withViewWaitMillis(20_000)
                .withAnswerMillis(20_000)
                .listeningAt("127.0.0.1", 0)
                .withEventLoops(2)
                .withOrigins(Set.of("https://trade.example"));
    }

    /** Terms of a market with a tick of 0.01 and a lot of 0.01. */
    static JsonObject market(String symbol) {
        return new JsonObject()
                .put("symbol", symbol)
                .put("base", "BTC")
                .put("quote", "USD")
                .put("tick", "0.01")
                .put("lot", "0.01")
                .put("priceMaximum", "1000000")
                .put("quantityMaximum", "1000")
                .put("makerFeePpm", 0)
                .put("takerFeePpm", 1000);
    }

    /** Another gateway of the venue, with a view of its own, which has begun. */
    Gateway gateway(GatewayConfig config) {
        Gateway begun = beginning(config);
        admin.knownAt(begun);
        return begun;
    }

    /** The same while it still begins, and refuses what needs the venue. */
    Gateway beginning(GatewayConfig config) {
        int id = nextGateway.getAndIncrement();
        return keep(Gateway.start(config.withGatewayId(id), client(id), view(id)));
    }

    /** Another gateway that hears of the audit from {@code audit}; the caller closes it. */
    Gateway gateway(GatewayConfig config, AuditSource audit) {
        int id = nextGateway.getAndIncrement();
        return Gateway.open(
                config.withGatewayId(id),
                client(id),
                view(id),
                Optional.empty(),
                audit,
                IdentityDoor.none());
    }

    /** Another gateway that reads people from the same directory, as another process would. */
    Gateway gatewayWithPeople(GatewayConfig config, Path directory) {
        int id = nextGateway.getAndIncrement();
        Identity people = keep(Identity.open(IdentityConfig.inBox(directory, VENUE_ID)));
        return keep(Gateway.open(
                config.withGatewayId(id),
                client(id),
                view(id),
                Optional.empty(),
                Optional::empty,
                new IdentityDoor(CompletableFuture.completedFuture(people))));
    }

    private Gateway gatewayWithHistory(GatewayConfig config, Path directory) {
        int id = nextGateway.getAndIncrement();
        History history = keep(History.open(HistoryStore.in(directory)));
        EventReader reader = keep(sequencer.eventStream().open("history", 0, 0));
        history.start(
                (handler, max) -> reader.poll(handler::onFrame, max), Throwable::printStackTrace);
        identity = Optional.of(keep(Identity.open(IdentityConfig.inBox(directory, VENUE_ID)
                .withSignUp(EnumSet.allOf(SignUpMode.class))
                .withPasswordCost(QUICK)
                .withProvider(provider))));
        return keep(Gateway.start(
                config.withGatewayId(id).withPictures(directory.resolve("pictures")),
                client(id),
                view(id),
                history,
                auditor(directory),
                CompletableFuture.completedFuture(identity.get())));
    }

    /** A way in for somebody new: see {@link #person}. */
    String joinCode() {
        return admin.post("/api/v1/admin/join-codes", new JsonObject().put("label", "class"))
                .expect(201)
                .json()
                .getString("code");
    }

    /** Somebody new, who has signed in; the answer tells who. */
    JsonObject signUp(String name) {
        return new Api(gateway.url(), "")
                .post(
                        "/api/v1/people",
                        new JsonObject()
                                .put("name", name)
                                .put("code", joinCode())
                                .put("password", PASSWORD))
                .expect(201)
                .json()
                .put("password", PASSWORD);
    }

    /** The client of somebody new. */
    Api person(String name) {
        return new Api(gateway.url(), signUp(name).getString("accessToken"));
    }

    private AuditorHost auditor(Path directory) {
        EventReader reader = sequencer.eventStream().open("auditor", 0, 0);
        AuditedStream stream = new AuditedStream() {
            @Override
            public void begin(Auditor auditor) {
                // There is no snapshot of a venue that has just begun.
            }

            @Override
            public int poll(FrameHandler handler, int framesMax) {
                return reader.poll(handler::onFrame, framesMax);
            }

            @Override
            public boolean isConnected() {
                return reader.isConnected();
            }

            @Override
            public void close() {
                reader.close();
            }
        };
        return keep(new AuditorHost(stream, directory, error -> error.printStackTrace()).start());
    }

    private CommandClient client(int id) {
        CommandClient client = new ConditionedClient(
                keep(sequencer.client(id)), condition, upkeep, snapshotWishes);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!client.isConnected()) {
            assertThat(System.nanoTime()).as("the client connects in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return client;
    }

    /** A client through which the fixture's condition is told. */
    private record ConditionedClient(
            CommandClient client,
            AtomicReference<VenueCondition> told,
            AtomicReference<VenueUpkeep> kept,
            AtomicInteger wishes)
            implements CommandClient {
        @Override
        public boolean submit(DirectBuffer command, int offset, int length, AnswerHandler handler) {
            return client.submit(command, offset, length, handler);
        }

        @Override
        public boolean isConnected() {
            return client.isConnected();
        }

        @Override
        public long openedAtSequence() {
            return client.openedAtSequence();
        }

        @Override
        public VenueCondition condition() {
            return told.get();
        }

        @Override
        public VenueUpkeep upkeep() {
            return kept.get();
        }

        @Override
        public boolean wishForSnapshot() {
            wishes.incrementAndGet();
            return !kept.get().equals(VenueUpkeep.UNKNOWN);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private ViewHost view(int id) {
        EventReader reader = keep(sequencer.eventStream().open("view-" + id, 0, 0));
        return keep(new ViewHost(
                        new VenueView(),
                        (handler, max) -> isLate() ? 0 : reader.poll(handler::onFrame, max),
                        Throwable::printStackTrace)
                .start());
    }

    private boolean isLate() {
        return areViewsHeld.get() || isLateByTurns();
    }

    /** By turns of the view's delay. */
    private static boolean isLateByTurns() {
        return VIEW_DELAY_MILLIS > 0
                && TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) / VIEW_DELAY_MILLIS % 2 == 0;
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    private String bootstrap() {
        String token = "rialto_test-administrator-of-the-fixture";
        CommandPublisher publisher = new CommandPublisher();
        CommandClient client = client(1_000);
        send(
                client,
                buffer -> publisher.activateRules(
                        buffer, 0, new RequestContext().as(0), Engine.RULES_VERSION));
        CommandAnswer answer = send(
                client,
                buffer -> publisher.bootstrap(
                        buffer,
                        0,
                        new RequestContext().as(0),
                        1,
                        1,
                        Authenticator.hash(token),
                        "Admin"));
        Api first = new Api(gateway.url(), token);
        // The command did not pass this gateway: its view may be behind, or not have begun.
        first.awaiting(answer.sequence()).awaitKnown();
        return token;
    }

    private static CommandAnswer send(CommandClient client, ToIntFunction<UnsafeBuffer> encoder) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
        int length = encoder.applyAsInt(command);
        CompletableFuture<CommandAnswer> answered = new CompletableFuture<>();
        assertThat(client.submit(command, 0, length, new CommandClient.AnswerHandler() {
                    @Override
                    public void onAnswer(DirectBuffer buffer, int offset, int n) {
                        answered.complete(new CommandAnswer.Decoder().decode(buffer, offset, n));
                    }

                    @Override
                    public void onUnknown() {
                        answered.cancel(true);
                    }
                }))
                .isTrue();
        CommandAnswer answer =
                answered.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(answer.isDone()).as("bootstrap: %s", answer.code()).isTrue();
        return answer;
    }

    /** A new user with a token, and with money. */
    Api user(String usd, String btc) {
        return user(usd, btc, new JsonObject());
    }

    Api user(String usd, String btc, JsonObject tokenTerms) {
        String account = admin.post(
                        "/api/v1/admin/accounts", new JsonObject().put("name", "Someone"))
                .expect(201)
                .json()
                .getString("id");
        deposit(account, "USD", usd);
        deposit(account, "BTC", btc);
        String token = admin.post("/api/v1/admin/accounts/" + account + "/tokens", tokenTerms)
                .expect(201)
                .json()
                .getString("token");
        return new Api(gateway.url(), token);
    }

    void deposit(String account, String asset, String amount) {
        if (!amount.equals("0")) {
            admin.post(
                            "/api/v1/admin/deposits",
                            new JsonObject()
                                    .put("account", account)
                                    .put("asset", asset)
                                    .put("amount", amount))
                    .expect(201);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                throw new AssertionError("A part of the venue did not close", failure);
            }
        }
    }
}
