package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.Call;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SetSudo;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeTrades;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks every read endpoint and every stream topic about a market that only a member may know of, as
 * a stranger, the member (whose order it holds), an administrator without and with sudo (VENUE-RULES 6). The requests are
 * made from {@link Routes}: a new endpoint is asked too, and one whose parameters this sweep does
 * not know fails it.
 */
class VisibilitySweepTest {
    private static final String HIDDEN = "HID-USD";
    private static final String ABSENT = "NONE-USD";
    private static final long DOLLAR = 1_000_000_000L;

    /** What parameters are filled with, but for the market. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("order", "1"),
            Map.entry("asset", "USD"),
            Map.entry("mark", "mid"),
            Map.entry("prices", ""),
            Map.entry("clientOrderId", "mine"),
            Map.entry("side", "buy"),
            Map.entry("levels", "5"),
            Map.entry("step", "0.05"),
            Map.entry("method", "fifo"),
            Map.entry("price", "2"),
            Map.entry("from", "2020-01-01T00:00:00Z"),
            Map.entry("to", "2200-01-01T00:00:00Z"),
            Map.entry("fill", "true"),
            Map.entry("at", "1"),
            Map.entry("state", "none"),
            Map.entry("code", "none"),
            Map.entry("error", "none"),
            Map.entry("error_description", "none"),
            Map.entry("session_state", "none"),
            Map.entry("iss", "none"),
            Map.entry("scope", "none"),
            Map.entry("universe", "1"),
            Map.entry("hash", "0".repeat(64)),
            Map.entry("item", "1"),
            Map.entry("after", "0"));

    private static final Map<String, StreamClient> STREAMS = new HashMap<>();
    private static VenueFixture venue;
    private static Api stranger;
    private static Api member;
    private static Api administrator;
    private static Api sudo;
    private static String id;

    @BeforeAll
    static void hideAMarket(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
        stranger = venue.user("1000", "1");
        member = venue.user("1000", "1");
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market(HIDDEN)).expect(201);
        id = venue.admin.get("/api/v1/markets/" + HIDDEN).expect(200).json().getString("id");
        JsonObject yes = new JsonObject().put("visible", true).put("reason", "on the list");
        venue.admin.patch(admin("/viewers/" + idOf(member)), yes).expect(200);
        Api.Answer hidden = venue.admin.patch(
                admin("/visibility"),
                new JsonObject().put("restricted", true).put("hideAccountIds", true));
        long sequence = hidden.expect(200).sequence();
        administrator = venue.admin.awaiting(sequence);
        sudo = administrator.with(Exchange.SUDO, "true");
        stranger = stranger.awaiting(sequence);
        member = member.awaiting(sequence);
        member.post(
                        "/api/v1/orders",
                        Api.limit("buy", "10", "1")
                                .put("market", HIDDEN)
                                .put("clientOrderId", "mine"))
                .expect(201);
    }

    @AfterAll
    static void close() {
        STREAMS.values().forEach(StreamClient::close);
        STREAMS.clear();
        venue.close();
    }

    private static String admin(String rest) {
        return "/api/v1/admin/markets/" + HIDDEN + rest;
    }

    private static String idOf(Api user) {
        return user.get("/api/v1/account").expect(200).json().getString("id");
    }

    @TestFactory
    Stream<DynamicTest> everyReadEndpoint() {
        return Routes.all().stream()
                .filter(route -> route.method().equals(HttpMethod.GET))
                .filter(route -> !route.path().equals(Routes.STREAM))
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> sweep(route)));
    }

    private static void sweep(Route route) {
        boolean namesMarket = route.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("market"));
        boolean isForAdministrators = route.access() == Route.Access.ADMINISTRATOR;
        for (String name : namesMarket ? List.of(HIDDEN, id) : List.of("")) {
            String unknown = path(route, ABSENT);
            String hidden = path(route, name);
            for (Api blind :
                    isForAdministrators ? List.of(stranger) : List.of(stranger, administrator)) {
                Api.Answer answer = blind.get(hidden);
                assertThat(answer.response().body())
                        .as("%s says nothing of the market", route.name())
                        .doesNotContain(HIDDEN)
                        .doesNotContain("\"market\":\"" + id + "\"");
                ServerMessage called = call(blind, route, name);
                assertThat(called.toString())
                        .as("a call of %s says nothing of the market", route.name())
                        .doesNotContain(HIDDEN)
                        .doesNotContain("\"market\":\"" + id + "\"");
                if (namesMarket) {
                    assertThat(problem(answer)).isEqualTo(problem(blind.get(unknown)));
                    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
                    assertThat(called.hasFailure()).isTrue();
                }
                if (route.onlyOverHttp().isEmpty()) {
                    assertThat(called.getFailure().getCode())
                            .as(route.name())
                            .isEqualTo(
                                    answer.status() < 400 ? "" : answer.json().getString("code"));
                }
            }
            if (namesMarket) {
                for (Api seeing : isForAdministrators ? List.of(sudo) : List.of(member, sudo)) {
                    Api.Answer answer = seeing.get(hidden);
                    assertThat(answer.response().body())
                            .as("%s knows the market", route.name())
                            .doesNotContain("market-unknown");
                    assertThat(call(seeing, route, name).getFailure().getCode())
                            .isNotEqualTo("market-unknown");
                }
            }
        }
    }

    /** The same question on the stream of the same user. */
    private static ServerMessage call(Api who, Route route, String market) {
        Call.Builder call = Call.newBuilder().setOperation(route.name());
        route.parameters().stream()
                .filter(each -> each.place() == Route.Place.PATH || isAsked(each))
                .forEach(each -> call.putParameters(each.name(), value(route, each, market)));
        return STREAMS.computeIfAbsent(who.token + (who == sudo), key -> {
                    StreamClient opened = StreamClient.open(who);
                    if (who == sudo) {
                        opened.ask(sudo(true));
                    }
                    return opened;
                })
                .ask(ClientMessage.newBuilder().setCall(call));
    }

