package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Repetitions against maps and lists over random streams, with restores in between: whether a
 * command is done, repeated or refused, and with which outcome.
 */
class RequestsTwinTest {
    private static final int STEPS = 20_000;
    private static final int GATEWAYS = 3;
    private static final int WINDOW = 8;
    private static final int KEYS_MAX = 20;
    private static final long AGE = 300;

    /** What a command was answered: its code, and the sequence as the mark of which command. */
    private record Answer(Code code, long sequence, boolean repeated) {
        Answer again() {
            return new Answer(code, sequence, true);
        }
    }

    private record Key(long actor, long key, long payload, long at, Answer answer) {}

    private static final class Twin {
        final int[] epochs = new int[GATEWAYS + 1];
        final long[] lasts = new long[GATEWAYS + 1];
        final Map<Long, Answer> numbers = new HashMap<>();
        final Deque<Key> keys = new ArrayDeque<>();

        /** The answer if the command is not to be done, else nothing. */
        Answer before(CommandHeader header, long sequence, long now) {
            int gateway = header.gatewayId;
            if (header.gatewayEpoch != epochs[gateway]) {
                Code code = header.gatewayEpoch < epochs[gateway]
                        ? Code.GATEWAY_FENCED
                        : Code.GATEWAY_UNKNOWN;
                return new Answer(code, sequence, false);
            }
            long number = header.gatewayNumber;
            if (number >= 1 && number <= lasts[gateway]) {
                return lasts[gateway] - number < WINDOW
                        ? numbers.get(name(gateway, number)).again()
                        : new Answer(Code.GATEWAY_FORGOTTEN, sequence, false);
            }
            if (number != lasts[gateway] + 1) {
                return new Answer(Code.GATEWAY_GAP, sequence, false);
            }
            lasts[gateway] = number;
            Key key = find(header, now);
            if (key == null) {
                return null;
            }
            Answer answer = key.payload == header.payloadHash
                    ? key.answer.again()
                    : new Answer(Code.IDEMPOTENCY_CONFLICT, sequence + 1, false);
            numbers.put(name(gateway, number), answer);
            return answer;
        }

        void after(CommandHeader header, Answer answer, long now) {
            numbers.put(name(header.gatewayId, header.gatewayNumber), answer);
            if (header.keyHigh == 0) {
                return;
            }
            keys.add(new Key(header.actor, header.keyHigh, header.payloadHash, now, answer));
            if (keys.stream().filter(key -> key.actor == header.actor).count() > KEYS_MAX) {
                removeOldest(header.actor);
            }
        }

        private Key find(CommandHeader header, long now) {
            keys.removeIf(key -> now - key.at > AGE);
            for (Key key : keys) {
                if (header.keyHigh != 0 && key.actor == header.actor && key.key == header.keyHigh) {
                    return key;
                }
            }
            return null;
        }

        private void removeOldest(long actor) {
            Iterator<Key> each = keys.iterator();
            while (each.next().actor != actor) {}
            each.remove();
        }

        private long name(int gateway, long number) {
            return ((long) gateway << 48) | ((long) epochs[gateway] << 32) | number;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {51, 52, 53, 54})
    void shouldAgreeWithMapsAndLists(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EngineLimits limits = new EngineLimits(0, 100, 2, 1_000, GATEWAYS, WINDOW, KEYS_MAX, AGE);
        TestVenue venue = TestVenue.ready(limits);
        RecordedEvents events = venue.events;
        Engine engine = venue.engine;
        Outcome outcome = venue.outcome;
        CommandHeader header = venue.header;
        Twin twin = new Twin();
        long now = TestVenue.START;
        int repeats = 0;
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(10) == 0 ? random.nextInt(100) : random.nextInt(3);
            engine.advance(now);
            int gateway = 1 + random.nextInt(GATEWAYS);
            if (twin.epochs[gateway] == 0 || random.nextInt(500) == 0) {
                twin.epochs[gateway]++;
                twin.lasts[gateway] = 0;
                header.gatewayId = gateway;
                engine.openGateway(header, twin.epochs[gateway], 0, outcome);
                assertThat(outcome.id).isEqualTo(twin.epochs[gateway]);
            }
            draw(random, twin, venue, gateway);
            Answer expected = twin.before(header, events.sequence(), now);
            engine.rejectUnknown(header, outcome);
            if (expected == null) {
                expected = new Answer(Code.COMMAND_UNKNOWN, events.sequence(), false);
                twin.after(header, expected, now);
            }
            assertThat(new Answer(outcome.code, outcome.sequence, outcome.repeated))
                    .as("step %d", step)
                    .isEqualTo(expected);
            repeats += outcome.repeated ? 1 : 0;
            if (random.nextInt(1_000) == 0) {
                engine = restored(limits, engine, events);
            }
        }
        assertThat(repeats).isBetween(STEPS / 10, STEPS * 9 / 10);
    }

    private static void draw(SplittableRandom random, Twin twin, TestVenue venue, int gateway) {
        venue.by(random.nextBoolean() ? TestVenue.USER : TestVenue.ADMINISTRATOR, 0);
        CommandHeader header = venue.header;
        header.gatewayId = gateway;
        header.gatewayEpoch = twin.epochs[gateway];
        header.gatewayNumber = twin.lasts[gateway] + 1;
        switch (random.nextInt(12)) {
            case 0 -> header.gatewayEpoch += random.nextBoolean() ? 1 : -1;
            case 1 -> header.gatewayNumber += random.nextInt(-12, 4);
            case 2 -> header.gatewayNumber -= random.nextInt(1, 4);
            default -> {}
        }
        header.keyHigh = random.nextInt(5) == 0 ? 0 : random.nextLong(1, 61);
        header.keyLow = header.keyHigh;
        header.payloadHash = random.nextInt(10) == 0 ? 1 : 0;
    }

    private static Engine restored(EngineLimits limits, Engine engine, RecordedEvents events) {
        Engine restored = new Engine(limits, events);
        engine.writeState(restored.restorer());
        assertThat(restored.stateHash()).isEqualTo(engine.stateHash());
        return restored;
    }
}
