package io.rialto.sequencer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Observes what would have ended the process. */
final class Fatalities implements FatalHandler {
    private final BlockingQueue<Throwable> causes = new LinkedBlockingQueue<>();

    @Override
    public void onFatal(String reason, Throwable cause) {
        causes.add(new IllegalStateException(reason, cause));
    }

    Throwable await() throws InterruptedException {
        return causes.poll(20, TimeUnit.SECONDS);
    }

    void clear() {
        causes.clear();
    }

    boolean isEmpty() {
        return causes.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Throwable cause : causes) {
            java.io.StringWriter trace = new java.io.StringWriter();
            cause.printStackTrace(new java.io.PrintWriter(trace));
            text.append(trace);
        }
        return text.toString();
    }
}
