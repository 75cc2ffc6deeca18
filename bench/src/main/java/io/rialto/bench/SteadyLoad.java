package io.rialto.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps one market of a running venue busy until the process is ended: the load under which other
 * programs measure themselves, as {@code bench web} does in a browser.
 */
public final class SteadyLoad {
    private static final int CHUNK_SECONDS = 2;

    /**
     * Unanswered at most. Where the venue cannot keep up the rate falls; a queue in front of it would
     * be what everybody else's orders wait behind.
     */
    private static final int WINDOW = 256;

    private SteadyLoad() {}

    /**
     * Opens a market and accounts, prints one line of JSON that names the market and a token of an
     * account that does nothing yet, and sends commands for ever.
     *
     * @param administrator a token of an administrator of the venue
     * @param rate commands a second, if the venue keeps up
     */
    public static void run(URI url, String administrator, int rate, PrintWriter out)
            throws IOException {
        EdgeAccounts accounts = EdgeAccounts.create(url, administrator, 2);
        out.printf(
                "{\"market\": \"%s\", \"token\": \"%s\"}%n",
                EdgeAccounts.MARKET, accounts.tokens().get(1));
        out.flush();
        StreamMessages work =
                new StreamMessages(new EdgeWork(MixOptions.SEED, 0), accounts.market(), false);
        try (StreamLoad load = StreamLoad.connect(url, accounts.tokens().getFirst())) {
            EdgeMessages next = work.next(rate * CHUNK_SECONDS);
            while (!Thread.currentThread().isInterrupted()) {
                EdgeMessages now = next;
                CompletableFuture<EdgeMessages> made =
                        CompletableFuture.supplyAsync(() -> work.next(rate * CHUNK_SECONDS));
                load.steady(now, rate, WINDOW, new EdgeAnswers(now.count(), new Histogram(3)));
                next = made.join();
            }
        }
    }
}
