package io.rialto.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rialto smoke}: the essential promises, tried on a running venue. */
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        header = "Tries the venue's essential promises.",
        description = {
            "Tries the venue's essential promises, a line each: no money is spent twice, who comes",
            "first is served first, what was paid in adds up, a repeated request is done once.",
            "",
            "It makes assets, accounts and a market of its own (named SMOKE…) and leaves them there.",
            "Without --url it starts a venue of its own in a temporary directory."
        })
final class SmokeCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A running venue, such as http://127.0.0.1:8080.")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:RIALTO_TOKEN}",
            description = "An administrator's token (default: the environment's RIALTO_TOKEN).")
    private String token;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TargetVenue venue =
                TargetVenue.of(Optional.ofNullable(url), token, Optional.empty())) {
            return new Smoke(venue.url(), venue.administratorToken(), System.out).run()
                    ? 0
                    : Main.BROKEN;
        }
    }
}
