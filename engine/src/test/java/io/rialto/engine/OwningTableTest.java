package io.rialto.engine;

import static io.rialto.engine.OwningVenue.ADMINISTRATOR;
import static io.rialto.engine.OwningVenue.ANN;
import static io.rialto.engine.OwningVenue.BOB;
import static io.rialto.engine.OwningVenue.CID;
import static io.rialto.engine.OwningVenue.MONEY;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every denial of every command about owning, moving money and universes, one row per code in order
 * of precedence. Each row is tried alone, and together with the one below it: the first must win.
 */
class OwningTableTest {
    private static final long ABSENT = 99;
    private static final String LONG = "x".repeat(201);

    /** A command to be, which can be done until a row breaks something about it. */
    private static final class Attempt {
        final OwningVenue venue = new OwningVenue();
        final int universe = venue.cohort();
        final long pool = venue.shared();
        int inUniverse;
        long actor = ANN;
        boolean sudo;
        long account;
        long other;
        int asset = MONEY;
        long amount = 10;
        long instant;
        int colour;
        byte[] hash = TestVenue.hash(9);
        String text = "text";
        AccountStatus status = AccountStatus.FROZEN;
        boolean flag;

        CommandHeader header() {
            CommandHeader header = venue.by(actor, account);
            header.sudo = sudo;
            header.universe = inUniverse;
            return header;
        }

        Attempt administrator(long about) {
            actor = ADMINISTRATOR;
            sudo = true;
            account = about;
            return this;
        }
    }

    private record Row(Code code, Consumer<Attempt> breaks) {}

    private static Row row(Code code, Consumer<Attempt> breaks) {
        return new Row(code, breaks);
    }

    private static List<Row> rows(Row... rows) {
        return List.of(rows);
    }

    private static List<Row> trader(Row... more) {
        List<Row> all = new ArrayList<>(rows(
                row(Code.UNIVERSE_UNKNOWN, a -> a.inUniverse = 2),
                row(Code.ACTOR_UNKNOWN, a -> a.actor = ABSENT),
                row(Code.ACCOUNT_UNKNOWN, a -> a.account = ABSENT),
                row(Code.ACCOUNT_NOT_YOURS, a -> a.actor = CID),
                row(Code.UNIVERSE_MISMATCH, a -> a.inUniverse = a.universe),
                row(Code.ACCOUNT_FROZEN, OwningTableTest::freeze)));
        all.addAll(List.of(more));
        return all;
    }

    private static List<Row> administered(Row... more) {
        List<Row> all = new ArrayList<>(rows(
                row(Code.UNIVERSE_UNKNOWN, a -> a.inUniverse = 2),
                row(Code.ACTOR_UNKNOWN, a -> a.actor = ABSENT),
                row(Code.ACCOUNT_UNKNOWN, a -> a.account = ABSENT),
                row(Code.NOT_ADMINISTRATOR, a -> a.actor = ANN),
                row(Code.SUDO_REQUIRED, a -> a.sudo = false),
                row(Code.NOT_A_USER_ACCOUNT, a -> a.account = 2)));
        all.addAll(List.of(more));
        return all;
    }

    private static List<Row> universeOwner(Row... more) {
        List<Row> all = new ArrayList<>(rows(
                row(Code.UNIVERSE_UNKNOWN, a -> a.inUniverse = 2),
                row(Code.ACTOR_UNKNOWN, a -> a.actor = ABSENT),
                row(Code.NOT_UNIVERSE_OWNER, a -> a.actor = BOB),
                row(Code.SUDO_REQUIRED, a -> a.actor = ADMINISTRATOR)));
        all.addAll(List.of(more));
        return all;
    }

    private static void freeze(Attempt a) {
        a.venue.accounts.setStatus(
                a.venue.sudo(a.account), AccountStatus.FROZEN, "", a.venue.outcome);
    }

