package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.protocol.Code;
import io.rialto.protocol.StreamChain;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

@Timeout(300)
class MemorySequencerTest {
    private static final long START = 1_000_000_000_000L;

    private final MemorySequencer sequencer = MemorySequencer.stepped(TallyMachine::new, START);
    private final AtomicReference<String> stopped = new AtomicReference<>("");
    private final CommandClient client = sequencer.client(7, new CommandClientListener() {
        @Override
        public void onStopped(String reason) {
            stopped.set(reason);
        }
    });
    private final Answers answers = new Answers();

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            UnsafeBuffer command = TallyMachine.command(1);
            assertThat(client.submit(command, 0, command.capacity(), answers.next()))
                    .isTrue();
        }
    }

    private static List<Long> counts(List<Answers.Answer> all) {
        return all.stream().map(Answers.Answer::count).toList();
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void shouldAnswerEveryCommandInOrder() {
        submit(10);
        sequencer.stepAll();
        assertThat(counts(answers.all())).isEqualTo(upTo(10));
        assertThat(answers.all()).allMatch(answer -> answer.code() == Code.DONE);
        assertThat(sequencer.metrics(client).inFlight()).isZero();
    }

    @Test
    void shouldApplyOnceWhatIsSentAgainAfterALostConnection() {
        // Cut after every number of steps: commands lost, answers lost, some of each.
        int steps = 1;
        int sentBefore = 0;
        for (int commands = 5; steps <= 40; steps++, commands += 5) {
            submit(5);
            for (int i = 0; i < steps % 9; i++) {
                sequencer.step();
            }
            sequencer.cut(client);
            sequencer.stepAll();
            sequencer.mend(client);
            sequencer.stepAll();
            assertThat(counts(answers.all())).isEqualTo(upTo(commands));
            sentBefore = commands;
        }
        assertThat(sequencer.machine().sequence()).isEqualTo(sentBefore);
        assertThat(sequencer.metrics(client).resent()).isPositive();
        assertThat(sequencer.metrics(client).reconnects()).isEqualTo(40);
    }

    @Test
    void shouldTellTheRememberedOutcomeWhenTheAnswerWasLost() {
        submit(1);
        sequencer.stepAll();
        submit(1);
        sequencer.loseNextAnswer(client);
        sequencer.stepAll();
        assertThat(answers.all()).hasSize(1);
        sequencer.advanceTo(START + CommandWindow.RESEND_NANOS);
        sequencer.stepAll();
        assertThat(answers.all()).last().isEqualTo(new Answers.Answer(1, Code.DONE, 2, 2, true));
        assertThat(sequencer.metrics(client).resent()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenFullAndAcceptAgainWhenAnswered() {
        submit(CommandClient.IN_FLIGHT_MAX);
        UnsafeBuffer command = TallyMachine.command(1);
        assertThat(client.submit(command, 0, command.capacity(), answers.next()))
                .isFalse();
        sequencer.stepAll();
        assertThat(answers.all()).hasSize(CommandClient.IN_FLIGHT_MAX);
        submit(1);
        sequencer.stepAll();
        assertThat(answers.all()).hasSize(CommandClient.IN_FLIGHT_MAX + 1);
    }

    @Test
    void shouldCarryLongCommandsWhole() {
        UnsafeBuffer command = new UnsafeBuffer(new byte[5_000]);
        UnsafeBuffer head = TallyMachine.command(3);
        command.putBytes(0, head, 0, head.capacity());
        assertThat(client.submit(command, 0, command.capacity(), answers.next()))
                .isTrue();
        sequencer.stepAll();
        assertThat(answers.all()).extracting(Answers.Answer::tally).containsExactly(3L);
    }

    @Test
    void shouldFenceAnOlderInstance() {
        submit(1);
        sequencer.stepAll();
        CommandClient newer = sequencer.client(7);
        sequencer.stepAll();
        submit(2);
        sequencer.stepAll();
        assertThat(stopped.get()).contains("newer instance of gateway 7");
        assertThat(answers.unknown()).isEqualTo(2);
        assertThat(client.isConnected()).isFalse();
        assertThat(newer.isConnected()).isTrue();
        assertThat(sequencer.machine().sequence()).isEqualTo(1);
        UnsafeBuffer command = TallyMachine.command(1);
        assertThat(client.submit(command, 0, command.capacity(), answers.next()))
                .isFalse();
    }

    @Test
    void shouldTellUnknownWhenClosedBeforeTheAnswer() {
        submit(3);
        client.close();
        assertThat(answers.unknown()).isEqualTo(3);
        UnsafeBuffer command = TallyMachine.command(1);
        assertThat(client.submit(command, 0, command.capacity(), answers.next()))
                .isFalse();
    }

    @Test
    void shouldRebuildFromSnapshotAndCommands() {
        submit(10);
        sequencer.stepAll();
        sequencer.takeSnapshot();
        submit(10);
        sequencer.stepAll();
        long hash = sequencer.machine().stateHash();
        sequencer.restart();
        assertThat(sequencer.machine().stateHash()).isEqualTo(hash);
        submit(1);
        sequencer.stepAll();
        assertThat(counts(answers.all())).isEqualTo(upTo(21));
        assertThat(sequencer.eventStream().newestSnapshot())
                .get()
                .satisfies(snapshot -> assertThat(snapshot.sequence()).isEqualTo(10));
    }

    @Test
    void shouldResumeAtEverySequence() {
        submit(20);
        sequencer.stepAll();
        List<Long> chains = new ArrayList<>(List.of(StreamChain.EMPTY));
        EventReader whole = sequencer.eventStream().open("test", 0, StreamChain.EMPTY);
        whole.poll((frame, offset, length) -> chains.add(StreamChain.of(frame, offset)), 100);
        assertThat(chains).hasSize(21);
        for (int sequence = 0; sequence <= 20; sequence++) {
            EventReader reader =
                    sequencer.eventStream().open("test", sequence, chains.get(sequence));
            List<Long> seen = new ArrayList<>();
            reader.poll((frame, offset, length) -> seen.add(StreamChain.of(frame, offset)), 100);
            assertThat(seen).isEqualTo(chains.subList(sequence + 1, 21));
            assertThat(reader.sequence()).isEqualTo(20);
        }
    }

    @Test
    void shouldFindARewrittenHistory() {
        submit(5);
        sequencer.stepAll();
        EventReader reader = sequencer.eventStream().open("test", 3, 12345);
        assertThatThrownBy(() -> reader.poll((frame, offset, length) -> {}, 1))
                .isInstanceOf(StreamRewrittenException.class);
    }

    @Test
    void shouldTellTheFirstEventKept() {
        submit(5);
        sequencer.stepAll();
        sequencer.purge(3);
        EventReader reader = sequencer.eventStream().open("test", 0, StreamChain.EMPTY);
        assertThatThrownBy(() -> reader.poll((frame, offset, length) -> {}, 1))
                .isInstanceOfSatisfying(
                        SequencePurgedException.class,
                        e -> assertThat(e.firstSequence()).isEqualTo(4));
    }

    @Test
    void shouldKeepDeliveringAfterAHandlerFailed() {
        submit(2);
        sequencer.stepAll();
        EventReader reader = sequencer.eventStream().open("test", 0, StreamChain.EMPTY);
        assertThatThrownBy(() -> reader.poll(
                        (frame, offset, length) -> {
                            throw new IllegalStateException("full");
                        },
                        10))
                .hasMessage("full");
        assertThat(reader.sequence()).isZero();
        assertThat(reader.poll((frame, offset, length) -> {}, 10)).isEqualTo(2);
    }

    @Test
    void shouldServeManyThreadsOnceEach() throws InterruptedException {
        int perThread = 5_000;
        int threads = 4;
        try (MemorySequencer threaded = MemorySequencer.threaded(TallyMachine::new)) {
            CommandClient shared = threaded.client(1);
            List<Thread> senders = IntStream.range(0, threads)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> send(shared, perThread)))
                    .toList();
            for (int i = 0; i < 3; i++) {
                answers.await(threads * perThread / 4 * i);
                threaded.takeSnapshot();
                threaded.restart();
            }
            List<Answers.Answer> all = answers.await(threads * perThread);
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(counts(all)).doesNotHaveDuplicates();
            assertThat(threaded.<Long>inspect(Machine::sequence))
                    .isEqualTo((long) threads * perThread);
        }
    }

    private void send(CommandClient shared, int count) {
        UnsafeBuffer command = TallyMachine.command(1);
        for (int i = 0; i < count; i++) {
            CommandClient.AnswerHandler handler = answers.next();
            while (!shared.submit(command, 0, command.capacity(), handler)) {
                Thread.onSpinWait();
            }
        }
    }
}
