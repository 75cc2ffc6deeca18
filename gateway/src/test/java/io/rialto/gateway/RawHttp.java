package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a gateway that sends whatever bytes there are, and reads what comes. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    static RawHttp connect(Gateway gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout((int) VenueFixture.PATIENCE.toMillis());
        return new RawHttp(socket);
    }

    /** Sends each character as a byte. */
    void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException closedAlready) {
            // What the gateway thinks of it is read from its side.
        }
    }

    /** Empty if the gateway closes. */
    String firstLine() throws IOException {
        return readTo("\r\n").strip();
    }

    /** The first line and the headers; empty if the gateway closes. */
    String head() throws IOException {
        return readTo("\r\n\r\n");
    }

    private String readTo(String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        try {
            int next;
            while (text.indexOf(end, text.length() - end.length()) < 0 && (next = in.read()) >= 0) {
                text.append((char) next);
            }
        } catch (SocketException reset) {
            // As good as closed.
        }
        return text.toString();
    }

    /** The next byte; -1 when the gateway has closed in order. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** All until the gateway closes; fails if it does not. */
    String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection stays open: " + all, open);
        } catch (SocketException reset) {
            // As good as closed.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends a byte now and then until the gateway closes; fails if it does not, or answers. */
    void trickleUntilClosed() throws IOException {
        socket.setSoTimeout(50);
        long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                assertThat(read()).isEqualTo(-1);
                return;
            } catch (SocketTimeoutException stillOpen) {
                send("x");
            } catch (SocketException reset) {
                return;
            }
        }
        throw new AssertionError("the connection stays open");
    }

    /** At once, and without a port that waits. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
