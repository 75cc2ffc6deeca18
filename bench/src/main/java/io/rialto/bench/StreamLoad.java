package io.rialto.bench;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.protocol.v1.ServerMessage;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One connection of the stream under load. It speaks WebSocket by itself, on one thread, without
 * anything that a client would want: what it costs is taken from the venue beside it.
 */
final class StreamLoad implements AutoCloseable {
    /** What a session may have unanswered; an open loop that is behind waits here. */
    private static final int WINDOW_MAX = 4_096;

    private static final long SILENCE_NANOS_MAX = TimeUnit.MINUTES.toNanos(1);
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int LENGTH_FOLLOWS = 126;
    private static final int BINARY = 0x82;
    private static final int CORRELATION = 0x08;
    private static final int OUTCOME = 162; // field 20 with a length, whose second byte is 1
    private static final int SEQUENCE = 0x08;
    private static final int FAILURE = 178; // field 22 with a length, whose second byte is 1

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    private final IdleStrategy idle = new BackoffIdleStrategy(
            1, 1, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MICROSECONDS.toNanos(100));

    private StreamLoad(SocketChannel channel) {
        this.channel = channel;
    }

    static StreamLoad connect(URI url, String token) throws IOException {
        SocketChannel channel = open(url, token, "127.0.0.1");
        channel.configureBlocking(false);
        return new StreamLoad(channel);
    }

    /** A connection of a loopback address that has become a stream; it blocks. */
    static SocketChannel open(URI url, String token, String from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(from, 0));
        channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        upgrade(channel, url, token);
        return channel;
    }

    private static void upgrade(SocketChannel channel, URI url, String token) throws IOException {
        String request = """
                GET /api/v1/stream HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Authorization: Bearer %s\r
                \r
                """.formatted(url.getAuthority(), token);
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer one = ByteBuffer.allocate(1);
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            if (channel.read(one.clear()) < 0) {
                throw new EOFException("the venue closed the connection: " + answer);
            }
            answer.append((char) one.get(0));
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("the venue opens no stream: " + answer);
        }
    }

    /**
     * Keeps as many requests in flight and returns when all are answered.
     *
     * @return how long it took, in nanoseconds
     */
    long closed(EdgeMessages messages, int window, EdgeAnswers answers) throws IOException {
        return run(messages, window, 0, answers);
    }

    /** Sends at a steady rate a second; times count from when a request was due. */
    long open(EdgeMessages messages, int rate, EdgeAnswers answers) throws IOException {
        return run(messages, WINDOW_MAX, rate, answers);
    }

    /** Sends at a steady rate a second while no more than so many are unanswered. */
    long steady(EdgeMessages messages, int rate, int window, EdgeAnswers answers)
            throws IOException {
        return run(messages, window, rate, answers);
    }

    private long run(EdgeMessages messages, int window, int rate, EdgeAnswers answers)
            throws IOException {
        ByteBuffer out = messages.toBuffer();
        int count = messages.count();
        long begin = System.nanoTime();
        long progressed = begin;
        int sent = 0;
        while (answers.answered() < count) {
            long now = System.nanoTime();
            int before = answers.answered();
            int allowed = Math.min(count, before + window);
            while (sent < allowed && (rate == 0 || due(begin, sent, rate) <= now)) {
                answers.started(sent, rate == 0 ? now : due(begin, sent, rate));
                sent++;
            }
            out.limit(messages.endOf(sent));
            int written = out.hasRemaining() ? channel.write(out) : 0;
            read(answers);
            progressed = answers.answered() > before || sent == before ? now : progressed;
            if (now - progressed > SILENCE_NANOS_MAX) {
                throw new IOException("no answer for a minute");
            }
            idle.idle(written + answers.answered() - before);
        }
        return System.nanoTime() - begin;
    }

    private static long due(long begin, int request, int rate) {
        return begin + request * 1_000_000_000L / rate;
    }

    private void read(EdgeAnswers answers) throws IOException {
        int got = channel.read(in);
        if (got < 0) {
            throw new EOFException("the venue closed the connection");
        }
        if (got > 0) {
            in.flip();
            long now = System.nanoTime();
            while (takeFrame(answers, now)) {}
            in.compact();
        }
    }

    /** Takes a frame if all of it is there. */
    private boolean takeFrame(EdgeAnswers answers, long now) throws IOException {
        int at = in.position();
        if (in.remaining() < 2) {
            return false;
        }
        int length = in.get(at + 1);
        int header = 2;
        if (length == LENGTH_FOLLOWS) {
            if (in.remaining() < 4) {
                return false;
            }
            length = in.getShort(at + 2) & 0xFFFF;
            header = 4;
        }
        if (in.remaining() < header + length) {
            return false;
        }
        if ((in.get(at) & 0xFF) != BINARY) {
            throw new IOException("a frame of another kind came: the venue closes the stream");
        }
        takeMessage(at + header, length, answers, now);
        in.position(at + header + length);
        return true;
    }

    /** What comes unasked, a heartbeat, has no correlation. */
    private void takeMessage(int at, int length, EdgeAnswers answers, long now)
            throws InvalidProtocolBufferException {
        if (length == 0 || in.get(at) != CORRELATION) {
            return;
        }
        int index = at + 1;
        int correlation = 0;
        int shift = 0;
        byte part;
        do {
            part = in.get(index++);
            correlation |= (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        if ((in.get(index) & 0xFF) == FAILURE && in.get(index + 1) == 1) {
            ServerMessage message = ServerMessage.parseFrom(in.slice(at, length));
            answers.denied(correlation - 1, message.getFailure().getCode(), now);
        } else {
            sequence(index, answers, now);
            answers.done(correlation - 1, now);
        }
    }

    /** The first field of an outcome is its sequence. */
    private void sequence(int content, EdgeAnswers answers, long now) {
        if ((in.get(content) & 0xFF) != OUTCOME) {
            return;
        }
        int index = content + 2;
        while (in.get(index++) < 0) {
            // The length of the outcome.
        }
        if (in.get(index++) != SEQUENCE) {
            return;
        }
        long sequence = 0;
        int shift = 0;
        byte part;
        do {
            part = in.get(index++);
            sequence |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part < 0);
        answers.sawSequence(sequence, now);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
