package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.SetSudo;
import io.rialto.protocol.v1.Side;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the audit log has of administrators' rights: used, denied, and wanted in vain. */
class AuditTest {
    private static final String AUDIT = "/api/v1/admin/audit";
    private static final JsonObject KNOWN_ASSET =
            new JsonObject().put("symbol", "BTC").put("scale", 8);

    @TempDir
    static Path directory;

    private static VenueFixture venue;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.withHistory(directory);
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    /** The whole log, exported in pages. */
    private static List<JsonObject> export(int limit) {
        List<JsonObject> entries = new ArrayList<>();
        List<JsonObject> page;
        do {
            String after = entries.isEmpty() ? "0" : entries.getLast().getString("number");
            page = venue
                    .admin
                    .get(AUDIT + "?limit=" + limit + "&after=" + after)
                    .expect(200)
                    .json()
                    .getJsonArray("entries")
                    .stream()
                    .map(JsonObject.class::cast)
                    .toList();
            entries.addAll(page);
        } while (page.size() == limit);
        return entries;
    }

    private static List<String> entriesOf(String actor) {
        return export(1_000).stream()
                .filter(entry -> entry.getString("actor").equals("account:" + actor))
                .map(entry -> entry.getString("kind") + " " + entry.getString("subject") + " "
                        + entry.getString("detail"))
                .toList();
    }

    private static String id(Api user) {
        return user.get("/api/v1/account").expect(200).json().getString("id");
    }

    private static ClientMessage.Builder sudo() {
        return ClientMessage.newBuilder().setSetSudo(SetSudo.newBuilder().setSudo(true));
    }

    @Test
    void shouldNoteWhatAnAdministratorTriedAndWasDenied() {
        Api trader = venue.user("0", "0");
        String account = id(trader);
        String administrator = id(venue.admin);
        int before = entriesOf(administrator).size();
        venue.admin.post("/api/v1/admin/assets", KNOWN_ASSET).problem(409, "asset-exists");
        // Nobody is there to take one in this venue.
        venue.admin
                .post("/api/v1/admin/snapshots", new JsonObject())
                .problem(503, "venue-unavailable");
        try (StreamClient stream = StreamClient.open(venue.admin)) {
            assertThat(stream.ask(sudo()).getSudoSet().getSudo()).isTrue();
            ClientMessage.Builder order = StreamClient.order(
                            1, Side.SIDE_BUY, 1_000_000_000L, 100_000_000L)
                    .setAccount(Long.parseLong(account));
            assertThat(stream.ask(order).getFailure().getCode()).isEqualTo("insufficient-funds");
        }
        List<String> noted = entriesOf(administrator);
        String mine = "account:" + administrator;
        assertThat(noted.subList(before, noted.size()))
                .containsExactly(
                        "sudo " + mine + " createAsset",
                        "sudo-denied " + mine + " createAsset: asset-exists",
                        "sudo " + mine + " takeSnapshot",
                        "sudo-denied " + mine + " takeSnapshot: venue-unavailable",
                        "sudo " + mine + " stream",
                        "sudo account:" + account + " place-order",
                        "sudo-denied account:" + account + " place-order: insufficient-funds");
    }

    @Test
    void shouldNoteWhoWantedAnAdministratorsRightsInVain() {
        Api trader = venue.user("0", "0");
        String account = id(trader);
        trader.post("/api/v1/admin/assets", KNOWN_ASSET).problem(403, "administrator-only");
        trader.with("X-Sudo", "true").get("/api/v1/account").problem(403, "administrator-only");
        try (StreamClient stream = StreamClient.open(trader)) {
            assertThat(stream.ask(sudo()).getFailure().getCode()).isEqualTo("administrator-only");
            ClientMessage.Builder again = ClientMessage.newBuilder()
                    .setAuthenticate(
                            Authenticate.newBuilder().setToken(trader.token).setSudo(true));
            assertThat(stream.ask(again).getFailure().getCode()).isEqualTo("administrator-only");
        }
        String refused = "sudo-refused account:" + account + " ";
        assertThat(entriesOf(account))
                .containsExactly(
                        refused + "createAsset: administrator-only",
                        refused + "getAccount: administrator-only",
                        refused + "stream: administrator-only",
                        refused + "stream: administrator-only");
    }

    @Test
    void shouldNotLetAnybodyFillTheLog() {
        Api trader = venue.user("0", "0");
        for (int i = 0; i < 200; i++) {
            trader.post("/api/v1/admin/assets", KNOWN_ASSET).problem(403, "administrator-only");
        }
        assertThat(entriesOf(id(trader)).size()).isBetween(60, 150);
    }

    @Test
    void shouldExportALogThatAnybodyCanCheck() throws Exception {
        venue.admin.post("/api/v1/admin/assets", KNOWN_ASSET).problem(409, "asset-exists");
        String before = "0".repeat(64);
        long number = 0;
        for (JsonObject entry : export(3)) {
            assertThat(entry.getString("number")).isEqualTo(Long.toString(++number));
            assertThat(entry.getString("hash")).isEqualTo(hash(before, entry));
            before = entry.getString("hash");
        }
        assertThat(number).isGreaterThan(3);
    }

    /** As docs/operations.md says it. */
    private static String hash(String before, JsonObject entry)
            throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, before);
        out.writeLong(Long.parseLong(entry.getString("number")));
        out.writeLong(Instant.parse(entry.getString("time")).toEpochMilli());
        for (String field : List.of("kind", "actor", "subject", "address", "detail")) {
            text(out, entry.getString(field));
        }
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
