package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a newcomer does: start it, paste what it prints, see a trade. */
@Tag("system")
@Timeout(120)
class FirstOrderTest {
    @TempDir
    Path folder;

    @Test
    void shouldTradeByTheCommandsThatTheFirstStartPrints()
            throws IOException, InterruptedException {
        try (VenueProcess venue = VenueProcess.start(folder.resolve("data"))) {
            List<String> said = venue.output().lines().toList();
            int heading = said.indexOf("A first trade, pasted into a shell with curl:");
            int end = said.indexOf("Ctrl-C stops it.");
            assertThat(heading).as(venue.output()).isPositive();
            assertThat(end).as(venue.output()).isGreaterThan(heading);
            Path script =
                    Files.write(folder.resolve("first-trade.sh"), said.subList(heading + 1, end));

            Program.Finished bash;
            try (Program shell =
                    Program.start("bash", folder, List.of("bash", "-u", script.toString()))) {
                bash = shell.finish();
            }

            assertThat(bash.exitCode()).as(bash.toString()).isZero();
            String trades = bash.output().lines().toList().getLast();
            assertThat(trades)
                    .as(bash.toString())
                    .contains("\"price\":\"50000\"")
                    .contains("\"quantity\":\"0.40000000\"");
        }
    }

    @Test
    void shouldKeepThePromisesThatSmokeTries() throws IOException, InterruptedException {
        try (VenueProcess venue =
                VenueProcess.start(folder.resolve("data"), "--durability", "os")) {
            Program.Finished smoke = Program.run(
                    folder, "smoke", "--url", venue.url().toString(), "--token", venue.token());

            assertThat(smoke.exitCode()).as(smoke.toString()).isZero();
            assertThat(smoke.output()).contains(" 0 failed").doesNotContain("BROKEN");

            Program.Finished stopped = venue.stop();

            // The exit code of a process that Ctrl-C stopped, in order.
            assertThat(stopped.exitCode()).as(stopped.toString()).isIn(0, 130, 143);
            Program.Finished verify =
                    Program.run(folder, "verify", "--data", venue.data().toString());
            assertThat(verify.exitCode()).as(verify.toString()).isZero();
        }
    }
}
