package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.rialto.identity.AddressList;
import io.rialto.identity.ApiKey;
import io.rialto.identity.Identity;
import io.rialto.identity.NewApiKey;
import io.rialto.identity.Person;
import io.rialto.identity.Scope;
import io.rialto.protocol.v1.Call;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tries every operation of REST and every request of the stream with every kind of credential, and
 * compares with docs/rights.md. What is not in that table fails here.
 */
class RightsTest {
    /** What is said to whoever may not; everything else has got past the rights. */
    private static final Set<String> REFUSALS = Set.of(
            "unauthenticated",
            "token-invalid",
            "session-ended",
            "key-invalid",
            "scope-missing",
            "person-only",
            "administrator-only",
            "not-administrator",
            "sudo-required",
            "account-not-yours");

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** Who tries every operation of REST by a call on the stream as well. */
    private static final List<String> CALLERS =
            List.of("operator's token", "person", "auditor", "key: read", "key: withdraw");

    @TempDir
    Path directory;

    private VenueFixture venue;
    private Identity identity;
    private final Map<String, Credential> credentials = new LinkedHashMap<>();
    private final Map<String, StreamClient> streams = new LinkedHashMap<>();
    private String stranger;

    /** Says who sends a request, anew for each; and which account is theirs. */
    private record Credential(String account, Authorization authorization) {}

    /** Makes an Authorization header; empty for none. */
    @FunctionalInterface
    private interface Authorization {
        String header(String method, String target, String body);
    }

    @BeforeEach
    void open() {
        venue = VenueFixture.withHistory(directory);
        // So that there is an engine to ask for a snapshot.
        venue.upkeep.set(VenueFixture.BEGUN);
        identity = venue.identity.orElseThrow();
        stranger = venue.user("10", "0").get("/api/v1/account").json().getString("id");
        Api user = venue.user("10", "0");
        Person person = person("Person");
        Person administrator = person("Administrator");
        String administratorAccount = Long.toString(administrator.account());
        venue.admin
                .patch(
                        "/api/v1/admin/accounts/" + administratorAccount + "/administrator",
                        new JsonObject().put("administrator", true))
                .expect(200);
        Person auditor = identity.setAuditor(person("Auditor").id(), true, "test", "");
        credentials.put("nobody", new Credential(stranger, (m, t, b) -> ""));
        credentials.put("wrong token", bearer(stranger, "rialto_" + "x".repeat(43)));
        credentials.put(
                "token", bearer(user.get("/api/v1/account").json().getString("id"), user.token));
        credentials.put("operator's token", bearer(account(venue.admin), venue.admin.token));
        credentials.put("person", session(person));
        credentials.put("administrator", session(administrator));
        credentials.put("auditor", session(auditor));
        for (Scope scope : Scope.values()) {
            credentials.put("key: " + scope.word(), key(person, scope));
        }
        credentials.put("administrator's key: read", key(administrator, Scope.READ));
        credentials.put("administrator's key: admin", key(administrator, Scope.ADMIN));
        credentials.put("auditor's key: all", key(auditor, Scope.values()));
    }

    @AfterEach
    void close() {
        streams.values().forEach(StreamClient::close);
        venue.close();
    }

    private static String account(Api api) {
        return api.get("/api/v1/account").json().getString("id");
    }

    private Person person(String name) {
        return identity.person(venue.signUp(name).getString("person"));
    }

    private static Credential bearer(String account, String token) {
        return new Credential(account, (m, t, b) -> "Bearer " + token);
    }

    /** A new session for each request: some end it. */
    private Credential session(Person person) {
        return new Credential(
                Long.toString(person.account()),
                (m, t, b) ->
                        "Bearer " + identity.openSession(person, "test", "").accessToken());
    }

    private Credential key(Person person, Scope... scopes) {
        ApiKey terms = new ApiKey(
                "",
                person.id(),
                person.account(),
                "",
                ApiKey.Kind.HMAC_SHA256,
                EnumSet.copyOf(List.of(scopes)),
                AddressList.of(""),
                0,
                0);
        NewApiKey made = identity.createKey(terms, new byte[0], "");
        Authenticators.Signer signer = Authenticators.hmac(made.secret().orElseThrow());
        return new Credential(
                Long.toString(person.account()),
                (m, t, b) -> "Rialto " + Authenticators.signed(made.key().id(), signer, m, t, b));
    }

