package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every denial of every command that is not about orders, one row per code in order of precedence.
 * Each row is tried alone, and together with all rows below it: the first in the table must win.
 */
class AdministrationTableTest {
    private record Row(Code code, Consumer<Attempt> breaks) {}

    private static final int ABSENT_ASSET = 99;
    private static final long ABSENT = 99;

    private static Row row(Code code, Consumer<Attempt> breaks) {
        return new Row(code, breaks);
    }

    @TestFactory
    Stream<DynamicTest> createAsset() {
        return table(
                attempt -> attempt.venue.engine.createAsset(
                        attempt.header(),
                        attempt.symbol,
                        attempt.scale,
                        attempt.displayScale,
                        attempt.venue.outcome),
                administrator(
                        row(Code.SYMBOL_INVALID, attempt -> attempt.symbol = "lower"),
                        row(Code.SCALE_INVALID, attempt -> attempt.scale = 10),
                        row(Code.SCALE_INVALID, attempt -> attempt.displayScale = 3),
                        row(Code.ASSET_EXISTS, attempt -> attempt.symbol = "MONEY")));
    }

    @TestFactory
    Stream<DynamicTest> createAccount() {
        return table(
                attempt -> attempt.venue.engine.createAccount(
                        attempt.header(), 7, 7, 0, attempt.text, attempt.venue.outcome),
                administrator(
                        row(Code.NAME_INVALID, attempt -> attempt.text = ""),
                        row(Code.VENUE_FULL, AdministrationTableTest::fillWithAccounts)));
    }

    @TestFactory
    Stream<DynamicTest> setAdministrator() {
        return table(
                attempt -> attempt.venue.engine.setAdministrator(
                        attempt.header(), attempt.flag, attempt.venue.outcome),
                administered(row(Code.STATUS_UNCHANGED, attempt -> attempt.flag = false)));
    }

    @TestFactory
    Stream<DynamicTest> takeAdministratorsRole() {
        return table(
                attempt -> attempt.venue.engine.setAdministrator(
                        attempt.header(), attempt.flag, attempt.venue.outcome),
                List.of(row(Code.LAST_ADMINISTRATOR, attempt -> {
                    attempt.account = TestVenue.ADMINISTRATOR;
                    attempt.flag = false;
                })));
    }

    @TestFactory
    Stream<DynamicTest> setSelfTradeGroup() {
        return table(
                attempt -> attempt.venue.engine.setSelfTradeGroup(
                        attempt.header(), attempt.id, attempt.venue.outcome),
                administered());
    }

    @TestFactory
    Stream<DynamicTest> issueToken() {
        return table(
                attempt -> attempt.venue.engine.issueToken(
                        attempt.header(),
                        attempt.hash,
                        attempt.instant,
                        attempt.text,
                        attempt.venue.outcome),
                administered(
                        row(Code.NAME_INVALID, attempt -> attempt.text = "a\tb"),
                        row(Code.TOKEN_EXISTS, attempt -> attempt.hash = TestVenue.hash(1)),
                        row(Code.EXPIRY_PAST, attempt -> attempt.instant = TestVenue.START)));
    }

    @TestFactory
    Stream<DynamicTest> revokeToken() {
        return table(
                attempt -> attempt.venue.engine.revokeToken(
                        attempt.header(), attempt.id, attempt.venue.outcome),
                administrator(row(Code.TOKEN_UNKNOWN, attempt -> attempt.id = ABSENT)));
    }

    @TestFactory
    Stream<DynamicTest> activateRules() {
        return table(
                attempt -> attempt.venue.engine.activateRules(
                        attempt.header(), (int) attempt.id, attempt.venue.outcome),
                administrator(
                        row(Code.RULES_UNKNOWN, attempt -> attempt.id = 0),
                        row(Code.RULES_UNKNOWN, attempt -> attempt.id = Engine.RULES_VERSION + 1L),
                        row(Code.STATUS_UNCHANGED, attempt -> {
                            attempt.venue.engine.activateRules(
                                    attempt.venue.administrator(),
                                    Engine.RULES_VERSION,
                                    attempt.venue.outcome);
                            attempt.id = Rules.FIRST;
                        })));
    }

