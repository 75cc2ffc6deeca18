package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What scripts and people are told when something is not as it should be. */
@Tag("system")
@Timeout(300)
class CommandLineTest {
    private static final int WRONG_USAGE = 2;

    /** In what the catalogue says of the log: how long its segments are. */
    private static final int ROTTEN_BYTE = 124;

    @TempDir
    Path folder;

    @Test
    void shouldRefuseAnUnknownRole() throws IOException {
        Program.Finished up = Program.run(folder, "up", "--roles", "engine,oracle");

        assertThat(up.exitCode()).as(up.toString()).isEqualTo(WRONG_USAGE);
        assertThat(up.output()).contains("no role 'oracle'", "engine,gateway,history");
    }

    @Test
    void shouldRefuseAnUnknownDurabilityNamingWhatThereIs() throws IOException {
        Program.Finished up = Program.run(folder, "up", "--durability", "paper");

        assertThat(up.exitCode()).as(up.toString()).isEqualTo(WRONG_USAGE);
        assertThat(up.output()).contains("paper", "DISK", "OS").doesNotContain("io.rialto");
    }

    @Test
    void shouldRefuseAPortThatIsNone() throws IOException {
        Program.Finished up = Program.run(folder, "up", "--port", "65536");

        assertThat(up.exitCode()).as(up.toString()).isEqualTo(WRONG_USAGE);
        assertThat(up.output()).contains("65536");
    }

    @Test
    void shouldSayOfAFileWhatIsWrongWithIt() {
        assertThat(Main.said(new NoSuchFileException("cnc.dat"))).isEqualTo("cnc.dat is not there");
        assertThat(Main.said(new FileAlreadyExistsException("a"))).isEqualTo("a is there already");
        assertThat(Main.said(new AccessDeniedException("b")))
                .isEqualTo("b may not be read or written");
        assertThat(Main.said(new IOException("the disk is full"))).isEqualTo("the disk is full");
    }

    @Test
    void shouldAdviseWhenThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Path data = folder.resolve("data");

            Program.Finished up =
                    Program.run(folder, "up", "--data", data.toString(), "--port", port);

