package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

class OutflowTest {
    private static final int WAITING_MAX = 4_000;
    private static final int UNDER_WAY_MAX = WAITING_MAX / 4;

    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final Client client = new Client();
    private final Outflow outflow = new Outflow(client, later::add, WAITING_MAX);

    @Test
    void shouldPassOnAtOnceToWhoeverReads() {
        for (int i = 0; i < 100; i++) {
            outflow.send(message(i, 500), false);
            client.take();
        }

        assertThat(client.written).hasSize(100);
        assertThat(outflow.waitingBytes()).isZero();
    }

    @Test
    void shouldWriteNothingMoreWhileTheClientDoesNotReadAndAllInOrderWhenItDoes() {
        for (int i = 0; i < 100; i++) {
            outflow.send(message(i, 500), i % 2 == 0);
        }
        assertThat(client.written).hasSize(2);
        // 49 parts, which count an eighth, and 49 that count as they are.
        assertThat(outflow.waitingBytes()).isEqualTo(49 * (500 + 500 / 8));

        while (client.take()) {
            runLater();
            assertThat(client.waitingBytes()).isLessThan(UNDER_WAY_MAX + 500);
        }

        assertThat(client.written).extracting(message -> message[0]).isSorted().hasSize(100);
        assertThat(outflow.waitingBytes()).isZero();
        assertThat(outflow.stalledNanos(System.nanoTime())).isZero();
    }

    @Test
    void shouldPutNothingBeforeWhatWaits() {
        outflow.send(message(0, UNDER_WAY_MAX), true);
        outflow.send(message(1, 1), true);
        client.take();
        // Room again, but what waits has not been passed on yet.
        outflow.send(message(2, 1), false);
        runLater();

        assertThat(client.written).extracting(message -> (int) message[0]).containsExactly(0, 1, 2);
    }

    @Test
    void shouldTellForHowLongNothingOfALongMessageWasTaken() {
        outflow.send(message(0, UNDER_WAY_MAX), false);
        outflow.send(message(1, UNDER_WAY_MAX), false);
        long before = System.nanoTime();
        assertThat(outflow.stalledNanos(before + 1_000_000_000L))
                .as("no part waits")
                .isZero();
        outflow.send(message(2, 1), true);
        assertThat(outflow.stalledNanos(before + 1_000_000_000L))
                .isGreaterThanOrEqualTo(1_000_000_000L);

        long taken = System.nanoTime();
        client.take();
        runLater();

        assertThat(outflow.stalledNanos(taken + 1_000_000_000L))
                .isLessThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void shouldKeepNothingForAClosedClient() {
        for (int i = 0; i < 10; i++) {
            outflow.send(message(i, 500), true);
        }
        client.close(SocketWriter.POLICY, "");
        client.take();
        runLater();

        assertThat(outflow.waitingBytes()).isZero();
        assertThat(client.written).hasSize(2);
    }

    private void runLater() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private static byte[] message(int number, int length) {
        byte[] message = new byte[length];
        message[0] = (byte) number;
        return message;
    }

    /** Takes a message when it is told to. */
    private static final class Client implements SocketWriter {
        private final List<byte[]> written = new ArrayList<>();
        private int taken;
        private Runnable onTaken = () -> {};
        private boolean isClosing;

        boolean take() {
            boolean isAny = taken < written.size();
            if (isAny) {
                taken++;
                onTaken.run();
            }
            return isAny;
        }

        @Override
        public void write(byte[] message) {
            if (!isClosing) {
                written.add(message);
            }
        }

        @Override
        public void write(MessageLite message) {
            write(message.toByteArray());
        }

        @Override
        public long waitingBytes() {
            return written.subList(taken, written.size()).stream()
                    .mapToInt(message -> message.length)
                    .sum();
        }

        @Override
        public void onTaken(Runnable told) {
            onTaken = told;
        }

        @Override
        public void tooSlow(String how) {
            close(POLICY, how);
        }

        @Override
        public void close(short code, String reason) {
            isClosing = true;
        }

        @Override
        public boolean isClosing() {
            return isClosing;
        }

        @Override
        public long lastSentAt() {
            return 0;
        }

        @Override
        public void sweep(long now) {
            // Nothing to cut off.
        }
    }
}
