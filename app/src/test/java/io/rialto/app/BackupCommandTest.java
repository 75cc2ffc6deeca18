package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A venue as a process, backed up while it runs, lost, and restored. */
@Tag("system")
@Timeout(120)
class BackupCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldRestoreARunningVenueWithItsRememberedAnswers()
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path file = folder.resolve("backup");
        Path restored = folder.resolve("restored");
        String token;
        Answer first;
        try (VenueProcess venue = VenueProcess.start(data);
                RestClient administrator = venue.administrator()) {
            token = venue.token();
            make(administrator, "usd");
            first = asset(administrator, "BTC", "key-1");
            assertThat(Program.run(folder, "backup", "--data", "data", "--to", "backup"))
                    .satisfies(done ->
                            assertThat(done.exitCode()).as(done.toString()).isZero());
            make(administrator, "later");
            venue.kill();
        }
        assertThat(Program.run(folder, "restore", "--from", "backup", "--data", "restored"))
                .satisfies(
                        done -> assertThat(done.exitCode()).as(done.toString()).isZero());
        assertThat(Program.run(folder, "verify", "--data", "restored"))
                .satisfies(
                        done -> assertThat(done.exitCode()).as(done.toString()).isZero());
        assertThat(file).exists();
        try (VenueProcess venue = VenueProcess.start(restored);
                RestClient administrator = new RestClient(venue.url(), token)) {
            Answer again = asset(administrator, "BTC", "key-1");
            // Another asset of that symbol would be denied: this is the answer of then.
            assertThat(again.isDone()).as(again.summary()).isTrue();
            assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
            Answer other = asset(administrator, "BTC", "key-2");
            assertThat(other.isDone()).as(other.summary()).isFalse();
            // What came after the backup is gone: it can be made.
            make(administrator, "later");
            assertThat(venue.stop().exitCode()).isNotEqualTo(Main.UNAVAILABLE);
        }
    }

    private static void make(RestClient administrator, String symbol) throws IOException {
        Answer answer = asset(administrator, symbol.toUpperCase(java.util.Locale.ROOT), symbol);
        assertThat(answer.isDone()).as(answer.summary()).isTrue();
    }

    private static Answer asset(RestClient administrator, String symbol, String key)
            throws IOException {
        ObjectNode body = RestClient.object().put("symbol", symbol).put("scale", 2);
        return administrator.post(
                "/api/v1/admin/assets", body, Map.of("Idempotency-Key", key, "X-Sudo", "true"));
    }
}
