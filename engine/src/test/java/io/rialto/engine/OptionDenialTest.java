package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

/** Every denial of a command about options, in order of precedence. */
class OptionDenialTest {
    private record Row(String denial, Runnable mend) {}

    private final Venue venue = new Venue();
    private final long degrees = venue.createOutcomeMarket(DAN, -20, 50, terms -> {
        terms.tick = 5;
        terms.lot = 2 * CONTRACT;
        terms.positionMaximum = 10 * CONTRACT;
    });
    private final long other = venue.createOutcomeMarket(DAN, 0, 10, terms -> {});
    private final Terms terms = new Terms();
    private final CommandHeader header = new CommandHeader();
    private final Outcome outcome = new Outcome();
    private long underlying = 99;
    private long strike = 12;
    private long expiresAt = 50;
    private String title = "\u0007";
    private long market = 99;
    private long contract = 9;
    private long quantity;

    private static Row row(String denial, Runnable mend) {
        return new Row(denial, mend);
    }

    private void expect(List<Row> rows, Runnable command) {
        for (Row row : rows) {
            long before = venue.hash();
            command.run();
            String denial = outcome.code + " " + outcome.needed + " " + outcome.available;
            assertThat(denial).isEqualTo(row.denial);
            assertThat(venue.hash()).as("%s changes nothing", row.denial).isEqualTo(before);
            row.mend.run();
            venue.lines();
        }
        command.run();
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldDenyNewOptionsInOrderOfPrecedence() {
        venue.advance(100);
        header.actor = 77;
        header.account = 77;
        terms.symbol = "none";
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.quoteAsset = 77;
        terms.tick = 2;
        terms.lot = 3 * CONTRACT;
        terms.notionalMinimum = 0;
        terms.quantityMaximum = 1;
        terms.positionMaximum = Long.MAX_VALUE;
        terms.takerFeePpm = -1;
        expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("SYMBOL_INVALID 0 0", () -> terms.symbol = "OUTCOME-0-10"),
                        row("ASSET_UNKNOWN 0 0", () -> terms.quoteAsset = BASE),
                        row("MARKET_EXISTS 0 0", () -> terms.symbol = "CALL"),
                        row("NAME_INVALID 0 0", () -> title = "a call"),
                        row("MARKET_UNKNOWN 0 0", () -> underlying = 1),
                        row("UNDERLYING_INVALID 0 0", () -> underlying = degrees),
                        row("UNDERLYING_INVALID 0 0", () -> {
                            terms.quoteAsset = QUOTE;
                            underlying = other;
                            venue.settle(DAN, other, 3);
                        }),
                        row("MARKET_ENDED 0 0", () -> underlying = degrees),
                        row("STRIKE_INVALID 0 0", () -> strike = 50),
                        row("STRIKE_INVALID 0 0", () -> strike = -25),
                        row("STRIKE_INVALID 0 0", () -> strike = 10),
                        row("EXPIRY_PAST 100 50", () -> expiresAt = 101),
                        row("STEPS_INCOMPATIBLE 0 0", () -> terms.tick = 5),
                        row("STEPS_INCOMPATIBLE 0 0", () -> terms.lot = 4 * CONTRACT),
                        row("MARKET_FIELDS_INVALID 0 0", () -> terms.quantityMaximum = 1_000),
                        row("LIMITS_OVERFLOW 0 0", () -> terms.positionMaximum = 10_000),
                        row("FEES_INVALID 0 0", () -> terms.takerFeePpm = 0)),
                () -> venue.engine()
                        .options()
                        .create(
                                header,
                                terms.spec(),
                                new OutcomeTerms(
                                        MarketKind.OPTION, 0, 0, 0, false, "", "", "", title),
                                new OptionTerms(underlying, true, strike, expiresAt),
                                outcome));
        underlying = outcome.id;
        terms.symbol = "CALL-ON-CALL";
        venue.createOption(ANN, new OptionTerms(underlying, true, strike, expiresAt), t -> {});
        assertThat(venue.outcome.code).isEqualTo(Code.UNDERLYING_INVALID);
    }

    @Test
    void shouldDenyExercisesInOrderOfPrecedence() {
        venue.createOption(DAN, new OptionTerms(degrees, true, 10, 1_000), t -> {
            t.tick = 5;
            t.lot = 2 * CONTRACT;
        });
        long call = venue.outcome.id;
        venue.createOption(DAN, new OptionTerms(degrees, true, 15, 100), t -> {
            t.tick = 5;
            t.lot = 2 * CONTRACT;
        });
        long lapsed = venue.outcome.id;
        venue.advance(100);
        venue.sell(BOB, 20 * CONTRACT, 5).in(call).place();
        venue.buy(ANN, 20 * CONTRACT, 5).in(call).place();
        status(MarketStatus.PAUSED);
        venue.leave(ANN, QUOTE, 0);
        header.actor = 77;
        header.account = 77;
        expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("MARKET_UNKNOWN 0 0", () -> market = degrees),
                        row("NOT_AN_OPTION 0 0", () -> market = lapsed),
                        row("MARKET_ENDED 0 0", () -> market = call),
                        row("UNDERLYING_NOT_OPEN 0 0", () -> status(MarketStatus.OPEN)),
                        row("QUANTITY_MISSING 0 0", () -> quantity = 50),
                        row("LOT 200 50", () -> quantity = 22 * CONTRACT),
                        row("CONTRACT_UNKNOWN 0 0", () -> contract = 1),
                        row("CONTRACT_EXCEEDED 2200 2000", () -> quantity = 20 * CONTRACT),
                        row("POSITION_MAXIMUM 2000 1000", () -> quantity = 10 * CONTRACT),
                        row("INSUFFICIENT_FUNDS 300 0", () -> venue.leave(ANN, QUOTE, 300))),
                () -> venue.engine()
                        .options()
                        .exercise(header, market, contract, quantity, outcome));
    }

    @Test
    void shouldNeverDenyAHolderForThePositionsThatItsWriterHas() {
        venue.createOption(DAN, new OptionTerms(degrees, true, 10, 0), t -> {
            t.tick = 5;
            t.lot = 2 * CONTRACT;
        });
        long call = venue.outcome.id;
        assertThat(exercise(ANN, call)).isEqualTo("DONE 0 0");
        assertThat(exercise(Venue.CAT, call)).isEqualTo("DONE 0 0");
        assertThat(exercise(DAN, call)).isEqualTo("DONE 0 0");
        // Ann passes on what she has, so that she has room for more.
        venue.issue(Venue.ADMINISTRATOR, QUOTE, 10_000);
        venue.buy(Venue.ADMINISTRATOR, 10 * CONTRACT, 20).in(degrees).place();
        venue.sell(ANN, 10 * CONTRACT, 20).in(degrees).place();
        assertThat(exercise(ANN, call)).isEqualTo("DONE 0 0");
        assertThat(exercise(Venue.ADMINISTRATOR, call)).isEqualTo("POSITION_MAXIMUM 2000 1000");
        venue.sell(Venue.ADMINISTRATOR, 10 * CONTRACT, 20).in(degrees).place();
        venue.engine().createAccount(Venue.asAdministrator(0), 9, 9, 0, "buyer", venue.outcome);
        long buyer = venue.outcome.id;
        venue.issue(buyer, QUOTE, 10_000);
        venue.buy(buyer, 10 * CONTRACT, 20).in(degrees).place();
        assertThat(exercise(Venue.ADMINISTRATOR, call)).isEqualTo("DONE 0 0");
    }

    /** Only where limits are at the edge of what 64 bits hold is it a few accounts that come there. */
    @Test
    void shouldNotTakeAWritersPositionBeyondWhatCanBeReckonedWith() {
        long most = 100_000_000_000L * CONTRACT;
        long huge = venue.createOutcomeMarket(DAN, 0, 100, t -> atTheEdge(t, most));
        venue.createOption(DAN, new OptionTerms(huge, true, 50, 0), t -> atTheEdge(t, most));
        long call = venue.outcome.id;
        venue.issue(BOB, QUOTE, most * 1_000);

        assertThat(exercisesUntilDenied(call, QUOTE, most, most)).isEqualTo(14);
        assertThat(venue.outcome.code).isEqualTo(Code.WRITER_MAXIMUM);
        assertThat(venue.outcome.needed).isEqualTo(15 * most);
        assertThat(venue.outcome.available).isEqualTo((1L << 47) / 100 * CONTRACT);
    }

    /** So little is paid for a contract that no value is near what 64 bits hold. */
    @Test
    void shouldNotTakeAWritersPositionBeyondTheQuantityThatCanBeCounted() {
        // What checks a fixture reckons in nine decimals.
        venue.unchecked().createAsset("CENTS", 2);
        int cents = (int) venue.outcome.id;
        long lot = 1_000_000_000;
        long most = 1_500_000_000 * lot;
        Consumer<Terms> terms = t -> {
            atTheEdge(t, most);
            t.quoteAsset = cents;
            t.lot = lot;
            t.quantityMinimum = lot;
        };
        long tiny = venue.createOutcomeMarket(DAN, 0, 2, terms);
        venue.createOption(DAN, new OptionTerms(tiny, true, 1, 0), terms);
        long call = venue.outcome.id;
        venue.issue(BOB, cents, most / lot * 1_000);

        assertThat(exercisesUntilDenied(call, cents, most, most / lot)).isEqualTo(3);
        assertThat(venue.outcome.code).isEqualTo(Code.WRITER_MAXIMUM);
        assertThat(venue.outcome.needed).isEqualTo(4 * most);
        assertThat(venue.outcome.available).isEqualTo((1L << 62) / lot * lot);
    }

    /** How many accounts in turn buy as much of Bob as they may and exercise it; at most 20. */
    private int exercisesUntilDenied(long call, int asset, long most, long money) {
        for (int exercised = 0; exercised < 20; exercised++) {
            venue.engine()
                    .createAccount(
                            Venue.asAdministrator(0), 10, exercised, 0, "buyer", venue.outcome);
            long buyer = venue.outcome.id;
            venue.issue(buyer, asset, 10 * money);
            venue.sell(BOB, most, 1).in(call).place();
            venue.buy(buyer, most, 1).in(call).place();
            venue.exercise(buyer, call, 0, most);
            if (venue.outcome.code != Code.DONE) {
                return exercised;
            }
        }
        return 20;
    }

    private static void atTheEdge(Terms terms, long most) {
        terms.quantityMaximum = most;
        terms.notionalMaximum = Long.MAX_VALUE;
        terms.openOrdersAccountMax = 1;
        terms.positionMaximum = most;
    }

    private String exercise(long holder, long call) {
        venue.sell(BOB, 10 * CONTRACT, 5).in(call).place();
        venue.buy(holder, 10 * CONTRACT, 5).in(call).place();
        venue.exercise(holder, call, 0, 10 * CONTRACT);
        return venue.outcome.code + " " + venue.outcome.needed + " " + venue.outcome.available;
    }

    private void status(MarketStatus status) {
        venue.engine()
                .setMarketStatus(Venue.asAdministrator(0), degrees, status, "test", venue.outcome);
    }
}
