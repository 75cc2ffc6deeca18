package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.money.InvariantBrokenException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The state written, restored and hashed, in what is not about orders. */
class StateTest {
    /** Of {@link TestVenue#ready()}; may change only with the state's format or the engine's rules. */
    private static final long GOLDEN_HASH = 7_334_245_732_283_187_959L;

    private static final EngineLimits LIMITS =
            new EngineLimits(0, 200, 50, 1_000, 4, 16, 50, 5_000);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {71, 72, 73})
    void shouldBehaveAlikeAfterEveryRestore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestVenue venue = TestVenue.ready(LIMITS);
        Engine live = venue.engine;
        RecordedEvents restoredEvents = new RecordedEvents();
        restoredEvents.continueAfter(venue.events.sequence());
        Engine restored = copy(live, restoredEvents);
        Outcome restoredOutcome = new Outcome();
        int[] epochs = new int[3];
        long[] numbers = new long[3];
        long now = TestVenue.START;
        for (int step = 0; step < 3_000; step++) {
            now += random.nextInt(50);
            draw(random, venue.header, epochs, numbers);
            long seedOfCommand = random.nextLong();
            live.advance(now);
            restored.advance(now);
            apply(live, new SplittableRandom(seedOfCommand), venue.header, venue.outcome);
            apply(restored, new SplittableRandom(seedOfCommand), venue.header, restoredOutcome);

            assertThat(fields(restoredOutcome)).isEqualTo(fields(venue.outcome));
            assertThat(restoredEvents.take()).isEqualTo(venue.events.take());
            follow(venue.header, venue.outcome, epochs, numbers);
            if (step % 100 == 0) {
                assertThat(restored.stateHash()).isEqualTo(live.stateHash());
                restored = copy(restored, restoredEvents);
            }
        }
        assertThat(restored.stateHash()).isEqualTo(live.stateHash());
    }

    @Test
    void shouldHashEveryChange() {
        TestVenue venue = TestVenue.ready(LIMITS);
        Engine engine = venue.engine;
        List<Consumer<Outcome>> changes = List.of(
                outcome -> engine.advance(TestVenue.START + 1),
                outcome -> engine.createAsset(venue.administrator(), "X", 1, 0, outcome),
                outcome -> engine.createAccount(venue.administrator(), 5, 5, 0, "x", outcome),
                outcome -> engine.setAdministrator(venue.administrator(5), true, outcome),
                outcome -> engine.setSelfTradeGroup(venue.administrator(5), 4, outcome),
                outcome -> engine.issueToken(
                        venue.administrator(5), TestVenue.hash(7), 0, "t", outcome),
                outcome -> engine.revokeToken(venue.administrator(), 2, outcome),
                outcome ->
                        engine.createMarket(venue.administrator(), TestVenue.market("M"), outcome),
                outcome -> engine.setMarketFees(venue.administrator(), 1, 1, 2, outcome),
                outcome -> engine.setMarketStatus(
                        venue.administrator(), 1, MarketStatus.PAUSED, "", outcome),
                outcome -> engine.issue(venue.administrator(5), 1, 10, "", outcome),
                outcome -> engine.withdraw(venue.administrator(5), 1, 1, "", outcome),
                outcome -> {
                    venue.header.gatewayId = 3;
                    engine.openGateway(venue.header, 1, 1, outcome);
                },
                outcome -> {
                    venue.header.gatewayEpoch = 1;
                    venue.header.gatewayNumber = 1;
                    engine.rejectUnknown(venue.user(), outcome);
                },
                outcome -> {
                    venue.header.gatewayId = 0;
                    venue.header.keyHigh = 1;
                    engine.rejectUnknown(venue.user(), outcome);
                });
        List<Long> hashes = new ArrayList<>(List.of(engine.stateHash()));
        for (Consumer<Outcome> change : changes) {
            change.accept(venue.outcome);
            assertThat(engine.stateHash()).isEqualTo(engine.stateHash());
            hashes.add(engine.stateHash());
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void shouldHashTheSameInEveryProcess() {
        assertThat(TestVenue.ready().engine.stateHash()).isEqualTo(GOLDEN_HASH);
    }

    @Test
    void shouldRefuseAStateOfAnotherShard() {
        Engine other = new Engine(
                new EngineLimits(1, 200, 50, 1_000, 4, 16, 50, 5_000), new RecordedEvents());
        Engine engine = TestVenue.ready(LIMITS).engine;
        assertThatThrownBy(() -> engine.writeState(other.restorer()))
                .isInstanceOf(InvariantBrokenException.class);
    }

    @Test
    void shouldRefuseToGoBackInTime() {
        Engine engine = TestVenue.ready().engine;
        engine.advance(TestVenue.START);
        assertThatThrownBy(() -> engine.advance(TestVenue.START - 1))
                .isInstanceOf(InvariantBrokenException.class);
    }

    private static Engine copy(Engine engine, RecordedEvents events) {
        Engine copy = new Engine(LIMITS, events);
        engine.writeState(copy.restorer());
        assertThat(copy.stateHash()).isEqualTo(engine.stateHash());
        return copy;
    }

    private static void draw(
            SplittableRandom random, CommandHeader header, int[] epochs, long[] numbers) {
        header.actor = random.nextInt(20) == 0 ? TestVenue.USER : TestVenue.ADMINISTRATOR;
        header.account = random.nextLong(1, 41);
        header.sudo = random.nextInt(20) != 0;
        header.keyHigh = random.nextBoolean() ? 0 : random.nextLong(200);
        header.payloadHash = random.nextInt(10) == 0 ? 1 : 0;
        int gateway = random.nextInt(3);
        header.gatewayId = gateway;
        header.gatewayEpoch = epochs[gateway];
        header.gatewayNumber = numbers[gateway] + 1;
        if (random.nextInt(10) == 0) {
            header.gatewayNumber -= random.nextInt(1, 20);
        }
    }

    /** Keeps the gateways mostly in step, as one that is answered would be. */
    private static void follow(
            CommandHeader header, Outcome outcome, int[] epochs, long[] numbers) {
        int gateway = header.gatewayId;
        if (outcome.code == Code.GATEWAY_FENCED || outcome.code == Code.GATEWAY_UNKNOWN) {
            epochs[gateway] = epochs[gateway] % 9 + 1;
            numbers[gateway] = 0;
        } else if (outcome.code != Code.GATEWAY_GAP && outcome.code != Code.GATEWAY_FORGOTTEN) {
            numbers[gateway] = Math.max(numbers[gateway], header.gatewayNumber);
        }
    }

    private static void apply(
            Engine engine, SplittableRandom random, CommandHeader header, Outcome outcome) {
        int small = random.nextInt(60);
        switch (random.nextInt(16)) {
            case 0 -> engine.createAsset(header, "A" + small, small % 11, 0, outcome);
            case 1 -> engine.createAccount(header, small, 3, small % 5, "n" + small, outcome);
            case 2 -> engine.setAdministrator(header, small % 2 == 0, outcome);
            case 3 -> engine.issueToken(header, TestVenue.hash(small), 0, "t", outcome);
            case 4 -> engine.revokeToken(header, small, outcome);
            case 5 -> engine.createMarket(header, TestVenue.market("M" + small), outcome);
            case 6 ->
                engine.setMarketStatus(
                        header, 1 + small % 9, MarketStatus.of(1 + small % 3), "", outcome);
            case 7 -> engine.setMarketFees(header, 1 + small % 9, small - 30, small, outcome);
            case 8 -> engine.withdraw(header, 1 + small % 9, small, "", outcome);
            case 9 -> engine.setSelfTradeGroup(header, small, outcome);
            case 10 -> engine.openGateway(header, small % 3, 0, outcome);
            case 11 -> engine.rejectUnknown(header, outcome);
            default -> engine.issue(header, 1 + small % 9, small * 100L, "", outcome);
        }
    }

    private static List<Object> fields(Outcome outcome) {
        return List.of(
                outcome.code,
                outcome.repeated,
                outcome.sequence,
                outcome.timeNanos,
                outcome.id,
                outcome.needed,
                outcome.available);
    }
}