    @TestFactory
    Stream<DynamicTest> createMarket() {
        return table(
                attempt -> attempt.venue.engine.createMarket(
                        attempt.header(), attempt.spec(), attempt.venue.outcome),
                administrator(
                        row(Code.SYMBOL_INVALID, attempt -> attempt.symbol = ""),
                        row(Code.ASSET_UNKNOWN, attempt -> attempt.baseAsset = ABSENT_ASSET),
                        row(Code.ASSET_UNKNOWN, attempt -> attempt.quoteAsset = 0),
                        row(Code.MARKET_EXISTS, attempt -> attempt.symbol = "THING/MONEY"),
                        row(Code.MARKET_FIELDS_INVALID, attempt -> attempt.notionalMaximum = 0),
                        row(Code.TICK_LOT_INEXACT, attempt -> attempt.tick = 1),
                        row(Code.LIMITS_OVERFLOW, attempt -> {
                            attempt.quantityMaximum = 1L << 58;
                            attempt.openOrdersAccountMax = 16;
                        }),
                        row(Code.FEES_INVALID, attempt -> attempt.makerFeePpm = -101),
                        row(Code.VENUE_FULL, AdministrationTableTest::fillWithMarkets)));
    }

    @TestFactory
    Stream<DynamicTest> createMarketWithSenselessFigures() {
        List<Consumer<Attempt>> senseless = List.of(
                attempt -> attempt.tick = 0,
                attempt -> attempt.lot = -1,
                attempt -> attempt.priceMaximum = attempt.tick - 1,
                attempt -> attempt.quantityMinimum = -1,
                attempt -> attempt.quantityMaximum = 0,
                attempt -> attempt.quantityMinimum = attempt.quantityMaximum + 1,
                attempt -> attempt.notionalMinimum = -1,
                attempt -> attempt.notionalMinimum = attempt.notionalMaximum + 1,
                attempt -> attempt.positionMaximum = -1,
                attempt -> attempt.referencePrice = -1,
                attempt -> attempt.priceBandPpm = -1,
                attempt -> attempt.protectionPpm = -1,
                attempt -> attempt.openOrdersAccountMax = 0,
                attempt -> attempt.openOrdersMarketMax = 0,
                attempt -> attempt.baseAsset = attempt.quoteAsset);
        List<DynamicTest> tests = new ArrayList<>();
        for (Consumer<Attempt> each : senseless) {
            tests.add(DynamicTest.dynamicTest("figure " + tests.size(), () -> {
                Attempt attempt = new Attempt(TestVenue.ready());
                each.accept(attempt);
                attempt.venue.engine.createMarket(
                        attempt.header(), attempt.spec(), attempt.venue.outcome);
                attempt.venue.expectDenied(Code.MARKET_FIELDS_INVALID);
            }));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> setMarketStatus() {
        return table(
                attempt -> attempt.venue.engine.setMarketStatus(
                        attempt.header(),
                        attempt.id,
                        attempt.status,
                        attempt.text,
                        attempt.venue.outcome),
                administrator(
                        row(Code.MARKET_UNKNOWN, attempt -> attempt.id = ABSENT),
                        row(Code.NAME_INVALID, attempt -> attempt.text = "x".repeat(201)),
                        row(Code.STATUS_UNCHANGED, attempt -> attempt.status = MarketStatus.OPEN)));
    }

    @TestFactory
    Stream<DynamicTest> setMarketStatusUnderTheSecondRules() {
        return table(
                attempt -> {
                    attempt.venue.activateRules();
                    attempt.venue.engine.setMarketStatus(
                            attempt.header(),
                            attempt.id,
                            attempt.status,
                            attempt.text,
                            attempt.venue.outcome);
                },
                administrator(
                        row(Code.MARKET_UNKNOWN, attempt -> attempt.id = ABSENT),
                        row(Code.NAME_INVALID, attempt -> attempt.text = "x".repeat(201)),
                        row(Code.STATUS_UNCHANGED, attempt -> attempt.status = MarketStatus.OPEN),
                        row(Code.STATUS_ILLEGAL, attempt -> attempt.status = MarketStatus.HALTED)));
    }

    @TestFactory
    Stream<DynamicTest> setMarketVisibility() {
        return table(
                attempt -> attempt.venue
                        .engine
                        .visibility()
                        .setVisibility(
                                attempt.header(),
                                attempt.id,
                                attempt.flag,
                                false,
                                attempt.text,
                                attempt.venue.outcome),
                administrator(
                        row(Code.MARKET_UNKNOWN, attempt -> attempt.id = ABSENT),
                        row(Code.NAME_INVALID, attempt -> attempt.text = "x".repeat(201)),
                        row(Code.STATUS_UNCHANGED, attempt -> attempt.flag = false)));
    }

    @TestFactory
    Stream<DynamicTest> setMarketViewer() {
        return table(
                attempt -> attempt.venue
                        .engine
                        .visibility()
                        .setViewer(
                                attempt.header(),
                                attempt.id,
                                attempt.flag,
                                attempt.text,
                                attempt.venue.outcome),
                administered(
                        row(Code.MARKET_UNKNOWN, attempt -> attempt.id = ABSENT),
                        row(Code.NAME_INVALID, attempt -> attempt.text = "x".repeat(201)),
                        row(Code.STATUS_UNCHANGED, attempt -> attempt.flag = false)));
    }

    @TestFactory
    Stream<DynamicTest> setMarketFees() {
        return table(
                attempt -> attempt.venue.engine.setMarketFees(
                        attempt.header(),
                        attempt.id,
                        attempt.makerFeePpm,
                        attempt.takerFeePpm,
                        attempt.venue.outcome),
                administrator(
                        row(Code.MARKET_UNKNOWN, attempt -> attempt.id = 0),
                        row(Code.FEES_INVALID, attempt -> attempt.takerFeePpm = 100_001)));
    }

    @TestFactory
    Stream<DynamicTest> issue() {
        return table(
                attempt -> attempt.venue.engine.issue(
                        attempt.header(),
                        attempt.asset,
                        attempt.amount,
                        attempt.text,
                        attempt.venue.outcome),
                administered(
                        row(Code.NAME_INVALID, attempt -> attempt.text = "x".repeat(201)),
                        row(Code.ASSET_UNKNOWN, attempt -> attempt.asset = ABSENT_ASSET),
                        row(Code.AMOUNT_INVALID, attempt -> attempt.amount = 0),
                        row(Code.AMOUNT_INVALID, attempt -> attempt.amount = 1L << 62),
                        row(Code.SUPPLY_EXCEEDED, AdministrationTableTest::supplyAllButNine)));
    }

    @TestFactory
    Stream<DynamicTest> withdraw() {
        return table(
                attempt -> attempt.venue.engine.withdraw(
                        attempt.header(),
                        attempt.asset,
                        attempt.amount,
                        attempt.text,
                        attempt.venue.outcome),
                attempt -> supply(attempt, 10),
                administered(
                        row(Code.NAME_INVALID, attempt -> attempt.text = "\u0000"),
                        row(Code.ASSET_UNKNOWN, attempt -> attempt.asset = -1),
                        row(Code.AMOUNT_INVALID, attempt -> attempt.amount = -1),
                        row(Code.INSUFFICIENT_FUNDS, attempt -> attempt.amount = 11)));
    }

    @TestFactory
    Stream<DynamicTest> bootstrap() {
        return table(
                attempt -> attempt.venue.engine.bootstrap(
                        attempt.header(), 7, 7, attempt.hash, attempt.text, attempt.venue.outcome),
                List.of(
                        row(Code.UNIVERSE_UNKNOWN, attempt -> attempt.universe = 1),
                        row(Code.ALREADY_BOOTSTRAPPED, attempt -> attempt.actor = 0)));
    }

    @TestFactory
    Stream<DynamicTest> unknownCommand() {
        return table(
                attempt ->
                        attempt.venue.engine.rejectUnknown(attempt.header(), attempt.venue.outcome),
                List.of(row(Code.COMMAND_UNKNOWN, attempt -> attempt.universe = 1)));
    }

    /** The rows of every administrator's command, then these. */
    private static List<Row> administrator(Row... rows) {
        List<Row> all = new ArrayList<>(List.of(
                row(Code.UNIVERSE_UNKNOWN, attempt -> attempt.universe = 1),
                row(Code.ACTOR_UNKNOWN, attempt -> attempt.actor = ABSENT),
                row(Code.ACTOR_UNKNOWN, attempt -> attempt.actor = 0),
                row(Code.ACTOR_UNKNOWN, attempt -> attempt.actor = 1),
                row(Code.ACCOUNT_UNKNOWN, attempt -> attempt.account = ABSENT),
                row(Code.NOT_ADMINISTRATOR, attempt -> attempt.actor = TestVenue.USER),
                row(Code.SUDO_REQUIRED, attempt -> attempt.sudo = false)));
        all.addAll(List.of(rows));
        return all;
    }

    /** The rows of every administrator's command about an account, then these. */
    private static List<Row> administered(Row... rows) {
        List<Row> all = new ArrayList<>(administrator());
        all.add(row(Code.NOT_A_USER_ACCOUNT, attempt -> attempt.account = 2));
        all.addAll(List.of(rows));
        return all;
    }

    private static Stream<DynamicTest> table(Consumer<Attempt> command, List<Row> rows) {
        return table(command, _ -> {}, rows);
    }

    private static Stream<DynamicTest> table(
            Consumer<Attempt> command, Consumer<Attempt> setUp, List<Row> rows) {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            List<Row> fromHere = rows.subList(i, rows.size());
            tests.add(DynamicTest.dynamicTest(
                    row.code + " alone " + i, () -> tryRows(command, setUp, List.of(row))));
            tests.add(DynamicTest.dynamicTest(
                    row.code + " before all below " + i, () -> tryRows(command, setUp, fromHere)));
        }
        return tests.stream();
    }

    private static void tryRows(
            Consumer<Attempt> command, Consumer<Attempt> setUp, List<Row> rows) {
        Attempt attempt = new Attempt(TestVenue.ready());
        setUp.accept(attempt);
        // A row may undo what one below it did, never the reverse.
        for (Row row : rows.reversed()) {
            row.breaks.accept(attempt);
        }
        attempt.venue.events.take();
        long cash = attempt.venue.engine.cash(TestVenue.USER, TestVenue.MONEY);
        command.accept(attempt);
        attempt.venue.expectDenied(rows.getFirst().code);
        assertThat(attempt.venue.engine.cash(TestVenue.USER, TestVenue.MONEY)).isEqualTo(cash);
    }

    private static void fillWithAccounts(Attempt attempt) {
        TestVenue venue = attempt.venue;
        for (int person = 100; venue.outcome.code == Code.DONE; person++) {
            venue.engine.createAccount(
                    venue.administrator(), person, 0, 0, "filler", venue.outcome);
        }
        assertThat(venue.outcome.code).isEqualTo(Code.VENUE_FULL);
    }

    private static void fillWithMarkets(Attempt attempt) {
        TestVenue venue = attempt.venue;
        for (int i = 0; venue.outcome.code == Code.DONE; i++) {
            venue.engine.createMarket(
                    venue.administrator(), TestVenue.market("FILLER" + i), venue.outcome);
        }
        assertThat(venue.outcome.code).isEqualTo(Code.VENUE_FULL);
    }

    private static void supplyAllButNine(Attempt attempt) {
        supply(attempt, (1L << 62) - 10);
    }

    private static void supply(Attempt attempt, long amount) {
        TestVenue venue = attempt.venue;
        venue.engine.issue(
                venue.administrator(TestVenue.USER), TestVenue.MONEY, amount, "", venue.outcome);
        venue.check();
    }
}
