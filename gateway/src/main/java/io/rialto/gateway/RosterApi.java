package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.Directory;
import io.rialto.view.Member;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A class taken in at once, from a roster. */
final class RosterApi {
    static final String CSV = "csv";
    static final String CSV_TYPE = "text/csv";

    /** As large as a body may be. */
    private static final int CSV_MAX = 65_536;

    private static final Form IMPORT = Form.of(
            "ImportRoster",
            required(
                    CSV,
                    Schemas.text(
                            "a roster, a name a line", "name\nAda\nBob", CSV_MAX, "[\\s\\S]+")));
    private static final Form ENROLLED = Form.of(
            "Enrolled",
            required("line", new Schema.Whole("the line in the roster", 1, CSV_MAX)),
            required("name", Schemas.NAME),
            required("status", new Schema.Choice(List.of("taken-in", "already-in"))),
            required("user", Schemas.ID),
            required("account", Schemas.ID),
            optional("token", Schemas.ANY));
    private static final Form ROSTER = Form.of(
            "ImportedRoster",
            required("people", new ListOf(ENROLLED)),
            optional("problem", Schemas.PROBLEM));

    private RosterApi() {}

    static List<Route> routes() {
        return List.of(Route.post("/api/v1/admin/universes/{universe}/roster", "importRoster")
                .keyless()
                .summary("Takes in up to " + Roster.PEOPLE_MAX + " people of a roster, which may be"
                        + " the body itself as " + CSV_TYPE + ": an account and a token, shown"
                        + " this once, for who has none, and a place for each. All or nobody if"
                        + " a line is wrong; who is in already stays as they are. If the venue"
                        + " stops it half-way, people are those who are in and problem says why")
                .access(Route.Access.ADMINISTRATOR)
                .parameter(Route.Parameter.path(
                        "universe", Schemas.ID, "The universe's number, not the main one's"))
                .request(IMPORT)
                .orCsv()
                .onlyOverHttp("it is many commands, answered as one")
                .answers(200, ROSTER, RosterApi::take));
    }

    private static void take(Exchange exchange) {
        int universe = UniversesApi.universe(exchange, exchange.path("universe"));
        if (universe == 0) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID, "The main universe takes nobody in: name a class's");
        }
        List<Roster.Person> people = Roster.parse(exchange.body().getString(CSV));
        Duration wait = Duration.ofMillis(exchange.venue().config().viewWaitMillis());
        exchange.deliver(
                exchange.venue()
                        .view()
                        .query(
                                exchange.wantedSequence(),
                                wait,
                                view -> members(view.directory(), universe)),
                members -> {
                    RosterCheck.check(exchange.venue().directory(), people, members);
                    new RosterImport(exchange, universe, members).take(people);
                });
    }

    /** Who is in it, by name. */
    private static Map<String, Member> members(Directory directory, int universe) {
        Map<String, Member> byName = new HashMap<>();
        for (Member member : directory.owning().members(universe)) {
            directory
                    .account(member.account())
                    .ifPresent(account -> byName.putIfAbsent(account.name(), member));
        }
        return byName;
    }

    static JsonObject enrolled(
            Roster.Person person, String status, long user, long account, String token) {
        JsonObject json = new JsonObject()
                .put("line", person.line())
                .put("name", person.name())
                .put("status", status)
                .put("user", Long.toString(user))
                .put("account", Long.toString(account));
        return token.isEmpty() ? json : json.put("token", token);
    }
}