            assertThat(up.exitCode()).as(up.toString()).isEqualTo(Main.UNAVAILABLE);
            assertThat(up.output()).contains(port, "--port").doesNotContain("\tat ");
        }
    }

    @Test
    void shouldNameTheProcessThatHasTheDataDirectory() throws IOException, InterruptedException {
        try (VenueProcess venue = VenueProcess.start(folder.resolve("data"))) {
            String data = venue.data().toString();

            Program.Finished second = Program.run(folder, "up", "--data", data, "--port", "0");
            Program.Finished verify = Program.run(folder, "verify", "--data", data);

            for (Program.Finished refused : new Program.Finished[] {second, verify}) {
                assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(Main.UNAVAILABLE);
                assertThat(refused.output())
                        .contains("process " + venue.pid())
                        .doesNotContain("\tat ");
            }
            assertThat(venue.isAlive()).as(venue.output()).isTrue();
        }
    }

    @Test
    void shouldNameARottenCatalogueAndARottenHistory() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (VenueProcess venue = VenueProcess.start(data)) {
            venue.stop();
        }
        Path catalogue = data.resolve("archive/archive.catalog");
        byte[] whole = Files.readAllBytes(catalogue);
        byte[] rotten = whole.clone();
        rotten[ROTTEN_BYTE] ^= 1;
        Files.write(catalogue, rotten);

        Program.Finished verify = Program.run(folder, "verify", "--data", data.toString());

        assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(Main.BROKEN);
        assertThat(verify.output())
                .contains(catalogue.toString(), "does NOT agree")
                .doesNotContain("\tat ");

        Files.write(catalogue, whole);
        Path history = data.resolve("history.db");
        Files.write(history, new byte[(int) Files.size(history)]);

        Program.Finished up = Program.run(folder, "up", "--data", data.toString(), "--port", "0");

        assertThat(up.exitCode()).as(up.toString()).isEqualTo(Main.UNAVAILABLE);
        assertThat(up.output()).contains("history.db").doesNotContain("\tat ");
    }

    @Test
    void shouldNotVerifyWhatIsNoVenue() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Program.Finished verify = Program.run(folder, "verify", "--data", empty.toString());

        assertThat(verify.exitCode()).as(verify.toString()).isEqualTo(Main.UNAVAILABLE);
        assertThat(verify.output()).contains("is not the data directory of a venue");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void shouldNotBackUpIntoAMissingDirectory() throws IOException {
        Path missing = folder.resolve("missing");

        Program.Finished backup = Program.run(
                folder,
                "backup",
                "--data",
                "data",
                "--to",
                missing.resolve("file").toString());

        assertThat(backup.exitCode()).as(backup.toString()).isNotZero();
        assertThat(backup.output())
                .contains("There is no directory " + missing)
                .doesNotContain("\tat ");
    }

    @Test
    void shouldNotMeasureFewerOrdersThanNone() throws IOException {
        Program.Finished bench = Program.run(folder, "bench", "snapshot", "--orders", "-1");

        assertThat(bench.exitCode()).as(bench.toString()).isNotZero();
        assertThat(bench.output()).contains("and 0 orders at least").doesNotContain("\tat ");
    }

    @Test
    void shouldNotReplayAMissingFile() throws IOException {
        Program.Finished replay = replay(folder.resolve("missing.csv"));

        assertThat(replay.exitCode()).as(replay.toString()).isEqualTo(Main.UNAVAILABLE);
        assertThat(replay.output()).contains("missing.csv does not exist");
    }

    @Test
    void shouldNameTheLineThatCannotBeReplayed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bad.csv"), "34200.1,1,1,100,5850000,1\n34200.2,1,2,many,1,1\n");

        Program.Finished replay = replay(file);

        assertThat(replay.exitCode()).as(replay.toString()).isEqualTo(Main.UNAVAILABLE);
        assertThat(replay.output()).contains("bad.csv, line 2", "many");
    }

    private Program.Finished replay(Path file) throws IOException {
        return Program.run(folder, "replay", file.toString(), "--format", "lobster");
    }

    @Test
    void shouldAskForTheTokenOfARunningVenue() throws IOException {
        Program.Finished smoke = Program.run(folder, "smoke", "--url", "http://127.0.0.1:1");

        assertThat(smoke.exitCode()).as(smoke.toString()).isEqualTo(Main.UNAVAILABLE);
        assertThat(smoke.output()).contains("--token", "RIALTO_TOKEN");
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        String url = "http://127.0.0.1:" + VenueProcess.freePort();

        Program.Finished smoke = Program.run(folder, "smoke", "--url", url, "--token", "any");

        assertThat(smoke.exitCode()).as(smoke.toString()).isEqualTo(Main.UNAVAILABLE);
        assertThat(smoke.output()).contains(url).doesNotContain("\tat ");
    }

    @Test
    void shouldTellOfEveryCommand() throws IOException {
        Program.Finished help = Program.run(folder, "--help");

        assertThat(help.exitCode()).as(help.toString()).isZero();
        assertThat(help.output())
                .contains("up", "replay", "verify", "backup", "restore", "explain", "export")
                .contains("history", "smoke", "bench", "Exit codes: 0 done");
        Program.Finished none = Program.run(folder, "verifi");
        assertThat(none.exitCode()).as(none.toString()).isEqualTo(WRONG_USAGE);
        assertThat(none.output()).contains("verifi", "rialto verify");
    }

    @ParameterizedTest
    @CsvSource({
        "up,      --data --host --port --roles --durability --aeron --gateway-id --reserve",
        "replay,  --format --url --token --data --market --report --bbo --state",
        "verify,  --data",
        "smoke,   --url --token",
        "bench,   --json",
    })
    void shouldTellOfEveryOption(String command, String options) throws IOException {
        Program.Finished help = Program.run(folder, command, "--help");

        assertThat(help.exitCode()).as(help.toString()).isZero();
        assertThat(help.output()).contains("Usage: rialto " + command).contains(options.split(" "));
    }
}
