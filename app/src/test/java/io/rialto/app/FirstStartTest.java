package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.client.RestClient;
import io.rialto.sequencer.Durability;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** The first token is told, whenever the first start dies, and is then nowhere but with its owner. */
@Tag("system")
@Timeout(300)
class FirstStartTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellAtTheNextStartTheTokenThatWasNeverTold()
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        String token = diesBeforeItTells(data);
        Path untold = data.resolve("administrator.token.untold");
        assertThat(Files.readString(untold)).isEqualTo(token);
        assertThat(Files.getPosixFilePermissions(untold))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        try (VenueProcess venue = VenueProcess.start(data)) {
            assertThat(venue.token()).isEqualTo(token);
            assertThat(isAdministrator(venue.url(), token)).isTrue();
            assertThat(untold).doesNotExist();

            venue.kill();
            venue.restart();

            assertThat(venue.output()).doesNotContain("rialto_");
            assertThat(isAdministrator(venue.url(), token)).isTrue();
        }
    }

    @Test
    void shouldUseTheTokenThatWasWrittenButNotYetSent() throws IOException, InterruptedException {
        Path data = Files.createDirectory(folder.resolve("data"));
        PrivateFile.write(
                data.resolve("administrator.token.untold"), "rialto_of-a-start-cut-short");

        try (VenueProcess venue = VenueProcess.start(data)) {
            assertThat(venue.token()).isEqualTo("rialto_of-a-start-cut-short");
            assertThat(isAdministrator(venue.url(), venue.token())).isTrue();
        }
    }

    /** Whoever is killed removes nothing: SQLite was a megabyte each time. */
    @Test
    void shouldLeaveNothingInTheTemporaryFolderWhenKilled()
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Jvm jvm = Jvm.ofTheTest().with("-Djava.io.tmpdir=" + temporary);
        try (VenueProcess venue = new VenueProcess(jvm, folder.resolve("data"))) {
            venue.restart();
            venue.kill();

            assertThat(temporary).isEmptyDirectory();
        }
    }

    /** The administrator is made, and the process gone before anybody has heard of the token. */
    private static String diesBeforeItTells(Path data) {
        VenueConfig config = VenueConfig.local(data, 0, Durability.DISK);
        try (Venue venue = Venue.start(config)) {
            return venue.firstToken().orElseThrow();
        }
    }

    private static boolean isAdministrator(URI url, String token) throws IOException {
        try (RestClient client = new RestClient(url, token)) {
            return client.get("/api/v1/account").body().path("administrator").asBoolean();
        }
    }
}
