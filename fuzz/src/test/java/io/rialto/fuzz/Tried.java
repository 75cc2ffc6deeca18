package io.rialto.fuzz;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has tried of a target, as it says at its end.
 *
 * @param inputs that the fuzzer made, without those that it was given to begin with
 * @param nanos that it was given, with what the fuzzer took to make the inputs
 */
record Tried(Targets target, long inputs, long nanos) {
    private static final Pattern LINE =
            Pattern.compile("tried ([A-Z_]+) (\\d+) times in (\\d+) ns");

    String line() {
        return "tried %s %d times in %d ns".formatted(target, inputs, nanos);
    }

    static Optional<Tried> of(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Tried(
                        Targets.valueOf(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %,d inputs in %,d ms",
                target.title(),
                inputs,
                TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}
