package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.Call;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SetSudo;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.Unsubscribe;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
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
    void shouldNoteWhatAnAdministratorReadUnderSudoAndNotEachTime() {
        String account = id(venue.user("0", "0"));
        String administrator = id(venue.admin);
        int before = entriesOf(administrator).size();
        Api sudo = venue.admin.with("X-Sudo", "true");
        for (int i = 0; i < 3; i++) {
            sudo.get("/api/v1/balances?account=" + account).expect(200);
        }
        sudo.get("/api/v1/orders?account=" + account).expect(200);
        sudo.get("/api/v1/markets").expect(200);
        venue.admin.get("/api/v1/balances").expect(200);
        List<String> noted = entriesOf(administrator);
        assertThat(noted.subList(before, noted.size()))
                .containsExactly(
                        "sudo-read account:" + account + " listBalances",
                        "sudo-read account:" + account + " listOrders",
                        "sudo-read account:" + administrator + " listMarkets");
    }

    /** Also of a stream that begins with it. */
    @Test
    void shouldNoteSudoOfAnUpgrade() {
        String administrator = id(venue.admin);
        int before = entriesOf(administrator).size();
        try (EventReader events = EventReader.open(
                venue.admin.with("X-Sudo", "true"), "/api/v1/markets/BTC-USD/events", "")) {
            assertThat(events.status()).isEqualTo(200);
        }
        List<String> noted = entriesOf(administrator);
        assertThat(noted.subList(before, noted.size()))
                .containsExactly("sudo account:" + administrator + " stream");
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

    @Test
    void shouldSayInEveryAnswerForWhomItIsAndUnderWhichRights() {
        long trader = Long.parseLong(id(venue.user("0", "0")));
        long own = Long.parseLong(id(venue.admin));
        try (StreamClient stream = StreamClient.open(venue.admin)) {
            shouldBeFor(own, false, stream.ask(ping()));
            shouldBeFor(own, true, stream.ask(sudo()));
            for (ClientMessage.Builder request : List.of(
                    ping(),
                    StreamClient.order(1, Side.SIDE_BUY, 1_000_000_000L, 100_000_000L),
                    StreamClient.order(99, Side.SIDE_BUY, 1, 1),
                    StreamTest.subscribeBook(1, Pace.PACE_RAW),
                    StreamTest.subscribeBook(99, Pace.PACE_RAW),
                    ClientMessage.newBuilder()
                            .setUnsubscribe(Unsubscribe.newBuilder().setBook(1)),
                    ClientMessage.newBuilder().setListMarkets(ListMarkets.getDefaultInstance()),
                    ClientMessage.newBuilder()
                            .setCall(Call.newBuilder().setOperation("listBalances")),
                    ClientMessage.newBuilder().setCall(Call.newBuilder().setOperation("none")))) {
                shouldBeFor(trader, true, stream.ask(request.setAccount(trader)));
            }
        }
        try (StreamClient nobody = StreamClient.open(venue.gateway.url(), "", true)) {
            shouldBeFor(0, false, nobody.ask(ping()));
        }
        Api sudo = venue.admin.with("X-Sudo", "true");
        String query = "?account=" + trader;
        shouldBeFor(trader, true, sudo.get("/api/v1/balances" + query).expect(200));
        shouldBeFor(trader, true, sudo.delete("/api/v1/orders/BTC-USD/9" + query));
        shouldBeFor(own, false, venue.admin.get("/api/v1/balances").expect(200));
        // Whom a command is for stands in the body; sudo is implied there.
        JsonObject deposit = new JsonObject().put("account", Long.toString(trader));
        deposit.put("asset", "USD").put("amount", "1");
        shouldBeFor(
                trader,
                true,
                venue.admin.post("/api/v1/admin/deposits", deposit).expect(201));
    }

    private static ClientMessage.Builder ping() {
        return ClientMessage.newBuilder().setPing(Ping.getDefaultInstance());
    }

    private static void shouldBeFor(long account, boolean sudo, ServerMessage answer) {
        assertThat(answer.getAccount()).as("%s", answer).isEqualTo(account);
        assertThat(answer.getSudo()).as("%s", answer).isEqualTo(sudo);
    }

    private static void shouldBeFor(long account, boolean sudo, Api.Answer answer) {
        HttpHeaders headers = answer.response().headers();
        assertThat(headers.firstValue("X-Account")).hasValue(Long.toString(account));
        assertThat(headers.firstValue("X-Sudo")).hasValue(Boolean.toString(sudo));
    }
}
