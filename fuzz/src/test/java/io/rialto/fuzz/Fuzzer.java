package io.rialto.fuzz;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What Jazzer calls: gives every input to the target whose turn it is. */
public final class Fuzzer {
    /** The names of the targets, between commas. */
    static final String TARGETS = "rialto.fuzz.targets";

    /** For each. */
    static final String SECONDS = "rialto.fuzz.seconds";

    private static final Turns TURNS = new Turns(
            Stream.of(System.getProperty(TARGETS).split(",", -1))
                    .map(Targets::valueOf)
                    .toList(),
            TimeUnit.SECONDS.toNanos(Integer.getInteger(SECONDS)),
            System::nanoTime);
    private static final Map<Targets, FuzzTarget> DECODERS = new EnumMap<>(Targets.class);
    private static final InputClock CLOCK = InputClock.ofThisThread();

    private Fuzzer() {}

    /** Called before the time that was given begins, of which the loading of classes takes nothing. */
    public static void fuzzerInitialize() throws IOException {
        for (Targets target : TURNS.targets()) {
            DECODERS.put(target, target.target());
            for (byte[] kept : Corpus.of(target)) {
                // Should the process die without a word: libFuzzer, which would keep it, has not
                // begun.
                System.err.println(Finding.trying(target, kept));
                TURNS.give(target, kept);
                run(target, kept);
            }
        }
        TURNS.begin();
    }

    /** Gives an input to its target, or to the next that has time; what comes out of here is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Optional<Targets> target = bytes.length == 0 ? Optional.empty() : TURNS.whose(bytes);
        if (target.isPresent()) {
            byte[] input = Addressed.input(bytes);
            run(target.get(), input);
            // Said at once: should the process die later, its last input was not for this one.
            TURNS.took(target.get(), input).ifPresent(Fuzzer::tell);
        }
    }

    private static void run(Targets target, byte[] input) throws IOException {
        CLOCK.begin(() -> Finding.of(target, input));
        boolean isFine = false;
        try {
            DECODERS.get(target).run(input);
            isFine = true;
        } finally {
            CLOCK.end();
            if (!isFine) {
                System.err.println(Finding.of(target, input));
            }
        }
    }

    /** Says what was tried of those that time was left for; {@link FuzzProcess} reads it. */
    public static void fuzzerTearDown() {
        TURNS.unfinished().forEach(Fuzzer::tell);
    }

    private static void tell(Tried tried) {
        System.err.println(tried.line());
    }
}
