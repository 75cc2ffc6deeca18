package io.rialto.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What Jazzer calls: gives every input to the target that it is for. A target that has had its time is
 * given no more; what is for it goes to the next, so that each has as much, however long its inputs take
 * and however often the fuzzer comes to them.
 */
public final class Fuzzer {
    /** The names of the targets, between commas. */
    static final String TARGETS = "rialto.fuzz.targets";

    /** For each. */
    static final String SECONDS = "rialto.fuzz.seconds";

    private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(Integer.getInteger(SECONDS));
    private static final List<Turn> TURNS =
            Stream.of(System.getProperty(TARGETS).split(",", -1)).map(Turn::new).toList();
    private static final InputClock CLOCK = InputClock.ofThisThread();

    private static long lastEnded;

    private Fuzzer() {}

    private static final class Turn {
        final Targets target;
        final FuzzTarget decoder;

        /** Of the corpus, with the empty one; libFuzzer begins with them. */
        final Set<ByteBuffer> given = new HashSet<>(Set.of(ByteBuffer.allocate(0)));

        long inputs;
        long nanos;

        Turn(String name) {
            target = Targets.valueOf(name);
            decoder = target.target();
        }

        boolean hasTime() {
            return nanos < NANOS_EACH;
        }

        void run(byte[] input) throws IOException {
            CLOCK.begin(() -> Finding.of(target, input));
            boolean isFine = false;
            try {
                decoder.run(input);
                isFine = true;
            } finally {
                CLOCK.end();
                if (!isFine) {
                    System.err.println(Finding.of(target, input));
                }
            }
            if (!given.contains(ByteBuffer.wrap(input))) {
                inputs++;
            }
        }

        /** Says so when it has had its time: what is for it goes to another from here on. */
        void took(long time) {
            nanos += time;
            if (!hasTime()) {
                tell();
            }
        }

        void tell() {
            System.err.println(new Tried(target, inputs, nanos).line());
        }
    }

    /** Called before the time that was given begins, of which the loading of classes takes nothing. */
    public static void fuzzerInitialize() throws IOException {
        for (Turn turn : TURNS) {
            for (byte[] kept : Corpus.of(turn.target)) {
                // Should the process die without a word: libFuzzer, which would keep it, has not
                // begun.
                System.err.println(Finding.trying(turn.target, kept));
                turn.given.add(ByteBuffer.wrap(kept));
                turn.run(kept);
            }
        }
        lastEnded = System.nanoTime();
    }

    /** Gives an input to its target, or to the next that has time; what comes out of here is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        Optional<Turn> whose = Addressed.first(bytes, TURNS, Turn::hasTime);
        if (whose.isPresent()) {
            Turn turn = whose.get();
            turn.run(Addressed.input(bytes));
            long now = System.nanoTime();
            // With what the fuzzer took to make it.
            turn.took(now - lastEnded);
            lastEnded = now;
        }
    }

    /** Says what was tried of those that time was left for; {@link FuzzProcess} reads it. */
    public static void fuzzerTearDown() {
        TURNS.stream().filter(Turn::hasTime).forEach(Turn::tell);
    }
}
