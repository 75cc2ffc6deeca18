package io.rialto.fuzz;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whose turn it is where targets share a fuzzer. A target that has had its time is given no more; what is
 * for it goes to the next, so that each has as much, however long its inputs take and however often the
 * fuzzer comes to them.
 */
final class Turns {
    private final List<Targets> targets;
    private final long nanosEach;
    private final LongSupplier nanoTime;
    private final Map<Targets, Turn> turns = new EnumMap<>(Targets.class);
    private long lastEnded;

    private static final class Turn {
        /** Of the corpus, with the empty one. */
        private final Set<ByteBuffer> given = new HashSet<>(Set.of(ByteBuffer.allocate(0)));

        private long inputs;
        private long nanos;
    }

    Turns(List<Targets> targets, long nanosEach, LongSupplier nanoTime) {
        this.targets = List.copyOf(targets);
        this.nanosEach = nanosEach;
        this.nanoTime = nanoTime;
        targets.forEach(target -> turns.put(target, new Turn()));
    }

    List<Targets> targets() {
        return targets;
    }

    /** The fuzzer begins with this one, and has not made it. */
    void give(Targets target, byte[] input) {
        turns.get(target).given.add(ByteBuffer.wrap(input));
    }

    /** The time begins. */
    void begin() {
        lastEnded = nanoTime.getAsLong();
    }

    /** To whom an input goes; nobody has time when all had it. */
    Optional<Targets> whose(byte[] addressed) {
        return Addressed.first(addressed, targets, this::hasTime);
    }

    /**
     * Takes note of an input that was tried, with the time that the fuzzer took to make it.
     *
     * @return what was tried of the target, if its time is over with this one
     */
    Optional<Tried> took(Targets target, byte[] input) {
        Turn turn = turns.get(target);
        if (!turn.given.contains(ByteBuffer.wrap(input))) {
            turn.inputs++;
        }
        long now = nanoTime.getAsLong();
        turn.nanos += now - lastEnded;
        lastEnded = now;
        return hasTime(target) ? Optional.empty() : Optional.of(tried(target));
    }

    /** What was tried of those that have time left. */
    List<Tried> unfinished() {
        return targets.stream().filter(this::hasTime).map(this::tried).toList();
    }

    private boolean hasTime(Targets target) {
        return turns.get(target).nanos < nanosEach;
    }

    private Tried tried(Targets target) {
        Turn turn = turns.get(target);
        return new Tried(target, turn.inputs, turn.nanos);
    }
}
