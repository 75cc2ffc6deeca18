package io.rialto.bench;

import io.rialto.bench.EdgeWork.Cancel;
import io.rialto.bench.EdgeWork.Place;

import org.HdrHistogram.Histogram;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Several connections of REST under load, each with one request in flight, all on one thread. It
 * speaks HTTP by itself, so far as the gateway's answers need it.
 */
final class RestLoad implements AutoCloseable {
    private static final long SILENCE_MILLIS_MAX = TimeUnit.MINUTES.toMillis(1);
    private static final int BUFFER_BYTES = 1 << 14;
    private static final String LENGTH = "content-length:";
    private static final String CODE = "\"code\":\"";

    private final URI url;
    private final boolean isKeyed;
    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private int busy;
    private int denied;

    RestLoad(URI url, boolean isKeyed) throws IOException {
        this.url = url;
        this.isKeyed = isKeyed;
    }

    void connect(String token, EdgeWork work) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, token, work);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connections.add(connection);
    }

    /** Makes the requests of the next run, {@code count} for each connection. */
    void prepare(int count) {
        connections.forEach(connection -> connection.prepare(count));
    }

    /**
     * Sends what was prepared and returns when all is answered.
     *
     * @return how long it took, in nanoseconds
     */
    long run(Histogram times) throws IOException {
        long begin = System.nanoTime();
        busy = connections.size();
        denied = 0;
        for (Connection connection : connections) {
            connection.begin(times);
        }
        while (busy > 0) {
            int ready = selector.select(
                    key -> ((Connection) key.attachment()).onReadable(), SILENCE_MILLIS_MAX);
            if (ready == 0) {
                throw new IOException("no answer for a minute");
            }
            for (Connection connection : connections) {
                connection.rethrow();
            }
        }
        return System.nanoTime() - begin;
    }

    /** How many of the last run were denied, all cancels that came too late. */
    int denied() {
        return denied;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    /** One connection. */
    private final class Connection {
        private final SocketChannel channel;
        private final String token;
        private final EdgeWork work;
        private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
        private EdgeMessages requests = new EdgeMessages(0);
        private ByteBuffer out = ByteBuffer.allocate(0);
        private EdgeAnswers answers = new EdgeAnswers(0, new Histogram(3));
        private IOException failure = new EOFException();
        private boolean hasFailed;
        private long keys;

        Connection(SocketChannel channel, String token, EdgeWork work) {
            this.channel = channel;
            this.token = token;
            this.work = work;
        }

        void prepare(int count) {
            requests = new EdgeMessages(count);
            for (int i = 0; i < count; i++) {
                requests.add(request(work.next()).getBytes(StandardCharsets.US_ASCII));
                requests.end();
            }
            out = requests.toBuffer();
        }

        private String request(EdgeWork.Operation operation) {
            String key = isKeyed ? "Idempotency-Key: k" + ++keys + "\r\n" : "";
            String headers = "Host: " + url.getAuthority() + "\r\nAuthorization: Bearer " + token
                    + "\r\n" + key;
            return switch (operation) {
                case Cancel cancel ->
                    "DELETE /api/v1/orders/" + EdgeAccounts.MARKET + "/client/o" + cancel.id()
                            + " HTTP/1.1\r\n" + headers + "\r\n";
                case Place place -> {
                    String body = String.format(
                            Locale.ROOT,
                            "{\"market\":\"%s\",\"side\":\"%s\",\"price\":\"%d.%02d\","
                                    + "\"quantity\":\"%d.%02d\",\"timeInForce\":\"%s\","
                                    + "\"clientOrderId\":\"o%d\"}",
                            EdgeAccounts.MARKET,
                            place.isBuy() ? "buy" : "sell",
                            place.priceTicks() / 100,
                            place.priceTicks() % 100,
                            place.lots() / 100,
                            place.lots() % 100,
                            place.isImmediate() ? "ioc" : "gtc",
                            place.id());
                    yield "POST /api/v1/orders HTTP/1.1\r\n" + headers
                            + "Content-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body;
                }
            };
        }

        void begin(Histogram times) throws IOException {
            answers = new EdgeAnswers(requests.count(), times);
            send();
        }

        private void send() throws IOException {
            int next = answers.answered();
            if (next == requests.count()) {
                busy--;
                denied += answers.denied();
                return;
            }
            out.limit(requests.endOf(next + 1));
            answers.started(next, System.nanoTime());
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        void onReadable() {
            try {
                if (channel.read(in) < 0) {
                    throw new EOFException("the venue closed a connection");
                }
                if (takeAnswer(System.nanoTime())) {
                    send();
                }
            } catch (IOException failed) {
                failure = failed;
                hasFailed = true;
            }
        }

        void rethrow() throws IOException {
            if (hasFailed) {
                throw failure;
            }
        }

        private boolean takeAnswer(long now) throws IOException {
            String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int body = text.indexOf("\r\n\r\n") + 4;
            int at = text.indexOf(LENGTH);
            if (body < 4) {
                return false;
            }
            if (at < 0 || at > body) {
                throw new IOException("an answer without a length: " + text);
            }
            int length = Integer.parseInt(
                    text.substring(at + LENGTH.length(), text.indexOf('\r', at)).strip());
            if (text.length() < body + length) {
                return false;
            }
            in.clear();
            int status = Integer.parseInt(text.substring(9, 12));
            if (status < 300) {
                answers.done(answers.answered(), now);
            } else {
                int code = text.indexOf(CODE, body) + CODE.length();
                answers.denied(
                        answers.answered(), text.substring(code, text.indexOf('"', code)), now);
            }
            return true;
        }
    }
}
