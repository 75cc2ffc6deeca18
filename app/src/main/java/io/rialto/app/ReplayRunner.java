package io.rialto.app;

import org.HdrHistogram.Histogram;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a replay to its end, through lost connections and restarts of the venue: it saves its state
 * every so often, and after a loss goes back to the last one saved and sends again what followed,
 * under the same idempotency keys.
 */
final class ReplayRunner {
    private static final int MESSAGES_PER_SAVE = 1_000;

    /**
     * Half of the latest trades that the venue tells who subscribes: after a loss, what is sent again is
     * compared with those.
     */
    private static final int TRADES_PER_SAVE = 50;

    private static final Duration VENUE_PATIENCE = Duration.ofSeconds(60);
    private static final long RETRY_MILLIS = 200;

    private final URI venue;
    private final String token;
    private final ReplayMarket market;
    private final List<LobsterMessage> messages;
    private final ReplayFile file;
    private final Optional<Path> touchFile;
    private final Histogram answerNanos = ReplayConnection.newHistogram();
    private final ProgressBar progress;
    private PublishedBook book = new PublishedBook();
    private ReplayState saved;

    ReplayRunner(
            URI venue,
            String token,
            ReplayMarket market,
            List<LobsterMessage> messages,
            ReplayFile file,
            Optional<Path> touchFile,
            ReplayState state,
            ProgressBar progress) {
        this.venue = venue;
        this.token = token;
        this.market = market;
        this.messages = messages;
        this.file = file;
        this.touchFile = touchFile;
        this.saved = state;
        this.progress = progress;
    }

    /**
     * Sends all that is left.
     *
     * @throws IOException when the venue cannot be reached for a minute, or a file not be written
     */
    ReplayReport run() throws IOException {
        long lostAt = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (saved.message < messages.size() || !book.isStarted()) {
                int before = saved.message;
                try {
                    attempt(http);
                    lostAt = 0;
                } catch (IOException lost) {
                    long now = System.nanoTime();
                    lostAt = lostAt == 0 || saved.message > before ? now : lostAt;
                    if (now - lostAt > VENUE_PATIENCE.toNanos()) {
                        throw lost;
                    }
                    pause();
                }
            }
        }
        return new ReplayReport(saved, market, book, answerNanos);
    }

    private void attempt(HttpClient http) throws IOException {
        ReplayState state = saved.copy();
        PublishedBook fresh = new PublishedBook();
        try (Writer lines = touchLines(state.message);
                ReplayConnection connection =
                        ReplayConnection.open(http, venue, token, market, fresh, answerNanos)) {
            book = fresh;
            LobsterReplay replay = new LobsterReplay(
                    market, connection, state, new ReplayTouch(fresh, state, lines));
            long started = System.nanoTime();
            while (state.message < messages.size()) {
                replay.apply(messages.get(state.message));
                progress.at(state.message);
                if (isToSave(state, replay)) {
                    replay.settle();
                    lines.flush();
                    long now = System.nanoTime();
                    state.workNanos += now - started;
                    started = now;
                    save(state);
                }
            }
        }
    }

    private boolean isToSave(ReplayState state, LobsterReplay replay) {
        return state.message % MESSAGES_PER_SAVE == 0
                || replay.unsettledTrades() >= TRADES_PER_SAVE
                || state.message == messages.size();
    }

    private void save(ReplayState state) throws IOException {
        saved = state.copy();
        file.save(market, token, saved);
    }

    /** The lines so far are kept up to the message that is sent again. */
    private Writer touchLines(int messagesDone) throws IOException {
        if (touchFile.isEmpty()) {
            return Writer.nullWriter();
        }
        List<String> kept = new ArrayList<>();
        if (messagesDone > 0 && Files.exists(touchFile.get())) {
            for (String line : Files.readAllLines(touchFile.get(), StandardCharsets.US_ASCII)) {
                if (Integer.parseInt(line.substring(0, line.indexOf(','))) <= messagesDone) {
                    kept.add(line);
                }
            }
        }
        Files.write(touchFile.get(), kept, StandardCharsets.US_ASCII);
        return new BufferedWriter(Files.newBufferedWriter(
                touchFile.get(), StandardCharsets.US_ASCII, StandardOpenOption.APPEND));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
