package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.sequencer.DataDirectoryException.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void shouldKeepItsVenueId() {
        byte[] id;
        try (DataDirectory data = DataDirectory.open(directory.resolve("a/b"))) {
            id = data.venueId();
        }
        try (DataDirectory data = DataDirectory.open(directory.resolve("a/b"));
                DataDirectory other = DataDirectory.open(directory.resolve("c"))) {
            assertThat(data.venueId()).isEqualTo(id).isNotEqualTo(other.venueId());
        }
    }

    @Test
    void shouldLetNobodyElseIntoANewDirectory() throws IOException {
        Path made = directory.resolve("made/data");
        DataDirectory.open(made).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        // What was there before has the rights that it was given.
        Path there = Files.createDirectory(directory.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-x---"));
        DataDirectory.open(there).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void shouldRefuseAnotherFormat() throws IOException {
        DataDirectory.open(directory).close();
        Path file = directory.resolve("venue.properties");
        Files.writeString(file, Files.readString(file).replace("format=1", "format=2"));
        assertRefused(directory, Reason.OTHER_FORMAT, "Run the release that wrote it");
    }

    @Test
    void shouldRefuseALogWithoutAVenue() throws IOException {
        Files.createDirectories(directory.resolve("archive"));
        assertRefused(directory, Reason.OTHER_FORMAT, "restore it from a backup");
    }

    @Test
    void shouldRefuseADamagedVenueId() throws IOException {
        Files.writeString(directory.resolve("venue.properties"), "format=1\nvenue=12\n");
        assertRefused(directory, Reason.DAMAGED, "no valid venue id");
    }

    @Test
    void shouldRefuseAPlaceThatCannotBeADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertRefused(file.resolve("data"), Reason.UNUSABLE, "choose another directory");
    }

    @Test
    void shouldBeFreeAgainAfterARefusal() throws IOException {
        Path archive = Files.createDirectories(directory.resolve("archive"));
        assertRefused(directory, Reason.OTHER_FORMAT, "restore it from a backup");
        Files.delete(archive);
        DataDirectory.open(directory).close();
    }

    private static void assertRefused(Path path, Reason reason, String advice) {
        assertThatThrownBy(() -> DataDirectory.open(path))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(advice)
                .extracting("reason")
                .isEqualTo(reason);
    }
}
