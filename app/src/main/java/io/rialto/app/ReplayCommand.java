package io.rialto.app;

import io.rialto.client.RestClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rialto replay}: recorded order flow through the venue's front door. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Sends recorded order flow through the front door.",
        description = {
            "Sends recorded order flow through the WebSocket front door and compares what the venue",
            "does with what was recorded: each execution should fill the order that it filled then,",
            "the book never cross, and what rests at the end be what the record leaves.",
            "",
            "It makes the assets, 201 accounts and the market, in which nobody else may trade until",
            "it ends. Many commands are in flight at a time. When the venue is restarted meanwhile,",
            "it goes on. Stopped with Ctrl-C or killed, it continues where it was when started again",
            "with the same --state file.",
            "",
            "Without --url it starts a venue of its own, in --data or in a temporary directory."
        })
final class ReplayCommand implements Callable<Integer> {
    private enum Format {
        LOBSTER
    }

    @Parameters(paramLabel = "FILE", description = "The recorded messages; .gz is read as it is.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "How FILE is written: ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(names = "--url", paramLabel = "URL", description = "A running venue.")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:RIALTO_TOKEN}",
            description = "An administrator's token (default: the environment's RIALTO_TOKEN).")
    private String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the venue that is started without --url; it is kept.")
    private Path data;

    @Option(
            names = "--market",
            paramLabel = "SYMBOL",
            description = "The market to make, as TICKER-USD (default: from the file's name).")
    private String market;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Writes the figures as JSON.")
    private Path report;

    @Option(
            names = "--bbo",
            paramLabel = "FILE.csv",
            description = "Writes after every message: message number, ask price, ask size, bid "
                    + "price, bid size, as the venue published them (price × 10,000; -1 and "
                    + "0 where a side is empty).")
    private Path touch;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Where it keeps how far it is (default: FILE's name with .state, here).")
    private Path state;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LobsterMessage> messages = switch (format) {
            case LOBSTER -> LobsterFile.read(file);
        };
        ReplayFile progressFile =
                new ReplayFile(state != null ? state : Path.of(file.getFileName() + ".state"));
        try (TargetVenue venue =
                TargetVenue.of(Optional.ofNullable(url), token, Optional.ofNullable(data))) {
            // A venue that goes with the tool leaves nothing to continue.
            Optional<ReplayFile.Saved> saved =
                    venue.isTemporary() ? Optional.empty() : progressFile.load();
            ReplayFile.Saved start =
                    saved.isPresent() ? resume(saved.get(), progressFile) : begin(venue, messages);
            if (saved.isEmpty()) {
                progressFile.save(start.market(), start.token(), start.state());
            }
            ReplayReport result = run(venue, messages, start, progressFile);
            System.out.println(result.forPeople());
            if (report != null) {
                result.write(report);
            }
            progressFile.delete();
            return result.isGood() ? 0 : Main.BROKEN;
        }
    }

    private static ReplayFile.Saved resume(ReplayFile.Saved saved, ReplayFile from) {
        System.err.printf(
                "continuing in %s after message %,d, as %s says%n",
                saved.market().symbol(), saved.state().message, from);
        return saved;
    }

    private ReplayFile.Saved begin(TargetVenue venue, List<LobsterMessage> messages)
            throws IOException {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String run = HexFormat.of().formatHex(random);
        try (RestClient rest = new RestClient(venue.url(), venue.administratorToken());
                ProgressBar progress =
                        new ProgressBar("funding", ReplaySetup.RESTING_ACCOUNTS, "accounts")) {
            ReplaySetup setup = new ReplaySetup(rest, run);
            String own = setup.issueToken();
            ReplayMarket made = setup.create(symbol(), messages, progress);
            return new ReplayFile.Saved(made, own, new ReplayState(run));
        }
    }

    private String symbol() {
        if (market != null) {
            return market;
        }
        String ticker = file.getFileName().toString().split("[_.]", -1)[0];
        return ticker + "-USD";
    }

    private ReplayReport run(
            TargetVenue venue,
            List<LobsterMessage> messages,
            ReplayFile.Saved start,
            ReplayFile progressFile)
            throws IOException {
        try (ProgressBar progress = new ProgressBar("replaying", messages.size(), "messages")) {
            return new ReplayRunner(
                            venue.url(),
                            start.token(),
                            start.market(),
                            messages,
                            progressFile,
                            Optional.ofNullable(touch),
                            start.state(),
                            progress)
                    .run();
        }
    }
}
