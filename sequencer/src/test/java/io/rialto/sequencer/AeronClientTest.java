package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.protocol.StreamChain;
import io.rialto.sequencer.EventReader.StreamRewrittenException;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** The client and the reader against a real node in this process. */
@Timeout(300)
class AeronClientTest {
    @TempDir
    Path directory;

    private final Fatalities fatalities = new Fatalities();
    private final Answers answers = new Answers();

    private VenueNode start() {
        return VenueNode.start(
                NodeConfig.of(directory.resolve("data"))
                        .withDurability(Durability.OS)
                        .withStartDeadline(Duration.ofSeconds(90))
                        .withFatalHandler(fatalities),
                TallyMachine::new);
    }

    private AeronCommandClient client(VenueNode node, CommandClientListener listener) {
        return AeronCommandClient.launch(
                ClientConfig.local(7, node.aeronDirectory()).withWakeVenue(node::wake), listener);
    }

    private AeronEventStream stream(VenueNode node) {
        return new AeronEventStream(node.aeronDirectory(), directory.resolve("data"));
    }

    private void submit(CommandClient client, int count) {
        UnsafeBuffer command = TallyMachine.command(1);
        for (int i = 0; i < count; i++) {
            CommandClient.AnswerHandler handler = answers.next();
            while (!client.submit(command, 0, command.capacity(), handler)) {
                pause();
            }
        }
    }

    /** Lets the test's deadline end a busy wait. */
    private static void pause() {
        if (Thread.interrupted()) {
            throw new IllegalStateException("the deadline has passed");
        }
        Thread.onSpinWait();
    }

