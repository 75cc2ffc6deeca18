package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.StreamChain;

import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The client and the reader while the process with node and media driver is killed. */
@Timeout(300)
class AeronClientCrashTest {
    private static final int KILLS = 3;
    private static final int COMMANDS_PER_RUN = 3_000;

    @TempDir
    Path directory;

    private Path aeronDirectory;

    @BeforeEach
    void chooseDriverDirectory() {
        aeronDirectory = DriverDirectory.defaultFor(directory.resolve("data"));
    }

    @AfterEach
    void deleteDriverDirectory() {
        IoUtil.delete(aeronDirectory.toFile(), true);
    }

    private final Answers answers = new Answers();

    @Test
    void shouldApplyOnceAndAnswerOnceOverKills() throws Exception {
        Path data = directory.resolve("data");
        int total = (KILLS + 1) * COMMANDS_PER_RUN;
        List<Long> sequences = new ArrayList<>();
        try (AeronCommandClient client = AeronCommandClient.launch(
                        ClientConfig.local(3, aeronDirectory), CommandClientListener.NONE);
                EventReader reader = new AeronEventStream(aeronDirectory, data)
                        .open("test", 0, StreamChain.EMPTY)) {
            for (int run = 0; run <= KILLS; run++) {
                try (VenueProcess venue = VenueProcess.start(
                        data, aeronDirectory, Durability.OS, VenueProcess.Hosted.TALLY)) {
                    // Killed with about half of the run's commands on their way or unanswered.
                    int enough =
                            run == KILLS ? total : run * COMMANDS_PER_RUN + COMMANDS_PER_RUN / 2;
                    submitAll(client);
                    answers.await(enough);
                    read(reader, sequences, run == KILLS ? total : 0);
                    venue.kill();
                }
            }
            assertThat(answers.all())
                    .extracting(Answers.Answer::count)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, total).boxed().toList());
            assertThat(client.metrics().reconnects()).isEqualTo(KILLS);
        }
        assertThat(sequences).isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
    }

    private void submitAll(CommandClient client) {
        UnsafeBuffer command = TallyMachine.command(1);
        for (int i = 0; i < COMMANDS_PER_RUN; i++) {
            CommandClient.AnswerHandler handler = answers.next();
            while (!client.submit(command, 0, command.capacity(), handler)) {
                pause();
            }
        }
    }

    /** Reads at least up to event {@code last}. */
    private static void read(EventReader reader, List<Long> sequences, long last) {
        do {
            reader.poll((frame, offset, length) -> sequences.add(reader.sequence() + 1), 1_000);
            pause();
        } while (reader.sequence() < last);
    }

    /** Lets the test's deadline end a busy wait. */
    private static void pause() {
        if (Thread.interrupted()) {
            throw new IllegalStateException("the deadline has passed");
        }
        Thread.onSpinWait();
    }
}
