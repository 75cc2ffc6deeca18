package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;

/** A class taken in from a roster. */
class RosterTest {
    private static VenueFixture venue;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    private static String id(Api user) {
        return user.get("/api/v1/account").expect(200).json().getString("id");
    }

    /** A cohort in which everybody begins with 100, and its number. */
    private static String cohort() {
        return cohort("100");
    }

    private static String cohort(String startingBalance) {
        String universe = venue.admin
                .post(
                        "/api/v1/admin/universes",
                        new JsonObject().put("owner", id(venue.admin)).put("name", "class"))
                .expect(201)
                .json()
                .getString("id");
        cohort(universe, startingBalance);
        return universe;
    }

    private static void cohort(String universe, String startingBalance) {
        venue.admin
                .post(
                        "/api/v1/universes/" + universe + "/cohort",
                        new JsonObject()
                                .put("asset", "USD")
                                .put("startingBalance", startingBalance))
                .expect(200);
    }

    private static Api.Answer send(Api api, String universe, String csv) {
        return api.with("Content-Type", "text/csv; charset=utf-8")
                .send(
                        "POST",
                        "/api/v1/admin/universes/" + universe + "/roster",
                        BodyPublishers.ofString(csv),
                        false);
    }

    private static List<JsonObject> people(Api.Answer answer) {
        return answer.expect(200).json().getJsonArray("people").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> members(String universe) {
        return venue
                .admin
                .with("X-Sudo", "true")
                .get("/api/v1/universes/" + universe + "/members")
                .expect(200)
                .json()
                .getJsonArray("members")
                .stream()
                .map(each -> ((JsonObject) each).getString("name"))
                .sorted()
                .toList();
    }

    @Test
    void shouldTakeInWhoIsNewAndWhoHasAnAccountAndNobodyTwice() {
        String universe = cohort();
        String known = id(venue.user("0", "0"));
        String csv = "\uFEFFgroup;Name;user\r\n1;\"Lovelace; \"\"Ada\"\"\";\r\n\r\n2;Bob;" + known
                + "\r\n";
        List<JsonObject> people = people(send(venue.admin, universe, csv));
        assertThat(people)
                .extracting(
                        each -> each.getInteger("line"),
                        each -> each.getString("name"),
                        each -> each.getString("status"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, "Lovelace; \"Ada\"", "taken-in"),
                        org.assertj.core.groups.Tuple.tuple(4, "Bob", "taken-in"));
        assertThat(people.getLast().getString("user")).isEqualTo(known);
        assertThat(people.getLast().containsKey("token")).isFalse();
        Api ada = new Api(venue.gateway.url(), people.getFirst().getString("token"));
        String hers = people.getFirst().getString("account");
        assertThat(ada.get("/api/v1/balances?account=" + hers)
                        .expect(200)
                        .json()
                        .encode())
                .contains("\"cash\":\"100.0000\"");

        List<JsonObject> again = people(send(venue.admin, universe, csv));
        assertThat(again)
                .allSatisfy(each -> assertThat(each.getString("status")).isEqualTo("already-in"))
                .noneSatisfy(each -> assertThat(each.getString("token")).isNotNull());
        assertThat(again.getFirst().getString("account")).isEqualTo(hers);
        assertThat(members(universe)).containsExactly("Bob", "Lovelace; \"Ada\"");
        // Somebody of that name in another class is somebody else.
        assertThat(people(send(venue.admin, cohort(), "Bob")).getFirst().getString("user"))
                .isNotEqualTo(known);
    }

    @Test
    void shouldTellTheTokensOfThoseBeforeIfTheVenueStopsItHalfWay() {
        // There is room for the starting balance of one.
        String universe = cohort("300000000000000");
        String csv = "Ann\nCid\nDan";
        JsonObject stopped = send(venue.admin, universe, csv).expect(200).json();
        assertThat(stopped.getJsonObject("problem").getString("code")).isEqualTo("supply-exceeded");
        assertThat(stopped.getJsonObject("problem").getString("detail"))
                .startsWith("Line 2, Cid: ");
        assertThat(stopped.getJsonArray("people")).hasSize(1);
        JsonObject ann = stopped.getJsonArray("people").getJsonObject(0);
        assertThat(id(new Api(venue.gateway.url(), ann.getString("token"))))
                .isEqualTo(ann.getString("user"));
        assertThat(members(universe)).containsExactly("Ann");

        cohort(universe, "100");
        assertThat(people(send(venue.admin, universe, csv)))
                .extracting(each -> each.getString("status"))
                .containsExactly("already-in", "taken-in", "taken-in");
        assertThat(members(universe)).containsExactly("Ann", "Cid", "Dan");
    }

    @Test
    void shouldTakeNobodyInIfALineNamesWhomTheVenueWouldRefuse() {
        String universe = cohort();
        Api owner = venue.user("0", "0");
        String known = id(owner);
        String alt = owner.post("/api/v1/accounts", new JsonObject().put("name", "alt"))
                .expect(201)
                .json()
                .getString("id");
        String closed = id(venue.user("0", "0"));
        venue.admin
                .patch(
                        "/api/v1/admin/accounts/" + closed + "/status",
                        new JsonObject().put("status", "closed"))
                .expect(200);
        String head = "name,user\nAnn,\nCid,";
        assertWrong(universe, head + alt, "line 3 names account " + alt + ", which is no user's");
        assertWrong(universe, head + "1", "line 3 names account 1, which is no user's");
        assertWrong(
                universe, head + closed, "line 3 names account " + closed + ", which is closed");
        assertWrong(
                universe,
                head + known + "\nDan," + known,
                "line 4 names account " + known + " as line 3 does");
        assertThat(members(universe)).isEmpty();

        people(send(venue.admin, universe, "name,user\nCid," + known));
        assertWrong(universe, head + id(venue.admin), "but who is in by that name is " + known);
        assertWrong(universe, "name,user\nDan," + known, "which is in already as Cid");
        assertThat(members(universe)).containsExactly("Cid");
    }

    private static void assertWrong(String universe, String csv, String told) {
        assertThat(send(venue.admin, universe, csv)
                        .problem(400, "field-invalid")
                        .getString("detail"))
                .startsWith("Nobody was taken in: ")
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,x\\n\\n,x | line 3 has no name: put one in",
                "Ann\\nMüller, Hans | line 2 has more than a name, and no heading says what",
                "Ann\\nBob\\nAnn | line 3 has the name of line 1",
                "name,user\\nAnn,seven | line 2 has a user that is no account's number",
                "name,user\\nAnn,999999 | line 2 names account 999999, which is no user's",
                "Ann\\n\"Bob | line 2 opens a quotation mark that is never closed",
                "Ann\\nB\uFFFDb | line 2 is not in UTF-8",
                "name | there is nobody in it"
            })
    void shouldNameTheLineThatIsWrongAndTakeNobodyIn(String csv, String told) {
        String universe = cohort();
        assertWrong(universe, csv.replace("\\n", "\n"), told);
        assertThat(members(universe)).isEmpty();
    }

    @Test
    void shouldTakeFiveHundredAndNoMore() {
        String universe = cohort();
        String many = String.join(
                "\n", IntStream.rangeClosed(1, 501).mapToObj(i -> "N" + i).toList());
        assertThat(send(venue.admin, universe, many)
                        .problem(400, "field-invalid")
                        .getString("detail"))
                .contains("501 people are too many");
        send(venue.admin, universe, "x".repeat(70_000)).problem(413, "body-too-large");
        assertThat(members(universe)).isEmpty();
        assertThat(people(send(venue.admin, universe, many.replace("\nN501", ""))))
                .hasSize(500);
        send(venue.user("0", "0"), universe, "Ann").problem(403, "administrator-only");
        send(venue.admin, "0", "Ann").problem(400, "field-invalid");
    }
}