    private static List<Long> counts(List<Answers.Answer> all) {
        return all.stream().map(Answers.Answer::count).sorted().toList();
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Reads until the stream's event {@code last}, and returns all chains read. */
    private static List<Long> readTo(EventReader reader, long last) {
        List<Long> chains = new ArrayList<>();
        while (reader.sequence() < last) {
            int count = reader.poll(
                    (frame, offset, length) -> chains.add(StreamChain.of(frame, offset)), 100);
            if (count == 0) {
                pause();
            }
        }
        return chains;
    }

    @Test
    void shouldAnswerEveryCommandOnceAndStreamItsEvents() throws InterruptedException {
        try (VenueNode node = start();
                AeronCommandClient client = client(node, CommandClientListener.NONE);
                EventReader reader = stream(node).open("test", 0, StreamChain.EMPTY)) {
            submit(client, 20_000);
            assertThat(counts(answers.await(20_000))).isEqualTo(upTo(20_000));
            assertThat(readTo(reader, 20_000)).hasSize(20_000);
            assertThat(client.metrics().answered()).isEqualTo(20_000);
            assertThat(client.metrics().inFlight()).isZero();
        }
    }

    @Test
    void shouldResumeAtEverySequence() throws InterruptedException {
        int last = 12;
        try (VenueNode node = start();
                AeronCommandClient client = client(node, CommandClientListener.NONE)) {
            submit(client, last);
            answers.await(last);
            List<Long> chains = new ArrayList<>(List.of(StreamChain.EMPTY));
            try (EventReader reader = stream(node).open("test", 0, StreamChain.EMPTY)) {
                chains.addAll(readTo(reader, last));
            }
            for (int sequence = 0; sequence < last; sequence++) {
                try (EventReader reader =
                        stream(node).open("test", sequence, chains.get(sequence))) {
                    assertThat(readTo(reader, last))
                            .isEqualTo(chains.subList(sequence + 1, last + 1));
                }
            }
            try (EventReader reader = stream(node).open("test", 5, chains.get(4))) {
                assertThatThrownBy(() -> readTo(reader, last))
                        .isInstanceOf(StreamRewrittenException.class);
            }
        }
    }

    @Test
    void shouldGoOnAfterARestartOfTheNodeAndItsDriver() throws Exception {
        AeronCommandClient client;
        EventReader reader;
        CompletableFuture<String> disconnected = new CompletableFuture<>();
        CommandClientListener listener = new CommandClientListener() {
            @Override
            public void onDisconnected(String reason) {
                disconnected.complete(reason);
            }
        };
        try (VenueNode node = start()) {
            client = client(node, listener);
            reader = stream(node).open("test", 0, StreamChain.EMPTY);
            submit(client, 1_000);
            answers.await(1_000);
            readTo(reader, 500);
        }
        disconnected.get();
        submit(client, 1_000);
        assertThat(client.isConnected()).isFalse();
        try (client;
                reader;
                VenueNode node = start()) {
            assertThat(counts(answers.await(2_000))).isEqualTo(upTo(2_000));
            readTo(reader, 2_000);
            assertThat(node.sequence()).isEqualTo(2_000);
            assertThat(client.metrics().reconnects()).isEqualTo(1);
        }
    }

    /** To touch it would end the process: so it did where a gateway lost its engine. */
    @Test
    void shouldNotTouchTheCountersOfADriverThatWentAway() throws Exception {
        ReplayLink link;
        try (VenueNode node = start();
                AeronCommandClient client = client(node, CommandClientListener.NONE)) {
            submit(client, 1);
            answers.await(1);
            link = new ReplayLink(
                    node.aeronDirectory(), directory.resolve("data/archive"), "test", 0);
            while (link.open().isEmpty()) {
                pause();
            }
            link.applied(1);
        }
        try (link) {
            assertThatThrownBy(() -> {
                        while (true) {
                            link.checkAlive();
                            pause();
                        }
                    })
                    .hasMessage("the media driver went away");
            link.applied(2);
        }
    }

    @Test
    void shouldHoldUpNobodyWhenAConsumerStops() throws InterruptedException {
        // More than fits into the stopped replay's buffers and into one segment.
        int count = 150_000;
        try (VenueNode node = start();
                AeronCommandClient client = client(node, CommandClientListener.NONE);
                EventReader stopped = stream(node).open("stopped", 0, StreamChain.EMPTY);
                EventReader other = stream(node).open("other", 0, StreamChain.EMPTY)) {
            submit(client, 10);
            readTo(stopped, 10);
            submit(client, count - 10);
            readTo(other, count);
            assertThat(answers.await(count)).hasSize(count);
            assertThat(stopped.sequence()).isEqualTo(10);
            assertThat(readTo(stopped, count)).hasSize(count - 10);
            assertThat(stopped.chain()).isEqualTo(other.chain());
        }
    }

    @Test
    void shouldDeliverAgainWhatAHandlerFailedOn() throws InterruptedException {
        try (VenueNode node = start();
                AeronCommandClient client = client(node, CommandClientListener.NONE);
                EventReader reader = stream(node).open("test", 0, StreamChain.EMPTY)) {
            submit(client, 10);
            answers.await(10);
            assertThatThrownBy(() -> {
                        while (true) {
                            reader.poll(
                                    (frame, offset, length) -> {
                                        if (reader.sequence() == 4) {
                                            throw new IllegalStateException("full");
                                        }
                                    },
                                    100);
                        }
                    })
                    .hasMessage("full");
            assertThat(reader.sequence()).isEqualTo(4);
            assertThat(readTo(reader, 10)).hasSize(6);
        }
    }

    @Test
    void shouldFindSnapshotsAndNoteHowFarAConsumerHasCome() throws Exception {
        try (VenueNode node = start();
                AeronCommandClient client = client(node, CommandClientListener.NONE)) {
            assertThat(stream(node).newestSnapshot()).isEmpty();
            submit(client, 10);
            answers.await(10);
            node.snapshotNow(Duration.ofSeconds(90));
            EventStream.StateSnapshot snapshot = stream(node).newestSnapshot().orElseThrow();
            submit(client, 5);
            try (EventReader reader =
                    stream(node).open("noted", snapshot.sequence(), snapshot.chain())) {
                assertThat(readTo(reader, 15)).hasSize(5);
                reader.applied(15);
            }
        }
        assertThat(Files.readString(directory.resolve("data/consumers/noted.position")))
                .isEqualTo("15\n");
    }
}
