package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.sequencer.Machine;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Two clients ask at once for what only one can have: exactly one gets it, the other is told why
 * not, and a replay of the log has it with the same one.
 */
class RacesTest {
    private static final int ROUNDS = 8;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

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

    /** Both at once. */
    private static List<Api.Answer> race(Supplier<Api.Answer> one, Supplier<Api.Answer> other) {
        CyclicBarrier start = new CyclicBarrier(2);
        return List.of(one, other).stream()
                .map(each -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                            } catch (Exception interrupted) {
                                throw new IllegalStateException(interrupted);
                            }
                            return each.get();
                        },
                        THREADS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** One of the two is done, the other denied for that reason; and the log says so again. */
    private static void expectOne(List<Api.Answer> answers, String denial) {
        assertThat(answers).filteredOn(each -> each.status() < 300).hasSize(1);
        Api.Answer loser = answers.stream()
                .filter(each -> each.status() >= 300)
                .findFirst()
                .orElseThrow();
        loser.problem(loser.status(), denial);
        replays();
    }

    /** The machine is made anew from its commands, and each of its events is compared. */
    private static void replays() {
        long hash = venue.sequencer.inspect(Machine::stateHash);
        venue.sequencer.restart();
        assertThat((long) venue.sequencer.inspect(Machine::stateHash)).isEqualTo(hash);
    }

    @Test
    void shouldGiveTheSameFundsToOneOrderOnly() {
        for (int round = 0; round < ROUNDS; round++) {
            Api ann = venue.user("100", "0");
            Supplier<Api.Answer> buy = () -> ann.order("buy", "8", "10");
            expectOne(race(buy, buy), "insufficient-funds");
            assertThat(ann.get("/api/v1/balances").json().encode()).contains("\"held\":\"80.");
            ann.delete("/api/v1/orders").expect(200);
        }
    }

    @Test
    void shouldFillTheSameOrderForOneTakerOnly() {
        for (int round = 0; round < ROUNDS; round++) {
            Api maker = venue.user("0", "1");
            Api ann = venue.user("100", "0");
            Api bob = venue.user("100", "0");
            maker.order("sell", "20", "1").expect(201);
            JsonObject terms = Api.limit("buy", "20", "1").put("timeInForce", "fok");
            expectOne(
                    race(
                            () -> ann.post("/api/v1/orders", terms),
                            () -> bob.post("/api/v1/orders", terms)),
                    "fill-or-kill-unfillable");
        }
    }

    @Test
    void shouldCreditTheSameRedeemCodeToOneClaimantOnly() {
        venue.deposit(id(venue.admin), "USD", "1000");
        for (int round = 0; round < ROUNDS; round++) {
            JsonObject code = new JsonObject()
                    .put(
                            "code",
                            venue.admin
                                    .post(
                                            "/api/v1/admin/codes",
                                            new JsonObject().put("asset", "USD").put("amount", "5"))
                                    .expect(201)
                                    .json()
                                    .getString("code"));
            Api ann = venue.user("0", "0");
            Api bob = venue.user("0", "0");
            expectOne(
                    race(
                            () -> ann.post("/api/v1/codes/claim", code),
                            () -> bob.post("/api/v1/codes/claim", code)),
                    "code-claimed");
        }
    }

    @Test
    void shouldExerciseTheSameOptionContractOnce() {
        Api owner = venue.user("10000", "0");
        owner.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("RACE")).expect(201);
        owner.post("/api/v1/options", OutcomeMarketsTest.option("RACE-CALL", "RACE"))
                .expect(201);
        JsonObject one = new JsonObject().put("quantity", "1");
        for (int round = 0; round < ROUNDS; round++) {
            Api holder = venue.user("1000", "0");
            owner.post("/api/v1/orders", OutcomeMarketsTest.order("RACE-CALL", "sell", "5", "1"))
                    .expect(201);
            holder.post("/api/v1/orders", OutcomeMarketsTest.order("RACE-CALL", "buy", "5", "1"))
                    .expect(201);
            Supplier<Api.Answer> exercise =
                    () -> holder.post("/api/v1/options/RACE-CALL/exercises", one);
            expectOne(race(exercise, exercise), "contract-unknown");
        }
    }
}