    @Test
    void shouldSayNowhereWhoTradesInAMarketThatHidesIt() {
        Api maker = venue.user("1000", "9");
        Api taker = venue.user("1000", "9");
        Set<String> theirs = Set.of(idOf(maker), idOf(taker));
        String anonymous = "ANON-USD";
        venue.admin
                .post("/api/v1/admin/markets", VenueFixture.market(anonymous))
                .expect(201);
        venue.admin
                .patch(
                        "/api/v1/admin/markets/" + anonymous + "/visibility",
                        new JsonObject().put("restricted", false).put("hideAccountIds", true))
                .expect(200);
        long sequence = 0;
        for (String market : List.of(anonymous, "BTC-USD")) {
            for (Api each : List.of(maker, taker)) {
                JsonObject order = Api.limit(each == maker ? "sell" : "buy", "10", "1");
                each.post("/api/v1/orders", order.put("market", market)).expect(201);
                order.put("price", each == maker ? "12" : "8");
                sequence = each.post("/api/v1/orders", order).expect(201).sequence();
            }
        }
        // Whoever is neither, and an administrator without sudo; each question of a market.
        for (Api blind : List.of(stranger.awaiting(sequence), administrator.awaiting(sequence))) {
            List<String> open = new ArrayList<>();
            for (Route route : Routes.all()) {
                if (route.method().equals(HttpMethod.GET) && !route.path().equals(Routes.STREAM)) {
                    assertThat(AccountIds.in(blind.get(path(route, anonymous)), theirs, anonymous))
                            .as("%s tells who", route.name())
                            .isEmpty();
                    open.addAll(
                            AccountIds.in(blind.get(path(route, "BTC-USD")), theirs, "BTC-USD"));
                }
            }
            assertThat(open).as("where it is not hidden the sweep finds them").isNotEmpty();
        }
        // Each sees its own there, and so does an administrator with sudo.
        for (Api seeing : List.of(maker, taker, sudo)) {
            Api.Answer book =
                    seeing.awaiting(sequence).get("/api/v1/markets/" + anonymous + "/book/orders");
            assertThat(AccountIds.in(book, theirs, anonymous)).isNotEmpty();
        }
    }

    /** What a refusal says, but for when. */
    private static JsonObject problem(Api.Answer answer) {
        JsonObject problem = answer.json();
        problem.remove("sequence");
        return problem;
    }

