package io.rialto.app;

import io.rialto.bench.BenchReport;
import io.rialto.bench.BenchResult;
import io.rialto.bench.BookBench;
import io.rialto.bench.EdgeBench;
import io.rialto.bench.EdgeOptions;
import io.rialto.bench.EngineBench;
import io.rialto.bench.FeedBench;
import io.rialto.bench.FeedOptions;
import io.rialto.bench.HistoryBench;
import io.rialto.bench.IdentityBench;
import io.rialto.bench.IdleBench;
import io.rialto.bench.MixOptions;
import io.rialto.bench.RecoverBench;
import io.rialto.bench.RecoverOptions;
import io.rialto.bench.RulesBench;
import io.rialto.bench.SnapshotBench;
import io.rialto.bench.SnapshotOptions;
import io.rialto.bench.SteadyLoad;
import io.rialto.bench.UpBench;
import io.rialto.bench.UpOptions;
import io.rialto.bench.VenueBench;
import io.rialto.bench.VenueOptions;
import io.rialto.sequencer.Durability;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code rialto bench}: how fast, from the book outwards. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Measures the venue, level by level.",
        description = {
            "Measures the venue level by level. Work is prepared before the clock starts, results",
            "are checked, rates are medians of several runs. docs/benchmarks.md says what was"
                    + " found."
        })
final class BenchCommand {
    private static final int WINDOW = 256;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Writes the results as a JSON array, too.")
    private Path json;

    @Command(
            name = "book",
            description = {
                "One order book on one thread: operations from a file or, without one, of mixes A"
                        + " and",
                "B with 1,000, 200,000 and a million resting orders."
            })
    int book(
            @Option(
                            names = "--ops",
                            paramLabel = "FILE",
                            description = "Operations of 26 bytes each; .gz is read as it is.")
                    Path operations)
            throws IOException {
        return report(
                operations == null ? BookBench.runMixes(out()) : BookBench.run(operations, out()));
    }

    @Command(
            name = "engine",
            description = {
                "The whole state machine on one thread, without a log: decode, check, hold, match,",
                "post, charge, encode events and answers."
            })
    int engine(
            @Mixin MixArguments mix,
            @Option(
                            names = "--commands",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "Commands of a run (default: ${DEFAULT-VALUE}).")
                    int commands)
            throws IOException {
        return report(EngineBench.run(mix.options(spec, commands), out()));
    }

    @Command(
            name = "rules",
            description = {
                "What markets of contracts cost: an order beside one in a spot market; and single",
                "commands: settling many positions, an auction and a kill switch over many orders."
            })
    int rules(
            @Option(
                            names = "--positions",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description =
                                    "Positions and orders that one command reaches (default: ${DEFAULT-VALUE}).")
                    int positions)
            throws IOException {
        return report(RulesBench.run(positions, out()));
    }

    @Command(
            name = "venue",
            description = {
                "The engine behind its log in a process of its own, from sending a command to its",
                "answer; beside a bare node of Aeron, which echoes. A closed loop (--window), an"
                        + " open",
                "loop (--rate), or both; by default a closed loop with 256 in flight."
            })
    int venue(
            @Mixin MixArguments mix,
            @Option(
                            names = "--window",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Commands in flight in the closed loop, up to 4,096.")
                    int window,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Commands a second in the open loop.")
                    int rate,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "10",
                            description = "Length of the open loop (default: ${DEFAULT-VALUE}).")
                    int seconds,
            @Option(
                            names = "--commands",
                            paramLabel = "N",
                            defaultValue = "200000",
                            description = {
                                "Commands of each of ten runs of the closed loop, of which the",
                                "first five warm up (default: ${DEFAULT-VALUE})."
                            })
                    int commands,
            @Option(
                            names = "--durability",
                            paramLabel = "disk|os",
                            defaultValue = "disk",
                            description = "What an answer promises (default: ${DEFAULT-VALUE}).")
                    String durability)
            throws IOException {
        VenueOptions options = checked(
                spec,
                () -> new VenueOptions(
                        durability(durability),
                        window == 0 && rate == 0 ? WINDOW : window,
                        rate,
                        seconds,
                        commands,
                        mix.options(spec, commands)));
        return report(VenueBench.run(options, out()));
    }

