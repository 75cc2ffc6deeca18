package io.rialto.simulator;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.Consumer;

/**
 * One direction of a connection: in order and soon, unless the weather says otherwise. It is worse
 * than the real one, which loses and repeats nothing while it stands.
 */
final class Way {
    private static final long USUAL_NANOS = 60_000;
    private static final long LATE_NANOS_MAX = 4_000_000_000L;

    private final World world;
    private final Dice dice;
    private final String name;
    private final Consumer<UnsafeBuffer> receiver;
    private long lastNanos;

    Way(World world, Dice dice, String name, Consumer<UnsafeBuffer> receiver) {
        this.world = world;
        this.dice = dice;
        this.name = name;
        this.receiver = receiver;
    }

    /** Puts a copy of a message on its way. */
    void send(DirectBuffer message, int offset, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, message, offset, length);
        Weather weather = world.weather();
        if (dice.chance(weather.lost())) {
            world.tally().count(Fault.LOST);
            return;
        }
        deliver(copy, weather);
        if (dice.chance(weather.repeated())) {
            world.tally().count(Fault.REPEATED);
            deliver(copy, weather);
        }
    }

    private void deliver(UnsafeBuffer message, Weather weather) {
        long at = world.timeline().now() + dice.waiting(USUAL_NANOS);
        if (dice.chance(weather.delayed())) {
            world.tally().count(Fault.DELAYED);
            at += dice.between(1, LATE_NANOS_MAX);
        }
        if (dice.chance(weather.reordered())) {
            world.tally().count(Fault.REORDERED);
            at = lastNanos + dice.waiting(20 * USUAL_NANOS);
        } else {
            at = Math.max(at, lastNanos + 1);
            lastNanos = at;
        }
        world.timeline().at(at, name, () -> receiver.accept(message));
    }
}
