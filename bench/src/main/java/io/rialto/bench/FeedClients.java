package io.rialto.bench;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.SubscribeBook;

import org.HdrHistogram.Histogram;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that listen to a book, all read by one thread: what they cost is taken from
 * the venue beside them.
 */
final class FeedClients implements AutoCloseable {
    /** Of messages that come for each change the lag of one in as many is taken. */
    private static final int RAW_PER_LAG = 64;

    /** An address may have 1,024 connections: as many as one of loopback's is used for. */
    private static final int CLIENTS_PER_ADDRESS = 900;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final long SELECT_MILLIS = 100;

    private final Selector selector;
    private final SequenceTimes times;
    private final int messagesPerLag;
    private final List<Client> clients = new ArrayList<>();
    private final List<SocketChannel> deaf = new ArrayList<>();
    private final Histogram lags = new Histogram(3);
    private volatile boolean isCounting;
    private volatile boolean closing;

    private FeedClients(Selector selector, SequenceTimes times, int messagesPerLag) {
        this.selector = selector;
        this.times = times;
        this.messagesPerLag = messagesPerLag;
    }

    /** Those that listen, and those that subscribe and leave what they are told to the venue's buffers. */
    static FeedClients connect(
            URI url, String token, long market, FeedOptions options, SequenceTimes times)
            throws IOException {
        FeedClients all = new FeedClients(Selector.open(), times, options.raw() ? RAW_PER_LAG : 1);
        Pace pace = options.raw() ? Pace.PACE_RAW : Pace.PACE_20_HZ;
        byte[] subscribe = ClientMessage.newBuilder()
                .setCorrelationId(1)
                .setSubscribeBook(SubscribeBook.newBuilder().setMarket(market).setPace(pace))
                .build()
                .toByteArray();
        for (int i = 0; i < options.clients() + options.neverReading(); i++) {
            SocketChannel channel =
                    StreamLoad.open(url, token, "127.0.0." + (1 + i / CLIENTS_PER_ADDRESS));
            channel.write(ByteBuffer.wrap(StreamMessages.header(subscribe.length)));
            channel.write(ByteBuffer.wrap(subscribe));
            if (i >= options.clients()) {
                all.deaf.add(channel);
                continue;
            }
            Client client = all.new Client(channel);
            all.clients.add(client);
            channel.configureBlocking(false);
            channel.register(all.selector, SelectionKey.OP_READ, client);
        }
        return all;
    }

    /** Begins to count what comes. */
    void count() {
        isCounting = true;
    }

    /** Ends reading and counting. */
    void stop() {
        closing = true;
        selector.wakeup();
    }

    /** Reads until {@link #stop}, on a thread of its own. */
    void run() {
        try {
            while (!closing) {
                selector.select(this::read, SELECT_MILLIS);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(SelectionKey key) {
        try {
            ((Client) key.attachment()).read();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How many changes of the book each client was told, fewest first. */
    List<Long> told() {
        return clients.stream().map(client -> client.told).sorted().toList();
    }

    /** How late they came, in nanoseconds: {@link SequenceTimes}. */
    Histogram lags() {
        return lags;
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        for (SocketChannel channel : deaf) {
            channel.close();
        }
        selector.close();
    }

    /** One connection. */
    private final class Client {
        private static final int LENGTH_FOLLOWS = 126;
        private static final int LONG_LENGTH_FOLLOWS = 127;

        /** Field 41 of a ServerMessage, with a length. */
        private static final int BOOK_DELTA = 0xCA;

        private static final int SEQUENCE = 4 << 3;

        private final SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
        private long told;

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        void read() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the venue closed the connection of a listener");
            }
            long now = System.nanoTime();
            in.flip();
            while (frame(now)) {
                // On to the next.
            }
            in.compact();
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
            }
        }

        private boolean frame(long now) throws IOException {
            int at = in.position();
            if (in.remaining() < 2) {
                return false;
            }
            long length = in.get(at + 1) & 0x7F;
            int header = 2;
            if (length == LENGTH_FOLLOWS) {
                header = 4;
            } else if (length == LONG_LENGTH_FOLLOWS) {
                header = 10;
            }
            if (in.remaining() < header) {
                return false;
            }
            if (header == 4) {
                length = in.getShort(at + 2) & 0xFFFF;
            } else if (header == 10) {
                length = in.getLong(at + 2);
            }
            if (in.remaining() < header + length) {
                return false;
            }
            in.position(at + header);
            if (length > 2 && (in.get(at + header) & 0xFF) == BOOK_DELTA) {
                delta(now);
            }
            in.position(at + header + (int) length);
            return true;
        }

        private void delta(long now) {
            if (!isCounting) {
                return;
            }
            if (++told % messagesPerLag != 0) {
                return;
            }
            in.position(in.position() + 2);
            var _ = varint();
            long tag = varint();
            while (tag < SEQUENCE) {
                var _ = varint();
                tag = varint();
            }
            long lag = times.lag(varint(), now);
            if (lag >= 0) {
                lags.recordValue(lag);
            }
        }

        private long varint() {
            long value = 0;
            int shift = 0;
            byte part;
            do {
                part = in.get();
                value |= (part & 0x7FL) << shift;
                shift += 7;
            } while (part < 0);
            return value;
        }
    }
}
