package io.rialto.bench;

/**
 * What is asked of the public feed.
 *
 * @param clients connections that listen to one book
 * @param raw whether they are told each change of it in a message of its own, not 20 times a second
 * @param neverReading how many more that subscribe and never read
 * @param updatesPerSecond commands sent to that book's market
 * @param seconds for which what is delivered is counted
 * @param seed from which orders are drawn
 */
public record FeedOptions(
        int clients, boolean raw, int neverReading, int updatesPerSecond, int seconds, long seed) {
    public FeedOptions {
        require(clients > 0 && clients <= 15_000, "clients must be from 1 to 15,000");
        require(
                neverReading >= 0 && neverReading <= 1_000,
                "those that never read must be from 0 to 1,000");
        require(
                updatesPerSecond > 0 && updatesPerSecond <= 200_000,
                "updates a second must be from 1 to 200,000");
        require(seconds > 0 && seconds <= 3_600, "seconds must be from 1 to 3,600");
    }

    private static void require(boolean condition, String text) {
        if (!condition) {
            throw new IllegalArgumentException(text);
        }
    }
}
