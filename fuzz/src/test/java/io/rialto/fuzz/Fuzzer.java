package io.rialto.fuzz;

import java.io.IOException;
import java.util.List;
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
        final Targets named;
        final FuzzTarget target;
        long inputs;
        long nanos;

        Turn(String name) {
            named = Targets.valueOf(name);
            target = named.target();
        }

        boolean hasTime() {
            return nanos < NANOS_EACH;
        }

        void run(byte[] input) throws IOException {
            CLOCK.begin(() -> Finding.of(named, input));
            boolean isFine = false;
            try {
                target.run(input);
                isFine = true;
            } finally {
                CLOCK.end();
                if (!isFine) {
                    System.err.println(Finding.of(named, input));
                }
            }
            inputs++;
        }
    }

    /** Called before the time that was given begins, of which the loading of classes takes nothing. */
    public static void fuzzerInitialize() throws IOException {
        for (Turn turn : TURNS) {
            for (byte[] kept : Corpus.of(turn.named)) {
                // Should the process die without a word: libFuzzer, which would keep it, has not
                // begun.
                System.err.println("trying, " + Finding.of(turn.named, kept));
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
        int first = Addressed.target(bytes, TURNS.size());
        for (int i = 0; i < TURNS.size(); i++) {
            Turn turn = TURNS.get((first + i) % TURNS.size());
            if (turn.hasTime()) {
                turn.run(Addressed.input(bytes));
                long now = System.nanoTime();
                // With what the fuzzer took to make it.
                turn.nanos += now - lastEnded;
                lastEnded = now;
                return;
            }
        }
    }

    /** Says what was tried, for {@link FuzzProcess} to read. */
    public static void fuzzerTearDown() {
        for (Turn turn : TURNS) {
            System.err.println(new Tried(turn.named, turn.inputs, turn.nanos).line());
        }
    }
}