    private static String path(Route route, String market) {
        String path = route.path();
        List<String> query = new ArrayList<>();
        for (Route.Parameter parameter : route.parameters()) {
            String value = value(route, parameter, market);
            if (parameter.place() == Route.Place.PATH) {
                path = path.replace("{" + parameter.name() + "}", value);
            } else if (isAsked(parameter)) {
                query.add(parameter.name() + "=" + value);
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static boolean isAsked(Route.Parameter parameter) {
        return !parameter.name().equals("account") && !parameter.name().equals("before");
    }

    private static String value(Route route, Route.Parameter parameter, String market) {
        String value = switch (parameter.name()) {
            case "market" -> market;
            case "account" -> idOf(stranger);
            case "limit" -> "10";
            case "before" -> "1000000";
            // Of years: a short one is refused before anything is told.
            case "interval" -> route.name().equals("getEquity") ? "1M" : "1m";
            default -> VALUES.get(parameter.name());
        };
        assertThat(value)
                .as("the sweep knows the parameter %s of %s", parameter.name(), route.name())
                .isNotNull();
        return value;
    }

    @Test
    void shouldTellAdministratorsWhatAdministratorsDid() {
        String account = idOf(venue.admin);
        stranger.get("/api/v1/audit").problem(403, "administrator-only");
        assertThat(sudo.get("/api/v1/audit?limit=1000").expect(200).json().getJsonArray("actions"))
                .map(JsonObject.class::cast)
                .anySatisfy(action -> {
                    assertThat(action.getString("action")).isEqualTo("MarketViewerSet");
                    assertThat(action.getString("actor")).isEqualTo(account);
                    assertThat(action.getString("account")).isEqualTo(idOf(member));
                    assertThat(action.getString("market")).isEqualTo(id);
                    assertThat(action.getString("reason")).isEqualTo("on the list");
                });
    }

    @Test
    void shouldListTheMarketOnlyToThoseWhoMayKnow() {
        assertThat(stranger.get("/api/v1/markets").json().encode()).doesNotContain(HIDDEN);
        assertThat(administrator.get("/api/v1/markets").json().encode()).doesNotContain(HIDDEN);
        assertThat(member.get("/api/v1/markets").json().encode()).contains(HIDDEN);
        assertThat(sudo.get("/api/v1/markets").json().encode()).contains(HIDDEN);
    }

    @Test
    void shouldRefuseStreamTopicsAsIfThereWereNoMarket() {
        try (StreamClient blind = StreamClient.open(stranger);
                StreamClient off = StreamClient.open(administrator);
                StreamClient seeing = StreamClient.open(member);
                StreamClient on = StreamClient.open(administrator)) {
            on.ask(sudo(true));
            for (StreamClient each : List.of(blind, off)) {
                for (long market : new long[] {Long.parseLong(id), 999}) {
                    assertThat(each.ask(book(market)).getFailure().getCode())
                            .isEqualTo("market-unknown");
                    assertThat(each.ask(trades(market)).getFailure().getCode())
                            .isEqualTo("market-unknown");
                }
                assertThat(each.ask(markets()).getMarkets().getMarketsList())
                        .noneMatch(listed -> listed.getSymbol().equals(HIDDEN));
            }
            for (StreamClient each : List.of(seeing, on)) {
                assertThat(each.ask(book(Long.parseLong(id))).hasSubscribed()).isTrue();
                assertThat(each.ask(trades(Long.parseLong(id))).hasSubscribed()).isTrue();
                assertThat(each.ask(markets()).getMarkets().getMarketsList())
                        .anyMatch(listed -> listed.getSymbol().equals(HIDDEN));
            }
        }
    }

    @Test
    void shouldRefuseEventStreamsAsIfThereWereNoMarket() {
        for (String topic :
                List.of("book", "trades", "ticker", "orders", "candles:1m", "depth:5")) {
            String rest = "/events?topics=" + topic;
            for (Api blind : List.of(stranger, administrator)) {
                JsonObject unknown = problem(blind.get("/api/v1/markets/" + ABSENT + rest));
                assertThat(unknown.getString("code")).isEqualTo("market-unknown");
                for (String name : List.of(HIDDEN, id)) {
                    assertThat(problem(blind.get("/api/v1/markets/" + name + rest)))
                            .as(topic)
                            .isEqualTo(unknown);
                }
            }
            for (Api seeing : List.of(member, sudo)) {
                try (EventReader events =
                        EventReader.open(seeing, "/api/v1/markets/" + HIDDEN + rest, "")) {
                    assertThat(events.status()).as(topic).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void shouldShowAndWithdrawWithSudoOnAConnection() {
        long market = Long.parseLong(id);
        try (StreamClient client = StreamClient.open(administrator)) {
            ServerMessage on = client.ask(sudo(true));
            assertThat(on.getSudoSet().getAppearedList())
                    .anyMatch(appeared -> appeared.getSymbol().equals(HIDDEN));
            assertThat(client.ask(book(market)).hasSubscribed()).isTrue();
            ServerMessage off = client.ask(sudo(false));
            assertThat(off.getSudoSet().getWithdrawnList()).contains(market);
            assertThat(client.ask(book(market)).getFailure().getCode()).isEqualTo("market-unknown");
        }
        try (StreamClient client = StreamClient.open(stranger)) {
            assertThat(client.ask(sudo(true)).getFailure().getCode())
                    .isEqualTo("administrator-only");
        }
    }

    @Test
    void shouldWithdrawAMarketFromWhoeverListensWhenItIsHidden() {
        String symbol = "LATER-USD";
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market(symbol)).expect(201);
        Api.Answer found = venue.admin.get("/api/v1/markets/" + symbol).expect(200);
        long market = Long.parseLong(found.json().getString("id"));
        try (StreamClient client = StreamClient.open(stranger)) {
            client.place(market, io.rialto.protocol.v1.Side.SIDE_BUY, DOLLAR, 100_000_000L);
            assertThat(client.ask(book(market)).hasSubscribed()).isTrue();
            venue.admin
                    .patch(
                            "/api/v1/admin/markets/" + symbol + "/visibility",
                            new JsonObject().put("restricted", true).put("hideAccountIds", false))
                    .expect(200);
            ServerMessage gone = client.await(m -> m.hasMarketWithdrawn() || m.hasBookDelta());
            assertThat(gone.getMarketWithdrawn().getMarket()).isEqualTo(market);
            assertThat(client.ask(book(market)).getFailure().getCode()).isEqualTo("market-unknown");
        }
        for (String own : List.of("orders", "fills", "postings")) {
            String file = "/api/v1/exports/" + own + ".csv";
            assertThat(stranger.get(file).expect(200).response().body()).doesNotContain(symbol);
        }
        String everybodys = "/api/v1/admin/exports/markets/" + symbol + "/orders.csv";
        assertThat(venue.admin.get(everybodys).expect(200).response().body()).contains(symbol);
    }

    @Test
    void shouldTellConnectionsOfMarketsThatAppearAndGo() {
        String symbol = "SOON-USD";
        try (StreamClient seeing = StreamClient.open(member);
                StreamClient blind = StreamClient.open(stranger)) {
            seeing.ask(markets());
            blind.ask(markets());
            venue.admin
                    .post("/api/v1/admin/markets", VenueFixture.market(symbol))
                    .expect(201);
            long market = appeared(blind, symbol);
            assertThat(appeared(seeing, symbol)).isEqualTo(market);
            hide(symbol, true);
            for (StreamClient each : List.of(seeing, blind)) {
                ServerMessage gone = each.await(ServerMessage::hasMarketWithdrawn);
                assertThat(gone.getMarketWithdrawn().getMarket()).isEqualTo(market);
            }
            venue.admin
                    .patch(
                            "/api/v1/admin/markets/" + symbol + "/viewers/" + idOf(member),
                            new JsonObject().put("visible", true).put("reason", "let in"))
                    .expect(200);
            assertThat(appeared(seeing, symbol)).isEqualTo(market);
            hide(symbol, false);
            // The stranger heard nothing of the one who was let in.
            ServerMessage next = blind.next();
            assertThat(next.getMarketAppeared().getMarket().getSymbol()).isEqualTo(symbol);
        }
    }

    private static long appeared(StreamClient client, String symbol) {
        return client.await(message -> message.hasMarketAppeared()
                        && message.getMarketAppeared().getMarket().getSymbol().equals(symbol))
                .getMarketAppeared()
                .getMarket()
                .getId();
    }

    private static void hide(String symbol, boolean restricted) {
        venue.admin
                .patch(
                        "/api/v1/admin/markets/" + symbol + "/visibility",
                        new JsonObject().put("restricted", restricted).put("hideAccountIds", false))
                .expect(200);
    }

    private static ClientMessage.Builder book(long market) {
        return ClientMessage.newBuilder()
                .setSubscribeBook(SubscribeBook.newBuilder().setMarket(market));
    }

    private static ClientMessage.Builder trades(long market) {
        return ClientMessage.newBuilder()
                .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market));
    }

    private static ClientMessage.Builder markets() {
        return ClientMessage.newBuilder().setListMarkets(ListMarkets.getDefaultInstance());
    }

    private static ClientMessage.Builder sudo(boolean isOn) {
        return ClientMessage.newBuilder().setSetSudo(SetSudo.newBuilder().setSudo(isOn));
    }
}
