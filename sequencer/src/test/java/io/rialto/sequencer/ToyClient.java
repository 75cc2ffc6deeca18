package io.rialto.sequencer;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.exceptions.TimeoutException;

import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;

/** Sends toy commands and remembers every answer. One thread. */
final class ToyClient implements AutoCloseable {
    record Answer(long number, long sequence, long chain, boolean repeated) {}

    static final long DEADLINE_NANOS = Duration.ofSeconds(90).toNanos();

    private final long id;
    private final Aeron aeron;
    private final AeronCluster cluster;
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[ToyMachine.COMMAND_BYTES]);

    /** What was answered, by the command's number. */
    final TreeMap<Long, Answer> answers = new TreeMap<>();

    ToyClient(long id, Path aeronDirectory) {
        this.id = id;
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .driverTimeoutMs(30_000)
                .errorHandler(error -> {}));
        cluster = AeronCluster.connect(new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .ingressChannel("aeron:ipc?term-length=1m")
                .egressChannel("aeron:ipc?term-length=4m")
                .messageTimeoutNs(DEADLINE_NANOS)
                .egressListener((session, timestamp, buffer, offset, length, header) -> answers.put(
                        buffer.getLong(offset + 8),
                        new Answer(
                                buffer.getLong(offset + 8),
                                buffer.getLong(offset + 16),
                                buffer.getLong(offset + 24),
                                buffer.getLong(offset + 32) == 1))));
    }

    /** Sends and returns at once; false when the venue does not take it now. */
    boolean offer(long number, long events, long delayNanos) {
        ToyMachine.encodeCommand(command, id, number, events, delayNanos);
        return cluster.offer(command, 0, ToyMachine.COMMAND_BYTES) > 0;
    }

    int poll() {
        return cluster.pollEgress();
    }

    void send(long number, long events) {
        send(number, events, 0);
    }

    void send(long number, long events, long delayNanos) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!offer(number, events, delayNanos)) {
            poll();
            checkDeadline(deadline, number);
        }
    }

    Answer await(long number) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!answers.containsKey(number)) {
            if (poll() == 0) {
                Thread.onSpinWait();
            }
            checkDeadline(deadline, number);
        }
        return answers.get(number);
    }

    /** Sends commands {@code first} to {@code last} and awaits all answers. */
    Answer sendAll(long first, long last, int eventsEach) {
        for (long number = first; number <= last; number++) {
            if (number - first >= CommandClient.IN_FLIGHT_MAX) {
                await(number - CommandClient.IN_FLIGHT_MAX);
            }
            send(number, eventsEach);
            poll();
        }
        for (long number = first; number <= last; number++) {
            await(number);
        }
        return answers.get(last);
    }

    private void checkDeadline(long deadline, long number) {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException("No answer to " + number);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(cluster, aeron);
    }
}
