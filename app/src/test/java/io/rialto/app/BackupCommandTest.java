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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A venue as a process, backed up while it runs, lost, and restored. */
@Tag("system")
@Timeout(300)
class BackupCommandTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int PEOPLE_MAX = 20;

    @TempDir
    Path folder;

    @Test
    void shouldRestoreARunningVenueWithItsPeopleAndItsRememberedAnswers()
            throws IOException, InterruptedException, SQLException {
        Path data = folder.resolve("data");
        Path restored = folder.resolve("restored");
        String token;
        Answer first;
        int whileCopied = 0;
        try (VenueProcess venue = VenueProcess.start(data);
                RestClient administrator = venue.administrator();
                RestClient anybody = new RestClient(venue.url(), "")) {
            token = venue.token();
            make(administrator, "usd");
            first = asset(administrator, "BTC", "key-1");
            String code = joinCode(administrator);
            signUp(anybody, "before", code);
            try (Program backup =
                    Program.rialto(folder, List.of("backup", "--data", "data", "--to", "backup"))) {
                while (backup.isAlive() && whileCopied < PEOPLE_MAX) {
                    signUp(anybody, "person" + whileCopied++, code);
                }
                Program.Finished done = backup.finish();
                assertThat(done.exitCode()).as(done.toString()).isZero();
            }
            signUp(anybody, "after", code);
            make(administrator, "later");
            venue.kill();
        }
        assertThat(run("restore", "--from", "backup", "--data", "restored")).isZero();
        try (VenueProcess venue = VenueProcess.start(restored);
                RestClient administrator = new RestClient(venue.url(), token);
                RestClient anybody = new RestClient(venue.url(), "")) {
            Answer again = asset(administrator, "BTC", "key-1");
            // Another asset of that symbol would be denied: this is the answer of then.
            assertThat(again.isDone()).as(again.summary()).isTrue();
            assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
            Answer other = asset(administrator, "BTC", "key-2");
            assertThat(other.isDone()).as(other.summary()).isFalse();
            // What came after the backup is gone: it can be made.
            make(administrator, "later");
            assertThat(knows(anybody, "before")).isTrue();
            assertThat(knows(anybody, "after")).isFalse();
            // As of one moment: nobody is there who came after somebody who is not.
            boolean isKnown = true;
            for (int i = 0; i < whileCopied; i++) {
                boolean before = isKnown;
                isKnown = knows(anybody, "person" + i);
                assertThat(before || !isKnown).as("person" + i).isTrue();
            }
            assertThat(venue.stop().exitCode()).isNotEqualTo(Main.UNAVAILABLE);
        }
        assertThat(run("verify", "--data", "restored")).isZero();
        changeTheAuditLog(restored);
        assertThat(Program.run(folder, "verify", "--data", "restored")).satisfies(found -> {
            assertThat(found.exitCode()).isEqualTo(Main.BROKEN);
            assertThat(found.output()).contains("audit log: entry 2 is not as it was written");
        });
    }

    private int run(String... arguments) throws IOException {
        Program.Finished done = Program.run(folder, arguments);
        return done.exitCode() == 0 ? 0 : failed(done);
    }

    private static int failed(Program.Finished done) {
        throw new AssertionError(done.toString());
    }

    /** Behind the back of the triggers that refuse it. */
    private static void changeTheAuditLog(Path data) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("identity.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER audit_refuse_update");
            statement.execute("UPDATE audit SET address = '198.51.100.1' WHERE number = 2");
        }
    }

    private static String joinCode(RestClient administrator) throws IOException {
        ObjectNode body = RestClient.object().put("label", "class").put("uses", PEOPLE_MAX + 2);
        Answer made = administrator.post("/api/v1/admin/join-codes", body);
        assertThat(made.isDone()).as(made.summary()).isTrue();
        return made.body().path("code").asText();
    }

    private static void signUp(RestClient anybody, String name, String code) throws IOException {
        ObjectNode body =
                RestClient.object().put("name", name).put("password", PASSWORD).put("code", code);
        Answer up = anybody.post("/api/v1/people", body);
        assertThat(up.isDone()).as(up.summary()).isTrue();
    }

    private static boolean knows(RestClient anybody, String name) throws IOException {
        Answer in = anybody.post(
                "/api/v1/sessions",
                RestClient.object().put("login", name).put("password", PASSWORD));
        assertThat(in.isDone() || in.code().equals("credentials-invalid"))
                .as(in.summary())
                .isTrue();
        return in.isDone();
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
