package io.rialto.app;

import java.net.URI;
import java.util.Optional;

/**
 * Where traces go.
 *
 * @param collector takes OTLP over HTTP; without one nothing is traced
 * @param begun how many of the requests that come without a trace begin one, from 0 to 1
 */
record TracePart(Optional<URI> collector, double begun) {
    static final TracePart NONE = new TracePart(Optional.empty(), 0);

    TracePart {
        if (!(begun >= 0 && begun <= 1)) {
            throw new IllegalArgumentException("a share of requests is from 0 to 1, not " + begun);
        }
        collector.ifPresent(TracePart::check);
    }

    private static void check(URI collector) {
        if (collector.getHost() == null
                || !("http".equals(collector.getScheme())
                        || "https".equals(collector.getScheme()))) {
            throw new IllegalArgumentException(
                    "a collector is at a URL like" + " http://127.0.0.1:4318, not " + collector);
        }
    }
}
