package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.sequencer.Durability;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what streams cost that are signed in and ask for nothing: how much more memory the
 * venue's process has, by the operating system, and what it costs to tell each that the venue is
 * there. The venue is a process of its own; memory is known on Linux only.
 */
public final class IdleBench {
    /** An address may have 1,024 connections: as many as one of loopback's is used for. */
    private static final int CONNECTIONS_PER_ADDRESS = 900;

    private static final int CONNECTIONS_MAX = 15_000;

    /** Connections opened and closed first, so that what is loaded once is not counted. */
    private static final int WARM = 200;

    /** Three heartbeats of every connection. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final double KIB_PER_MIB = 1024;

    private IdleBench() {}

    /**
     * Runs the bench and prints what was found.
     *
     * @param connections from 1 to 15,000; this process and the venue's take as many file handles
     * @param up the command that starts a venue
     * @return {@code idle} with {@code residentMebibytesBefore}, {@code residentMebibytesMore},
     *     {@code kibibytesPerConnection} and {@code cores}
     */
    public static List<BenchResult> run(int connections, List<String> up, PrintWriter out)
            throws IOException {
        if (connections < 1 || connections > CONNECTIONS_MAX) {
            throw new IllegalArgumentException("connections must be from 1 to " + CONNECTIONS_MAX);
        }
        try (EdgeVenue venue = EdgeVenue.start(up, Durability.OS, List.of())) {
            EdgeAccounts accounts = EdgeAccounts.create(venue.url(), venue.administrator(), 1);
            String token = accounts.tokens().getFirst();
            close(open(venue, token, Math.min(WARM, connections)));
            rest();
            double before = venue.residentMebibytes();
            List<SocketChannel> open = open(venue, token, connections);
            try {
                long cpu = venue.cpuNanos();
                long began = System.nanoTime();
                rest();
                double cores = (venue.cpuNanos() - cpu) / (double) (System.nanoTime() - began);
                double more = venue.residentMebibytes() - before;
                // It answers others meanwhile.
                accounts.checkMoney();
                return List.of(result(connections, before, more, cores, out));
            } finally {
                close(open);
            }
        }
    }

    private static List<SocketChannel> open(EdgeVenue venue, String token, int connections)
            throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String from = "127.0.0." + (1 + i / CONNECTIONS_PER_ADDRESS);
            open.add(StreamLoad.open(venue.url(), token, from));
        }
        return open;
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private static void rest() throws IOException {
        try {
            Thread.sleep(SETTLING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("ended while the venue rested", interrupted);
        }
    }

    private static BenchResult result(
            int connections, double before, double more, double cores, PrintWriter out) {
        double each = more * KIB_PER_MIB / connections;
        out.printf(
                "%,d idle streams: %.0f MiB more than %.0f MiB resident, %.1f KiB each; %.2f"
                        + " cores in the venue%n",
                connections, more, before, each, cores);
        out.flush();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("residentMebibytesBefore", before);
        figures.put("residentMebibytesMore", more);
        figures.put("kibibytesPerConnection", each);
        figures.put("cores", cores);
        return new BenchResult(
                "idle",
                connections + " streams that ask for nothing",
                "os",
                Rate.NONE,
                Latency.NONE,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED,
                figures);
    }
}
