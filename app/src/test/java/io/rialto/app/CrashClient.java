package io.rialto.app;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A client that remembers every answer over all lives of the venue: for as long as the venue promises
 * to repeat it, and until {@link #takeTold} has handed over what follows from it.
 */
interface CrashClient extends AutoCloseable {
    /** Half of what the venue remembers of an actor: nothing that is sent again may be new to it. */
    int REMEMBERED = 5_000;

    /** Of the accounts whose orders it sends. */
    Map<Long, String> tokens();

    /** Connects to the venue, started or started again. */
    void connect(HttpClient http, URI venue) throws IOException;

    /**
     * Sends at random until the venue is lost or {@link #finish}; {@code onAnswer} runs after each
     * answer.
     */
    void start(Runnable onAnswer);

    /** Sends nothing new, and returns when what it sent has an answer or is known to have none. */
    void finish() throws InterruptedException;

    /** Sends what has no answer again, with the same keys; then everything has one. */
    void resendUnanswered() throws Exception;

    /** Sends some of the answered again: each must get its first outcome. */
    void repeatSome(Random choice, int count) throws Exception;

    /** What the answers since the last call say; only when everything has one. */
    Told takeTold();

    /** Forgets the oldest of what the venue need not remember either. */
    static void forget(List<?> sent) {
        if (sent.size() > REMEMBERED) {
            sent.subList(0, sent.size() - REMEMBERED).clear();
        }
    }

    @Override
    void close();

    /**
     * What answers say.
     *
     * @param answers how many there were
     * @param sequence the last event that an answer was true of
     * @param accepted the venue's ids of accepted orders, by the clients' own
     * @param outcomes what became of orders
     * @param paidIn of each asset, less what was paid out
     */
    record Told(
            int answers,
            long sequence,
            Map<String, Long> accepted,
            List<CrashOutcome> outcomes,
            Map<String, BigDecimal> paidIn) {}
}
