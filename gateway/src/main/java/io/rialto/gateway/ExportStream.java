package io.rialto.gateway;

import io.rialto.history.HistoryQueries;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Streams a file that is made while it is sent, on a thread that may block. As much is in memory as
 * one write: the next is made when the connection has taken it, so a slow client costs a slot and
 * nothing else, and that only as long as it keeps the {@linkplain ReadingPace pace}. What fails on the way closes the connection, so that nobody takes a part for the whole.
 */
final class ExportStream extends OutputStream {
    private static final Logger LOG = Logger.getLogger(ExportStream.class.getName());
    private static final int WRITE_BYTES = 32 * 1024;

    private final Loop loop;
    private final HttpServerResponse response;
    private final ReadingPace pace = new ReadingPace();
    private Buffer pending = Buffer.buffer(WRITE_BYTES);

    private ExportStream(Loop loop, HttpServerResponse response) {
        this.loop = loop;
        this.response = response;
    }

    /** Writes the file. */
    @FunctionalInterface
    interface Work {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Answers with a file, if the caller may ask for one now: it is an expensive query, and only so
     * many run at a time.
     */
    static void begin(Exchange exchange, String fileName, Function<HistoryQueries, Work> work) {
        HistoryDesk.admit(exchange);
        HistoryDesk.ask(exchange, work, made -> {
            if (exchange.isGone()) {
                return;
            }
            if (exchange.http().request().method().equals(HttpMethod.HEAD)) {
                // What the file would be called is all that is asked for.
                exchange.beginFile(fileName).end();
                return;
            }
            RequestGate gate = exchange.venue().gate();
            Caller caller = exchange.caller();
            gate.admitExport(caller).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            boolean hasBegun = false;
            try {
                ExportStream stream =
                        new ExportStream(exchange.loop(), exchange.beginFile(fileName));
                Thread.ofVirtual().name("export").start(() -> {
                    try {
                        stream.run(made);
                    } finally {
                        gate.endExport(caller);
                    }
                });
                hasBegun = true;
            } finally {
                if (!hasBegun) {
                    gate.endExport(caller);
                }
            }
        });
    }

    private void run(Work work) {
        try {
            work.write(this);
            send();
            loop.mailbox().post(response::end);
        } catch (IOException gone) {
            LOG.log(Level.FINE, "An export ended early", gone);
            abort();
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "An export failed", failure);
            abort();
        }
    }

    private void abort() {
        loop.mailbox().post(() -> {
            if (!response.closed()) {
                var _ = response.reset();
            }
        });
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        pending.appendBytes(bytes, offset, length);
        if (pending.length() >= WRITE_BYTES) {
            send();
        }
    }

    /** Blocks until the connection has taken what is pending. */
    private void send() throws IOException {
        if (pending.length() == 0) {
            return;
        }
        Buffer full = pending;
        pending = Buffer.buffer(WRITE_BYTES);
        CompletableFuture<Void> taken = new CompletableFuture<>();
        loop.mailbox().post(() -> {
            if (response.closed()) {
                taken.completeExceptionally(new IOException("the client has gone"));
            } else {
                var _ = response.write(full).onComplete(done -> {
                    if (done.succeeded()) {
                        taken.complete(null);
                    } else {
                        taken.completeExceptionally(done.cause());
                    }
                });
            }
        });
        int bytes = full.length();
        long begunAt = System.nanoTime();
        try {
            taken.get(pace.leftNanos(), TimeUnit.NANOSECONDS);
            pace.took(bytes, System.nanoTime() - begunAt);
        } catch (ExecutionException | TimeoutException lost) {
            throw new IOException("the client does not read, or too slowly", lost);
        } catch (InterruptedException stopping) {
            throw HistoryDesk.stopped(stopping);
        }
    }
}
