package io.rialto.app;

import io.rialto.gateway.Gateway;
import io.rialto.gateway.GatewayStartException;
import io.rialto.history.Retention;
import io.rialto.sequencer.Durability;
import io.rialto.sequencer.Upkeep;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code rialto up}: the venue. */
@Command(
        name = UpCommand.NAME,
        mixinStandardHelpOptions = true,
        header = "Runs the venue.",
        description = {
            "Runs the venue until Ctrl-C. The first start makes an administrator and prints its",
            "token, once. On an empty directory simulated traders trade in a few markets, which",
            "participants.yaml there describes.",
            "",
            "With --roles the venue runs as processes of their own on this machine, all with the",
            "same --data: one engine, any number of gateways (each with its own --gateway-id and",
            "--port), one history, one auditor. They may be started and stopped in any order."
        })
final class UpCommand implements Callable<Integer> {
    static final String NAME = "up";

    @Spec
    private CommandSpec spec;

    @Option(
            names = Settings.OPTION,
            paramLabel = "FILE",
            description = "Settings not given here nor in the environment: docs/configuration.md.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Everything that must survive (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--roles",
            paramLabel = "LIST",
            description = "What this process does, of engine,gateway,history,auditor"
                    + " (default: all).")
    private String roles;

    @Option(
            names = "--durability",
            paramLabel = "disk|os",
            defaultValue = "disk",
            description =
                    "What an answer promises: disk, that the command is synced to the disk; os, "
                            + "that it is written, and survives a crash of the venue but not of "
                            + "the machine (default: ${DEFAULT-VALUE}).")
    private Durability durability;

    @Option(
            names = "--aeron",
            paramLabel = "DIR",
            description = "Where the processes share memory (default: a place in /dev/shm of "
                    + "its own for each data directory, or within it where /dev/shm has no "
                    + "room).")
    private Path aeron;

    @Option(
            names = "--event-retention",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Deletes archived events that are older; 0 keeps them for good "
                    + "(default: ${DEFAULT-VALUE}).")
    private int retentionDays;

    @Option(
            names = "--history-retention",
            paramLabel = "LIST",
            defaultValue = "",
            description = "How long the history keeps orders,trades,postings,candles-1s,candles-1m,"
                    + "candles-1h, in hours or days: orders=12h,trades=90d (default: for good; with"
                    + " simulated traders as docs/configuration.md says).")
    private String historyRetention;

    @Option(
            names = "--consumer-lag-max",
            paramLabel = "MIB",
            defaultValue = "4096",
            description = "Events that the slowest consumer may be behind before nothing is kept "
                    + "for it (default: ${DEFAULT-VALUE}).")
    private long consumerMebibytes;

    @Option(
            names = "--reserve",
            paramLabel = "MIB",
            defaultValue = "0",
            description = "Free space of the disk below which new commands are refused; 0 for "
                    + "128, and twice a snapshot (default: ${DEFAULT-VALUE}).")
    private long reserveMebibytes;

    @Option(
            names = "--snapshot-every",
            paramLabel = "MIB",
            defaultValue = "256",
            description = "Log between snapshots: less makes a quicker start after a crash "
                    + "(default: ${DEFAULT-VALUE}).")
    private long snapshotMebibytes;

    @Option(
            names = "--empty",
            description =
                    "Starts without simulated traders, as TLS does; a new venue has nothing in it.")
    private boolean isEmpty;

    @Mixin
    private DoorOptions door;

    @Mixin
    private IdentityOptions identity;

    @Mixin
    private HistoryOptions history;

    @Mixin
    private TraceOptions traces;

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() throws InterruptedException {
        log.apply();
        CountDownLatch stop = new CountDownLatch(1);
        VenueConfig config = config();
        Venue venue = start(config);
        Thread closer = new Thread(() -> close(venue, stop), "stop");
        Runtime.getRuntime().addShutdownHook(closer);
        report(venue, config);
        venue.enliven();
        var _ = venue.failed().thenAccept(reason -> failed(reason, stop));
        stop.await();
        return venue.failed().isDone() ? Main.UNAVAILABLE : 0;
    }

    private Venue start(VenueConfig config) {
        try {
            return Venue.start(config);
        } catch (GatewayStartException failure) {
            boolean isAddress = failure.getCause() instanceof IOException;
            throw new Main.StartException(
                    "%s, at %s:%d.%s"
                            .formatted(
                                    failure.getMessage(),
                                    config.door().host(),
                                    config.door().port(),
                                    isAddress
                                            ? " Is the port taken? Choose another with --port."
                                            : ""),
                    failure);
        }
    }

    private VenueConfig config() {
        try {
            return new VenueConfig(
                    data,
                    door.config(),
                    Roles.parse(roles == null ? Roles.all() : roles),
                    durability,
                    Optional.ofNullable(aeron),
                    snapshotMebibytes << 20,
                    Upkeep.standard()
                            .keeping(consumerMebibytes << 20, Duration.ofDays(retentionDays))
                            .reserving(reserveMebibytes << 20),
                    identity.part(),
                    !isEmpty,
                    traces.part(),
                    door.redis(),
                    new HistoryPart(history.store(data), Retention.parse(historyRetention)));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private void report(Venue venue, VenueConfig config) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        String where = venue.url().isEmpty() ? "" : " on " + venue.url();
        Lines.print(
                System.out,
                "rialto is up%s (%.1f s after the JVM's start, durability %s, data in %s)",
                where,
                seconds,
                durability.name().toLowerCase(Locale.ROOT),
                data);
        if (file != null) {
            Lines.print(System.out, "Settings that the command line does not give: of %s.", file);
        }
        if (!venue.url().isEmpty() && Gateway.hasScreens()) {
            Lines.print(System.out, "The screens: open %s in a browser.", address(venue, config));
        }
        venue.grpcPort()
                .ifPresent(
                        port -> Lines.print(System.out, "gRPC is at port %d of the same.", port));
        venue.firstToken().ifPresent(token -> tell(venue, config, token));
        if (!venue.hasReachedEngine()) {
            // Only a gateway has a session with the engine that could tell whether it is there.
            String what = venue.url().isEmpty()
                    ? "It follows the engine of this directory whenever one runs"
                    : "It waits for the engine";
            Lines.print(System.out, "%s: rialto up --data %s --roles engine", what, data);
        }
        if (venue.isLiving()) {
            Lines.print(
                    System.out,
                    "Simulated traders trade, as %s says; --empty starts without them.",
                    data.resolve(LivingVenue.SCENARIO));
        }
        System.out.println("Ctrl-C stops it.");
    }

    private void tell(Venue venue, VenueConfig config, String token) {
        String address = address(venue, config);
        System.out.println(
                venue.isLiving()
                        ? FirstOrder.textOfLiving(address, token)
                        : FirstOrder.text(address, token));
        System.out.flush();
        // A token that could not be written stays untold, for the next start.
        if (!System.out.checkError()) {
            venue.firstTokenTold();
        }
    }

    /** Where a gateway is, or will be once one is started beside this process. */
    private static String address(Venue venue, VenueConfig config) {
        return venue.url().isEmpty()
                ? "http://" + config.door().host() + ":" + config.door().port()
                : venue.url();
    }

    private static void failed(String reason, CountDownLatch stop) {
        System.err.println("rialto: " + reason);
        stop.countDown();
    }

    private static void close(Venue venue, CountDownLatch stop) {
        venue.close();
        stop.countDown();
    }
}