    @Command(
            name = "edge",
            description = {
                "A whole venue in a process of its own, from the bytes of an order to those of its",
                "answer: one WebSocket connection with many orders in flight (os), the same at a",
                "steady rate (disk), and many connections of REST (os)."
            })
    int edge(
            @Option(
                            names = "--part",
                            paramLabel = "stream|stream_rate|rest",
                            description = "One of the three; may be repeated (default: all).")
                    Set<EdgeOptions.Part> parts,
            @Option(
                            names = "--window",
                            paramLabel = "N",
                            defaultValue = "512",
                            description = "Orders in flight (default: ${DEFAULT-VALUE}).")
                    int window,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "5000",
                            description = "Orders a second (default: ${DEFAULT-VALUE}).")
                    int rate,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "10",
                            description = "Length of the steady rate (default: ${DEFAULT-VALUE}).")
                    int seconds,
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "64",
                            description = "Connections of REST (default: ${DEFAULT-VALUE}).")
                    int connections,
            @Option(
                            names = "--orders",
                            paramLabel = "N",
                            defaultValue = "200000",
                            description = {
                                "Orders of each of six runs, of which the first is not counted; of",
                                "REST a quarter (default: ${DEFAULT-VALUE})."
                            })
                    int orders,
            @Option(names = "--no-keys", description = "Orders without idempotency keys.")
                    boolean isWithoutKeys,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "" + MixOptions.SEED,
                            description =
                                    "From which orders are drawn (default: ${DEFAULT-VALUE}).")
                    long seed,
            @Option(
                            names = "--venue-flag",
                            paramLabel = "FLAG",
                            description = "A flag for the venue's JVM, for a profile for example.")
                    List<String> venueFlags)
            throws IOException {
        EdgeOptions options = checked(
                spec,
                () -> new EdgeOptions(
                        parts == null ? EnumSet.allOf(EdgeOptions.Part.class) : parts,
                        window,
                        rate,
                        seconds,
                        connections,
                        orders,
                        !isWithoutKeys,
                        seed,
                        venueFlags == null ? List.of() : venueFlags));
        return report(EdgeBench.run(options, ThisProgram.command("up"), out()));
    }

    @Command(
            name = "identity",
            description = {
                "What it costs a gateway to know who asks, in processor time: a request signed by"
                        + " a key",
                "of each kind, an access token seen for the first time, and one seen before."
            })
    int identity() throws IOException {
        return report(IdentityBench.run(out()));
    }

    @Command(
            name = "feed",
            description = {
                "A whole venue in a process of its own whose one book many connections listen to"
                        + " at",
                "20 Hz while orders come at a steady rate: how often each is told, how late, and",
                "what an order takes meanwhile. With --raw they are told each change in a message",
                "of its own: how many small messages leave. With --json, one object."
            })
    int feed(
            @Option(
                            names = "--clients",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "Connections (default: ${DEFAULT-VALUE}).")
                    int clients,
            @Option(names = "--raw", description = "Each change is told in a message of its own.")
                    boolean raw,
            @Option(
                            names = "--never-reading",
                            paramLabel = "N",
                            defaultValue = "0",
                            description =
                                    "More that subscribe and never read (default: ${DEFAULT-VALUE}).")
                    int neverReading,
            @Option(
                            names = "--updates-per-second",
                            paramLabel = "N",
                            defaultValue = "20000",
                            description = "Commands a second (default: ${DEFAULT-VALUE}).")
                    int updatesPerSecond,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "10",
                            description = "For which is counted (default: ${DEFAULT-VALUE}).")
                    int seconds)
            throws IOException {
        FeedOptions options = checked(
                spec,
                () -> new FeedOptions(
                        clients, raw, neverReading, updatesPerSecond, seconds, MixOptions.SEED));
        FeedBench.Result result = FeedBench.run(options, ThisProgram.command("up"), out());
        if (json != null) {
            Files.writeString(json, result.toJson());
        }
        return 0;
    }

    @Command(
            name = "idle",
            description = {
                "A whole venue in a process of its own, and streams that are signed in and ask for",
                "nothing: how much more memory the venue's process takes."
            })
    int idle(
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "5000",
                            description = "Streams (default: ${DEFAULT-VALUE}).")
                    int connections)
            throws IOException {
        return report(IdleBench.run(connections, ThisProgram.command("up"), out()));
    }

    @Command(
            name = "load",
            description = {
                "Keeps a new market of a running venue busy until it is ended: bench web measures a",
                "browser under it."
            })
    int load(
            @Option(
                            names = "--url",
                            required = true,
                            paramLabel = "URL",
                            description = "The venue.")
                    URI url,
            @Option(
                            names = "--token",
                            required = true,
                            paramLabel = "TOKEN",
                            description = "Of an administrator.")
                    String token,
            @Option(
                            names = "--updates-per-second",
                            paramLabel = "N",
                            defaultValue = "20000",
                            description = "Commands a second (default: ${DEFAULT-VALUE}).")
                    int updatesPerSecond)
            throws IOException {
        SteadyLoad.run(url, token, updatesPerSecond, out());
        return 0;
    }

    @Command(
            name = "history",
            description = {
                "The history: events stored a second, into an empty database and as a rebuild;",
                "pages of a year's one-minute candles; books of the past of one market, which takes",
                "most of the time. With --json, one object."
            })
    int history(
            @Option(
                            names = "--commands",
                            paramLabel = "N",
                            defaultValue = "300000",
                            description = "Whose events are stored (default: ${DEFAULT-VALUE}).")
                    int commands,
            @Option(
                            names = "--past-commands",
                            paramLabel = "N",
                            defaultValue = "5300000",
                            description = {
                                "Whose events are the history of past books, two order events each",
                                "(default: ${DEFAULT-VALUE})."
                            })
                    int pastCommands,
            @Option(
                            names = "--store",
                            paramLabel = "sqlite|postgresql",
                            defaultValue = "sqlite",
                            description = {
                                "Where; PostgreSQL in the database of RIALTO_HISTORY, in a schema",
                                "rialto_bench that is dropped (default: ${DEFAULT-VALUE})."
                            })
                    String store)
            throws IOException {
        HistoryBench.Result result =
                HistoryBench.run(commands, pastCommands, database(store), out());
        if (json != null) {
            Files.writeString(json, result.toJson());
        }
        return 0;
    }

    private Optional<String> database(String store) {
        return switch (store) {
            case "sqlite" -> Optional.empty();
            case "postgresql" ->
                Optional.of(Optional.ofNullable(System.getenv(HistoryOptions.VARIABLE))
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "Put the database's URL into " + HistoryOptions.VARIABLE)));
            default ->
                throw new ParameterException(
                        spec.commandLine(), "There is no store " + store + " to measure");
        };
    }

    @Command(
            name = "recover",
            description = {
                "From the start of a killed venue's process to its first answer: with all commands",
                "in the log to be applied again, and with a snapshot and 200,000 after it. Five",
                "starts of each."
            })
    int recover(
            @Mixin MixArguments mix,
            @Option(
                            names = "--commands",
                            paramLabel = "N",
                            defaultValue = "5300000",
                            description = "Commands in the log (default: ${DEFAULT-VALUE}).")
                    int commands,
            @Option(
                            names = "--durability",
                            paramLabel = "disk|os",
                            defaultValue = "disk",
                            description = "Of the venue that starts (default: ${DEFAULT-VALUE}).")
                    String durability)
            throws IOException {
        RecoverOptions options = checked(
                spec,
                () -> RecoverOptions.of(
                        commands, durability(durability), mix.options(spec, commands)));
        return report(RecoverBench.run(options, out()));
    }

    @Command(
            name = "snapshot",
            description = {
                "How long commands that come at a steady rate are held up while a venue with many",
                "open orders takes a snapshot; beside the same without one. Five snapshots."
            })
    int snapshot(
            @Option(
                            names = "--orders",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "Open orders (default: ${DEFAULT-VALUE}).")
                    int orders,
            @Option(
                            names = "--accounts",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description = "Accounts (default: ${DEFAULT-VALUE}).")
                    int accounts,
            @Option(
                            names = "--durability",
                            paramLabel = "disk|os",
                            defaultValue = "disk",
                            description = "What an answer promises (default: ${DEFAULT-VALUE}).")
                    String durability)
            throws IOException {
        SnapshotOptions options = checked(
                spec,
                () -> SnapshotOptions.of(
                        durability(durability),
                        new MixOptions(
                                MixOptions.SEED, 100_000, 1, accounts, orders, true, false)));
        return report(SnapshotBench.run(options, out()));
    }

    @Command(
            name = "up",
            description = {
                "How soon `rialto up` serves, what it costs while nobody asks anything, and how",
                "much memory it takes. Five runs on empty directories, five on what those left."
            })
    int up() throws IOException, InterruptedException {
        return report(UpBench.run(UpOptions.of(ThisProgram.command("up")), out()));
    }

    @Command(name = "node", hidden = true, description = "A node for the benches to measure.")
    int node(@Parameters String[] arguments) throws IOException {
        VenueBench.node(arguments);
        return 0;
    }

    /** What was asked for, or the usage with what is wrong with it. */
    private static <T> T checked(CommandSpec spec, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private static Durability durability(String name) {
        return Durability.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What a mix A is made of. */
    static final class MixArguments {
        @Option(
                names = "--markets",
                paramLabel = "N",
                defaultValue = "1",
                description = "Markets (default: ${DEFAULT-VALUE}).")
        private int markets;

        @Option(
                names = "--accounts",
                paramLabel = "N",
                defaultValue = "2000",
                description = "Accounts (default: ${DEFAULT-VALUE}).")
        private int accounts;

        @Option(
                names = "--depth",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Orders that rest in all markets (default: ${DEFAULT-VALUE}).")
        private int depth;

        @Option(names = "--no-keys", description = "Commands without idempotency keys.")
        private boolean isWithoutKeys;

        @Option(names = "--tight", description = "Short funds: about a tenth is denied.")
        private boolean isTight;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "" + MixOptions.SEED,
                description = "From which everything is drawn (default: ${DEFAULT-VALUE}).")
        private long seed;

        private MixOptions options(CommandSpec spec, int commands) {
            return checked(
                    spec,
                    () -> new MixOptions(
                            seed, commands, markets, accounts, depth, !isWithoutKeys, isTight));
        }
    }

    private static PrintWriter out() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    private int report(List<BenchResult> results) throws IOException {
        if (json != null) {
            BenchReport.write(json, results);
        }
        return 0;
    }
}
