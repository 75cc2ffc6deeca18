package io.rialto.bench;

import java.time.Duration;
import java.util.List;

/**
 * How a whole venue is started, and for how long it is watched.
 *
 * @param command starts a venue; {@code --data DIR} and {@code --port 0} are added
 * @param runs on an empty directory, and as many on what the run before left
 * @param settling before it is watched
 * @param watched while nobody asks anything of it
 */
public record UpOptions(List<String> command, int runs, Duration settling, Duration watched) {
    public UpOptions {
        command = List.copyOf(command);
        if (runs < 1 || runs > 100 || settling.isNegative() || !watched.isPositive()) {
            throw new IllegalArgumentException("from 1 to 100 runs, and a time to watch");
        }
    }

    /** Five runs, each watched for ten seconds after five. */
    public static UpOptions of(List<String> command) {
        return new UpOptions(command, 5, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
