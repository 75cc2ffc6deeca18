package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.app.CrashVenue.Moment;
import io.rialto.app.CrashVenue.Victim;
import io.rialto.sequencer.AeronEventStream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients remember every answer while the venue is killed as by {@code kill -9}, again and again, as
 * one process or as an engine and a gateway apart: what was answered is there once, what was refused
 * is not, and what had no answer is done once when it is sent again. They trade in a spot market and
 * in contracts, and do all the other things that there are: {@link CrashClass}.
 *
 * <p>The seed decides what is killed and when: after how many answers, while a snapshot is written,
 * and how far into a start. {@code rialto test soak --kills N} does it more often.
 */
@Tag("system")
class CrashTest {
    private static final int KILLS = Integer.getInteger("rialto.crash.kills", 30);
    private static final boolean IS_TOLD = Boolean.getBoolean("rialto.crash.progress");
    private static final int ANSWERS_MIN = 20;
    private static final int ANSWERS_MAX = 800;
    private static final int SNAPSHOTS_PERCENT = 10;
    private static final long PATIENCE_SECONDS = 90;

    /** Many times what a kill takes where nothing else runs. */
    private static final Duration DEADLINE = Duration.ofMinutes(5).plusSeconds(60L * KILLS);

    @TempDir
    Path folder;

    private List<CrashClient> clients = List.of();
    private CrashVenue venue;
    private CrashEvents events;
    private CrashChecks checks;
    private CrashHistory history;

    @Test
    void shouldKeepWhatItAnsweredOverKills() {
        Assertions.assertTimeoutPreemptively(DEADLINE, this::killAndCheck);
    }

    private void killAndCheck() throws Exception {
        long seed = Long.getLong("rialto.crash.seed", 20_261_126);
        Random random = new Random(seed);
        CrashVenue.Made made = CrashVenue.start(folder, random);
        try (CrashVenue started = made.venue();
                HttpClient http = HttpClient.newHttpClient();
                CrashHistory undisturbed = new CrashHistory(folder);
                CrashEvents reader = new CrashEvents(
                        new AeronEventStream(started.aeron(), started.data()), undisturbed);
                // HTTP's client waits for streams that are open, whatever has gone wrong.
                AutoCloseable _ = () -> clients.forEach(CrashClient::close)) {
            venue = started;
            history = undisturbed;
            events = reader;
            clients = CrashMarket.open(venue.url(), made.token(), random);
            checks = new CrashChecks(events, clients);
            while (venue.killed() < KILLS) {
                runAndKill(http, random);
            }
            Program.Finished verify = venue.stopAndVerify();
            assertThat(verify.exitCode()).as("%s", verify).isZero();
            Program.Finished rebuilt = venue.rebuildHistory();
            assertThat(rebuilt.exitCode()).as("%s", rebuilt).isZero();
            assertThat(rebuilt.output()).contains("the history before was the same");
            tell(rebuilt.output());
            tell("seed " + seed + ": " + venue.kills() + ", " + checks.counts() + "; "
                    + verify.output());
        } catch (Throwable failed) {
            throw new AssertionError(
                    "-Drialto.crash.seed=%d, after %s: %s".formatted(seed, venue.kills(), failed),
                    failed);
        }
    }

    /** Killed at the moment of a seeded answer or snapshot, with requests on their way. */
    private void runAndKill(HttpClient http, Random random) throws Exception {
        Moment moment =
                random.nextInt(100) < SNAPSHOTS_PERCENT ? Moment.SNAPSHOT : Moment.ANSWERING;
        int count = random.nextInt(ANSWERS_MIN, ANSWERS_MAX);
        CountDownLatch answers = new CountDownLatch(count);
        for (CrashClient client : clients) {
            client.connect(http, venue.url());
            client.start(answers::countDown);
        }
        if (moment == Moment.SNAPSHOT) {
            venue.awaitSnapshot();
        } else {
            assertThat(answers.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the venue stopped answering:\n%s", venue.output())
                    .isTrue();
        }
        Victim victim = venue.kill(moment);
        long begun = System.nanoTime();
        if (random.nextBoolean()) {
            events.restart();
        }
        venue.restart(victim);
        double seconds = (System.nanoTime() - begun) / 1e9;
        check(http, random);
        tell("kill %d of %d: %s while %s, up again after %.1f s"
                .formatted(venue.killed(), KILLS, victim, moment, seconds));
    }

    private void check(HttpClient http, Random random) throws Exception {
        for (CrashClient client : clients) {
            client.finish();
            client.close();
            client.connect(http, venue.url());
            client.resendUnanswered();
        }
        checks.check(venue.url(), random);
        history.check(venue.data());
        clients.forEach(CrashClient::close);
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String progress) {
        if (IS_TOLD) {
            System.out.println(progress);
        }
    }
}
