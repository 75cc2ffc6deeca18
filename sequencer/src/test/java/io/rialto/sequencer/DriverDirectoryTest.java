package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@Timeout(120)
class DriverDirectoryTest {
    private static final int FILES = 500;

    @TempDir
    Path folder;

    @Test
    void shouldClearWhatSomebodyElseDeletesAtTheSameTime() throws Exception {
        Path left = folder.resolve("left");
        for (int i = 0; i < 4; i++) {
            fill(left);
            Thread other = Thread.ofPlatform().start(() -> IoUtil.delete(left.toFile(), true));

            DriverDirectory.clear(left);

            other.join();
            DriverDirectory.clear(left);
            assertThat(left).doesNotExist();
        }
    }

    private static void fill(Path directory) throws IOException {
        Files.createDirectory(directory);
        for (int i = 0; i < FILES; i++) {
            Files.createFile(directory.resolve(i + ".logbuffer"));
        }
    }
}
