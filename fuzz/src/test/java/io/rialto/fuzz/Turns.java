package io.rialto.fuzz;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final long nanosEach;
    private final LongSupplier nanoTime;
    private final Map<Targets, Turn> turns = new LinkedHashMap<>();
    private long lastEnded;

    private static final class Turn {
        /** Of the corpus, with the empty one. */
        private final Set<ByteBuffer> given = new HashSet<>(Set.of(ByteBuffer.allocate(0)));

        private long inputs;
        private long nanos;
    }

    Turns(List<Targets> targets, long nanosEach, LongSupplier nanoTime) {
        this.nanosEach = nanosEach;
        this.nanoTime = nanoTime;
        targets.forEach(target -> turns.put(target, new Turn()));
    }

    List<Targets> targets() {
        return List.copyOf(turns.keySet());
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
        return Addressed.first(addressed, targets(), target -> turns.get(target).nanos < nanosEach);
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
        return turn.nanos < nanosEach ? Optional.empty() : Optional.of(tried(target));
    }

    /** What was tried of those that have time left. */
    List<Tried> unfinished() {
        return turns.keySet().stream()
                .filter(target -> turns.get(target).nanos < nanosEach)
                .map(this::tried)
                .toList();
    }

    private Tried tried(Targets target) {
        Turn turn = turns.get(target);
        return new Tried(target, turn.inputs, turn.nanos);
    }
}