    @Test
    void shouldLetEachCredentialDoWhatTheTableSaysAndNothingElse() throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Route route : Routes.all()) {
            List<String> cells = new ArrayList<>();
            for (Credential each : credentials.values()) {
                cells.add(cell(send(each, route, each.account(), path -> path)));
            }
            cells.add(foreign(route));
            found.put(route.name(), cells);
        }
        for (String name : CALLERS) {
            int column = List.copyOf(credentials.keySet()).indexOf(name);
            Routes.all().stream()
                    .filter(route -> route.onlyOverHttp().isEmpty())
                    .forEach(route -> assertThat(isRefused(name, route))
                            .as("%s calls %s on a stream", name, route.name())
                            .isEqualTo(!found.get(route.name()).get(column).equals("yes")));
        }
        for (FieldDescriptor request : requests()) {
            List<String> cells = new ArrayList<>();
            credentials.values().forEach(each -> cells.add(streamed(each, request)));
            cells.add("");
            found.put("stream " + request.getName(), cells);
        }
        List<String> cells = new ArrayList<>();
        for (Credential each : credentials.values()) {
            cells.add(listened(each, ""));
        }
        cells.add(listened(credentials.get("person"), "&account=" + stranger));
        found.put("events", cells);
        assertThat(table(found)).isEqualTo(documented());
    }

    /** All topics that Server-Sent Events have. */
    private String listened(Credential credential, String more) {
        String path = "/api/v1/markets/BTC-USD/events"
                + "?topics=book,trades,ticker,orders,candles:1m,depth:5" + more;
        String header = credential.authorization().header("GET", path, "");
        Api anybody = new Api(venue.gateway.url(), "");
        try (EventReader events = EventReader.as(
                header.isEmpty() ? anybody : anybody.with("Authorization", header), path)) {
            return events.status() == 200 ? "yes" : Integer.toString(events.status());
        }
    }

    /** What a person is told who asks for somebody else's; empty where nobody's is asked for. */
    private String foreign(Route route) {
        Credential person = credentials.get("person");
        boolean takesAccount =
                route.parameters().stream().anyMatch(p -> p.name().equals(Exchange.ACCOUNT));
        if (route.parameters().stream()
                .anyMatch(p -> p.name().equals("account") && p.place() == Route.Place.PATH)) {
            return cell(send(person, route, stranger, path -> path));
        }
        return takesAccount
                ? cell(send(person, route, stranger, path -> path + "?account=" + stranger))
                : "";
    }

    private Api.Answer send(
            Credential credential, Route route, String account, UnaryOperator<String> query) {
        String path = PARAMETER.matcher(route.path()).replaceAll(m -> filled(m.group(1), account));
        String target = query.apply(path);
        String body = route.request().isPresent() ? "{}" : "";
        String method = route.method().name();
        String header = credential.authorization().header(method, target, body);
        Api anybody = new Api(venue.gateway.url(), "");
        return (header.isEmpty() ? anybody : anybody.with("Authorization", header))
                .send(
                        method,
                        target,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                        !body.isEmpty());
    }

    /** Whether a call on the stream is refused for its sender's rights. */
    private boolean isRefused(String name, Route route) {
        Credential credential = credentials.get(name);
        StreamClient client = streams.computeIfAbsent(
                name,
                opened -> StreamClient.withHeader(
                        venue.gateway.url(),
                        credential.authorization().header("GET", "/api/v1/stream", "")));
        Call.Builder call = Call.newBuilder().setOperation(route.name());
        for (Route.Parameter parameter : route.parameters()) {
            if (parameter.place() == Route.Place.PATH) {
                call.putParameters(
                        parameter.name(), filled(parameter.name(), credential.account()));
            }
        }
        if (route.request().isPresent()) {
            call.setBody("{}");
        }
        ServerMessage answer = client.ask(ClientMessage.newBuilder().setCall(call));
        if (route.access() == Route.Access.PERSON && !route.method().equals(HttpMethod.GET)) {
            // It may have ended the session.
            streams.remove(name).close();
        }
        String code = answer.getFailure().getCode();
        assertThat(answer.hasCalled() || answer.hasFailure()).isTrue();
        assertThat(code).isNotIn("rate-limited", "internal", "venue-unavailable");
        return REFUSALS.contains(code);
    }

    private static String filled(String parameter, String account) {
        return switch (parameter) {
            case "market" -> "BTC-USD";
            case "account" -> account;
            case "person" -> "f".repeat(32);
            case "key" -> "rk_" + "x".repeat(22);
            case "clientOrderId" -> "none";
            default -> "999999";
        };
    }

    private static String cell(Api.Answer answer) {
        String body = answer.response().body();
        String code = answer.status() >= 400 ? new JsonObject(body).getString("code") : "";
        assertThat(code)
                .as("limits and failures tell nothing of rights: %s", body)
                .isNotIn("rate-limited", "internal", "venue-unavailable", "not-authenticated");
        return REFUSALS.contains(code) ? Integer.toString(answer.status()) : "yes";
    }

    private static List<FieldDescriptor> requests() {
        return ClientMessage.getDescriptor().getOneofs().stream()
                .filter(oneof -> oneof.getName().equals("request"))
                .findFirst()
                .orElseThrow()
                .getFields()
                .stream()
                .filter(field -> !field.getName().equals("authenticate"))
                .toList();
    }

    private String streamed(Credential credential, FieldDescriptor request) {
        String header = credential.authorization().header("GET", "/api/v1/stream", "");
        try (StreamClient client = StreamClient.withHeader(venue.gateway.url(), header)) {
            ClientMessage.Builder message = ClientMessage.newBuilder();
            message.setField(request, message.newBuilderForField(request).build());
            ServerMessage answer = client.ask(message);
            return REFUSALS.contains(answer.getFailure().getCode()) ? "no" : "yes";
        } catch (StreamClient.RefusedException refused) {
            return Integer.toString(refused.status());
        }
    }

    private String table(Map<String, List<String>> rows) {
        StringBuilder text = new StringBuilder("| |");
        credentials.keySet().forEach(name -> text.append(' ').append(name).append(" |"));
        text.append(" person, of another |\n|---|").append("---|".repeat(credentials.size() + 1));
        rows.forEach((name, cells) -> text.append("\n| `")
                .append(name)
                .append("` | ")
                .append(String.join(" | ", cells))
                .append(" |"));
        return text.toString().replace("|  |", "| |");
    }

    private static String documented() throws IOException {
        Path above = Path.of("").toAbsolutePath();
        while (!Files.exists(above.resolve("docs/rights.md"))) {
            above = above.getParent();
            assertThat(above).as("docs/rights.md above the module").isNotNull();
        }
        return String.join(
                "\n",
                Files.readAllLines(above.resolve("docs/rights.md")).stream()
                        .filter(line -> line.startsWith("|"))
                        .toList());
    }
}