    @TestFactory
    Stream<DynamicTest> createAlt() {
        return table(
                a -> a.account = ANN,
                a -> a.venue.accounts.createAlt(a.header(), a.text, a.venue.outcome),
                trader(row(Code.NAME_INVALID, a -> a.text = ""), row(Code.OWNERS_MAXIMUM, a -> {
                    for (int depth = 0; depth < Ownership.DEPTH_MAX; depth++) {
                        a.venue.accounts.createAlt(
                                a.venue.by(ANN, a.account), "deep", a.venue.outcome);
                        a.account = a.venue.done();
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> share() {
        return table(
                a -> {
                    a.account = a.pool;
                    a.other = CID;
                },
                a -> a.venue.accounts.share(a.header(), a.other, a.venue.outcome),
                trader(
                        row(Code.NOT_OWNER, a -> {
                            a.venue.accounts.createAlt(
                                    a.venue.by(ANN, a.pool), "under it", a.venue.outcome);
                            a.account = a.venue.done();
                        }),
                        row(Code.RECIPIENT_UNKNOWN, a -> a.other = a.pool),
                        row(Code.OWNER_EXISTS, a -> a.other = BOB)));
    }

    @TestFactory
    Stream<DynamicTest> revokeOwner() {
        return table(
                a -> a.administrator(a.pool).other = BOB,
                a -> a.venue.accounts.revokeOwner(a.header(), a.other, a.flag, a.venue.outcome),
                administered(
                        row(Code.OWNER_UNKNOWN, a -> a.other = CID),
                        row(Code.LAST_OWNER, a -> {
                            a.account = a.venue.alt(BOB, "alone");
                        }),
                        row(Code.CREDIT_REMAINS, a -> a.venue.transfer(BOB, BOB, a.pool, 1))));
    }

    @TestFactory
    Stream<DynamicTest> setStatus() {
        return table(
                a -> a.administrator(a.venue.alt(ANN, "bot")),
                a -> a.venue.accounts.setStatus(a.header(), a.status, a.text, a.venue.outcome),
                administered(
                        row(Code.NAME_INVALID, a -> a.text = LONG),
                        row(Code.STATUS_UNCHANGED, a -> a.status = AccountStatus.OPEN)));
    }

    @TestFactory
    Stream<DynamicTest> close() {
        return table(
                a -> a.administrator(a.venue.alt(ANN, "bot")).status = AccountStatus.CLOSED,
                a -> a.venue.accounts.setStatus(a.header(), a.status, a.text, a.venue.outcome),
                rows(
                        row(Code.LAST_ADMINISTRATOR, a -> a.account = ADMINISTRATOR),
                        row(Code.ACCOUNT_BUSY, a -> {
                            a.venue.transfer(ANN, ANN, a.account, 100);
                            a.venue.order(ANN, a.account, Side.BUY, 100, 1);
                        }),
                        row(
                                Code.BALANCE_REMAINS,
                                a -> a.venue.transfer(ANN, ANN, a.account, 100))));
    }

    @TestFactory
    Stream<DynamicTest> setProfile() {
        return table(
                a -> a.account = ANN,
                a -> a.venue.accounts.setProfile(a.header(), a.colour, a.text, a.venue.outcome),
                trader(
                        row(Code.NAME_INVALID, a -> a.text = "a\tb"),
                        row(Code.COLOUR_INVALID, a -> a.colour = 0x100_0000),
                        row(Code.COLOUR_INVALID, a -> a.colour = -2)));
    }

    @TestFactory
    Stream<DynamicTest> transfer() {
        return table(
                a -> {
                    a.account = ANN;
                    a.other = BOB;
                },
                a -> a.venue.accounts.transfer(
                        a.header(), a.other, a.asset, a.amount, a.text, a.venue.outcome),
                trader(
                        row(Code.NAME_INVALID, a -> a.text = LONG),
                        row(Code.RECIPIENT_UNKNOWN, a -> a.other = 1),
                        row(Code.SAME_ACCOUNT, a -> a.other = a.account),
                        row(Code.UNIVERSE_MISMATCH, a -> a.other = a.venue.member(a.universe, BOB)),
                        row(Code.ASSET_UNKNOWN, a -> a.asset = 9),
                        row(Code.AMOUNT_INVALID, a -> a.amount = 0),
                        row(Code.ACCOUNT_SHARED, a -> {
                            a.account = a.pool;
                            a.other = CID;
                        }),
                        row(Code.ACCOUNT_BUSY, a -> {
                            a.venue.transfer(ANN, ANN, a.pool, 100);
                            a.venue.order(ANN, a.pool, Side.BUY, 100, 1);
                            a.account = a.pool;
                        }),
                        row(Code.CREDIT_EXCEEDED, a -> a.account = a.pool),
                        row(Code.INSUFFICIENT_FUNDS, a -> a.amount = 1_000_000)));
    }

    @TestFactory
    Stream<DynamicTest> gift() {
        return table(
                a -> {
                    a.inUniverse = a.universe;
                    a.account = a.venue.member(a.universe, BOB);
                },
                a -> a.venue.accounts.gift(a.header(), a.asset, a.amount, a.text, a.venue.outcome),
                universeOwner(
                        row(Code.ACCOUNT_UNKNOWN, a -> a.account = ABSENT),
                        row(Code.NOT_A_USER_ACCOUNT, a -> a.account = 8),
                        row(Code.NAME_INVALID, a -> a.text = LONG),
                        row(Code.ASSET_UNKNOWN, a -> a.asset = 9),
                        row(Code.AMOUNT_INVALID, a -> a.amount = -1),
                        row(
                                Code.ACCOUNT_SHARED,
                                a -> a.venue.accounts.share(
                                        a.venue.by(BOB, a.account), CID, a.venue.outcome)),
                        row(Code.SUPPLY_EXCEEDED, a -> a.amount = (1L << 62) - 1)));
    }

    @TestFactory
    Stream<DynamicTest> issueCode() {
        return table(
                a -> {
                    a.administrator(ADMINISTRATOR);
                    a.venue.engine.issue(a.venue.sudo(4), MONEY, 100, "", a.venue.outcome);
                },
                a -> a.venue.accounts.issueCode(
                        a.header(), a.hash, a.asset, a.amount, a.instant, a.text, a.venue.outcome),
                rows(
                        row(Code.NOT_ADMINISTRATOR, a -> a.actor = ANN),
                        row(Code.SUDO_REQUIRED, a -> a.sudo = false),
                        row(Code.ACCOUNT_NOT_YOURS, a -> a.account = BOB),
                        row(Code.NAME_INVALID, a -> a.text = LONG),
                        row(Code.ASSET_UNKNOWN, a -> a.asset = 0),
                        row(Code.AMOUNT_INVALID, a -> a.amount = 0),
                        row(
                                Code.CODE_EXISTS,
                                a -> a.venue.accounts.issueCode(
                                        a.venue.sudo(4), a.hash, MONEY, 1, 0, "", a.venue.outcome)),
                        row(Code.EXPIRY_PAST, a -> a.instant = 1_000),
                        row(Code.INSUFFICIENT_FUNDS, a -> a.amount = 101)));
    }

    @TestFactory
    Stream<DynamicTest> claimCode() {
        return table(
                a -> {
                    a.account = ANN;
                    a.venue.engine.issue(a.venue.sudo(4), MONEY, 100, "", a.venue.outcome);
                    a.venue.accounts.issueCode(
                            a.venue.sudo(4), a.hash, MONEY, 10, 0, "", a.venue.outcome);
                },
                a -> a.venue.accounts.claimCode(a.header(), a.hash, a.venue.outcome),
                trader(
                        row(Code.CODE_UNKNOWN, a -> a.hash = TestVenue.hash(8)),
                        row(
                                Code.CODE_CLAIMED,
                                a -> a.venue.accounts.claimCode(
                                        a.venue.as(CID), TestVenue.hash(9), a.venue.outcome)),
                        row(Code.SAME_ACCOUNT, a -> {
                            a.actor = ADMINISTRATOR;
                            a.account = ADMINISTRATOR;
                        })));
    }

    @TestFactory
    Stream<DynamicTest> createUniverse() {
        return table(
                a -> a.administrator(ANN),
                a -> a.venue.accounts.createUniverse(a.header(), a.text, a.venue.outcome),
                administered(
                        row(Code.NOT_A_USER_ACCOUNT, a -> a.account = a.pool),
                        row(Code.NAME_INVALID, a -> a.text = "")));
    }

    @TestFactory
    Stream<DynamicTest> createUniverseAccount() {
        return table(
                a -> {
                    a.inUniverse = a.universe;
                    a.other = BOB;
                },
                a -> a.venue.accounts.createUniverseAccount(
                        a.header(), a.other, a.asset, a.amount, a.text, a.venue.outcome),
                universeOwner(
                        row(Code.NAME_INVALID, a -> a.text = ""),
                        row(Code.RECIPIENT_UNKNOWN, a -> a.other = a.pool),
                        row(Code.ASSET_UNKNOWN, a -> a.asset = 9),
                        row(Code.AMOUNT_INVALID, a -> a.amount = -1),
                        row(Code.AMOUNT_INVALID, a -> a.amount = 1L << 62)));
    }

    @TestFactory
    Stream<DynamicTest> setCohort() {
        return table(
                a -> a.inUniverse = a.universe,
                a -> a.venue.accounts.setCohort(
                        a.header(),
                        new Cohort(a.asset, a.amount, MONEY, true, false, MarketCreators.OWNER),
                        a.venue.outcome),
                universeOwner(
                        row(Code.ASSET_UNKNOWN, a -> a.asset = 9),
                        row(Code.AMOUNT_INVALID, a -> a.amount = -1)));
    }

    @TestFactory
    Stream<DynamicTest> resetUniverse() {
        return table(
                a -> a.inUniverse = a.universe,
                a -> a.venue.accounts.resetUniverse(a.header(), a.text, a.venue.outcome),
                universeOwner(
                        row(Code.COHORT_UNKNOWN, a -> {
                            a.venue.accounts.createUniverse(
                                    a.venue.sudo(ANN), "bare", a.venue.outcome);
                            a.inUniverse = (int) a.venue.done();
                        }),
                        row(Code.NAME_INVALID, a -> a.text = LONG)));
    }

    @TestFactory
    Stream<DynamicTest> postMessage() {
        return table(
                a -> a.inUniverse = a.universe,
                a -> a.venue.accounts.postMessage(a.header(), a.text, a.venue.outcome),
                universeOwner(
                        row(Code.NAME_INVALID, a -> a.text = ""),
                        row(Code.NAME_INVALID, a -> a.text = LONG)));
    }

    private static Stream<DynamicTest> table(
            Consumer<Attempt> setUp, Consumer<Attempt> command, List<Row> rows) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("DONE without any", () -> {
            Attempt attempt = new Attempt();
            setUp.accept(attempt);
            command.accept(attempt);
            assertThat(attempt.venue.outcome.code).isEqualTo(Code.DONE);
        }));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            tests.add(DynamicTest.dynamicTest(row.code + " alone " + i, () -> {
                Attempt attempt = new Attempt();
                setUp.accept(attempt);
                row.breaks.accept(attempt);
                attempt.venue.events.take();
                command.accept(attempt);
                attempt.venue.denied(row.code);
            }));
        }
        for (int i = 0; i + 1 < rows.size(); i++) {
            Row row = rows.get(i);
            Row next = rows.get(i + 1);
            tests.add(DynamicTest.dynamicTest(row.code + " before " + next.code + " " + i, () -> {
                Attempt attempt = new Attempt();
                setUp.accept(attempt);
                next.breaks.accept(attempt);
                row.breaks.accept(attempt);
                attempt.venue.events.take();
                command.accept(attempt);
                attempt.venue.denied(row.code);
            }));
        }
        return tests.stream();
    }
}
