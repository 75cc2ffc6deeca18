package io.rialto.engine;

import static io.rialto.engine.Venue.ADMINISTRATOR;
import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Items put up for auction as commands in, events out, and every denial (VENUE-RULES 5). */
class ItemAuctionTest {
    private record Row(String denial, Runnable mend) {}

    private final Venue venue = new Venue();
    private final Outcome outcome = venue.outcome;
    private final CommandHeader header = new CommandHeader();
    private ItemAuctions items;
    private long listing = 99;
    private long price;
    private long owner = 99;
    private String name = "";
    private String note = "\u0007";
    private int asset = 77;
    private Contributions contributions = new Contributions();

    @BeforeEach
    void open() {
        venue.activateRules();
        items = venue.engine().itemAuctions();
    }

    private static ItemTerms bike(long buyNowPrice) {
        return new ItemTerms("a bicycle", "blue", "", QUOTE, buyNowPrice);
    }

    private long offer(long seller, long buyNowPrice) {
        items.list(Venue.as(seller), bike(buyNowPrice), outcome);
        venue.lines();
        return outcome.id;
    }

    private static Contributions by(long... accountsAndAmounts) {
        Contributions all = new Contributions();
        for (int i = 0; i < accountsAndAmounts.length; i += 2) {
            all.add(accountsAndAmounts[i], accountsAndAmounts[i + 1]);
        }
        return all;
    }

    @Test
    void shouldSellAtItsPriceToWhoeverBuysItFirst() {
        items.list(Venue.as(ANN), bike(500), outcome);
        assertThat(venue.lines()).containsExactly("item 1 of 5: a bicycle for 500");
        items.buy(Venue.as(BOB), 1, 500, outcome);
        assertThat(venue.lines())
                .containsExactly(
                        "item 1 sold to 6 for 500 by 1",
                        "item 1 paid by 6: 500",
                        "posted 6/2 AUCTION -500 held 0 = 999500 held 0",
                        "posted 5/2 AUCTION +500 held 0 = 1000500 held 0");
        items.buy(Venue.as(CAT), 1, 500, outcome);
        assertThat(outcome.code).isEqualTo(Code.LISTING_ENDED);
        venue.restart();
    }

    /** The worked example of issue 4: a split auction. */
    @Test
    void shouldSplitThePriceAmongContributorsAndNameOneOwner() {
        long item = offer(ANN, 0);
        items.settle(
                Venue.asAdministrator(0),
                item,
                DAN,
                by(BOB, 300, CAT, 450),
                "the highest bid in the room",
                outcome);
        assertThat(venue.lines())
                .containsExactly(
                        "item 1 sold to 8 for 750 by 2",
                        "item 1 paid by 6: 300",
                        "item 1 paid by 7: 450",
                        "posted 6/2 AUCTION -300 held 0 = 999700 held 0",
                        "posted 7/2 AUCTION -450 held 0 = 999550 held 0",
                        "posted 5/2 AUCTION +750 held 0 = 1000750 held 0");
        assertThat(outcome.filledNotional).isEqualTo(750);
        venue.restart();
    }

    @Test
    void shouldMoveAllOfThePaymentOrNothing() {
        long item = offer(ANN, 0);
        venue.leave(CAT, QUOTE, 449);
        items.settle(Venue.asAdministrator(0), item, DAN, by(BOB, 300, CAT, 450), "", outcome);
        assertThat(outcome.code).isEqualTo(Code.INSUFFICIENT_FUNDS);
        assertThat(outcome.id).isEqualTo(CAT);
        assertThat(outcome.needed).isEqualTo(450);
        assertThat(outcome.available).isEqualTo(449);
        assertThat(venue.engine().cash(BOB, QUOTE)).isEqualTo(WEALTH);
    }

    @Test
    void shouldLetSellerAndAdministratorChangeItUntilItIsSoldAndNeverAfter() {
        long item = offer(ANN, 0);
        items.edit(Venue.as(ANN), item, bike(70), outcome);
        assertThat(venue.lines()).containsExactly("item 1 is now a bicycle for 70");
        items.edit(Venue.asAdministrator(ADMINISTRATOR), item, bike(80), outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        items.edit(Venue.as(BOB), item, bike(1), outcome);
        assertThat(outcome.code).isEqualTo(Code.NOT_SELLER);
        items.buy(Venue.as(BOB), item, 80, outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        items.edit(Venue.as(ANN), item, bike(90), outcome);
        assertThat(outcome.code).isEqualTo(Code.LISTING_ENDED);
        items.delete(Venue.asAdministrator(ADMINISTRATOR), item, "", outcome);
        assertThat(outcome.code).isEqualTo(Code.LISTING_ENDED);
        long other = offer(ANN, 0);
        items.delete(Venue.as(ANN), other, "", outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        items.delete(Venue.as(ANN), other, "", outcome);
        assertThat(outcome.code).isEqualTo(Code.LISTING_UNKNOWN);
        venue.restart();
        items = venue.engine().itemAuctions();
        // Numbers are never used again.
        assertThat(offer(ANN, 0)).isEqualTo(other + 1);
    }

    @Test
    void shouldRefuseBuyingOnesOwnAlsoByAnotherAccount() {
        venue.engine().accounts().createAlt(Venue.as(ANN), "bot", outcome);
        long bot = outcome.id;
        venue.issue(bot, QUOTE, 1_000);
        long item = offer(ANN, 500);
        items.buy(Venue.as(ANN), item, 500, outcome);
        assertThat(outcome.code).isEqualTo(Code.OWN_LISTING);
        CommandHeader asBot = Venue.as(ANN);
        asBot.account = bot;
        items.buy(asBot, item, 500, outcome);
        assertThat(outcome.code).isEqualTo(Code.OWN_LISTING);
        items.settle(Venue.asAdministrator(0), item, bot, by(BOB, 1), "", outcome);
        assertThat(outcome.code).isEqualTo(Code.OWN_LISTING);
        items.settle(Venue.asAdministrator(0), item, BOB, by(BOB, 1, bot, 1), "", outcome);
        assertThat(outcome.code).isEqualTo(Code.OWN_LISTING);
        items.list(asBot, bike(400), outcome);
        items.buy(Venue.as(ANN), outcome.id, 400, outcome);
        assertThat(outcome.code).isEqualTo(Code.OWN_LISTING);
    }

    private void expect(List<Row> rows, Runnable command) {
        for (Row row : rows) {
            long before = venue.hash();
            command.run();
            assertThat(outcome.code + " " + outcome.needed + " " + outcome.available)
                    .isEqualTo(row.denial);
            assertThat(venue.hash()).as("%s changes nothing", row.denial).isEqualTo(before);
            row.mend.run();
            venue.lines();
        }
        command.run();
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }

    private static Row row(String denial, Runnable mend) {
        return new Row(denial, mend);
    }

    @Test
    void shouldDenyListingAndEditingInOrderOfPrecedence() {
        header.actor = 77;
        header.account = BOB;
        price = -1;
        Row[] terms = {
            row("NAME_INVALID 0 0", () -> name = "a bicycle"),
            row("NAME_INVALID 0 0", () -> note = "blue"),
            row("ASSET_UNKNOWN 0 0", () -> asset = QUOTE),
            row("AMOUNT_INVALID " + (Cashier.SUPPLY_LIMIT - 1) + " -1", () -> price = 5)
        };
        expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        terms[0],
                        terms[1],
                        terms[2],
                        terms[3]),
                () -> items.list(header, new ItemTerms(name, note, "", asset, price), outcome));
        long sold = offer(BOB, 5);
        items.buy(Venue.as(CAT), sold, 5, outcome);
        long own = offer(ANN, 0);
        name = "";
        note = "\u0007";
        asset = 77;
        price = -1;
        header.account = BOB;
        expect(
                List.of(
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("LISTING_UNKNOWN 0 0", () -> listing = sold),
                        row("NOT_SELLER 0 0", () -> {
                            header.actor = BOB;
                            header.account = BOB;
                        }),
                        row("LISTING_ENDED 0 0", () -> {
                            listing = own;
                            header.actor = ANN;
                            header.account = ANN;
                        }),
                        terms[0],
                        terms[1],
                        terms[2],
                        terms[3]),
                () -> items.edit(
                        header, listing, new ItemTerms(name, note, "", asset, price), outcome));
    }

    @Test
    void shouldDenyPurchasesAndSettlementsInOrderOfPrecedence() {
        long sold = offer(BOB, 5);
        items.buy(Venue.as(CAT), sold, 5, outcome);
        long own = offer(ANN, 5);
        long unpriced = offer(BOB, 0);
        long dear = offer(BOB, WEALTH + 1);
        header.actor = ANN;
        header.account = BOB;
        expect(
                List.of(
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("LISTING_UNKNOWN 0 0", () -> listing = sold),
                        row("LISTING_ENDED 0 0", () -> listing = unpriced),
                        row("NOT_FOR_SALE 0 0", () -> listing = own),
                        row("OWN_LISTING 0 0", () -> listing = dear),
                        row("PRICE_CHANGED " + (WEALTH + 1) + " 0", () -> price = WEALTH + 1),
                        row("INSUFFICIENT_FUNDS " + (WEALTH + 1) + " " + WEALTH, () -> {
                            venue.issue(ANN, QUOTE, 1);
                        })),
                () -> items.buy(header, listing, price, outcome));
        listing = 99;
        header.account = 0;
        expect(
                List.of(
                        row("NOT_ADMINISTRATOR 0 0", () -> header.actor = ADMINISTRATOR),
                        row("SUDO_REQUIRED 0 0", () -> header.sudo = true),
                        row("LISTING_UNKNOWN 0 0", () -> listing = sold),
                        row("LISTING_ENDED 0 0", () -> listing = own),
                        row("NAME_INVALID 0 0", () -> note = ""),
                        row("RECIPIENT_UNKNOWN 0 0", () -> owner = ANN),
                        row("OWN_LISTING 0 0", () -> owner = CAT),
                        row("CONTRIBUTIONS_INVALID 0 0", () -> contributions = by(BOB, 1, BOB, 1)),
                        row("CONTRIBUTIONS_INVALID 0 0", () -> contributions = by(99, 1)),
                        row("CONTRIBUTIONS_INVALID 0 0", () -> contributions = by(2, 1)),
                        row("CONTRIBUTIONS_INVALID 0 0", () -> contributions = by(ANN, 1)),
                        row("OWN_LISTING 0 0", () -> contributions = by(BOB, 0)),
                        row("AMOUNT_INVALID " + (Cashier.SUPPLY_LIMIT - 1) + " 0", () -> {
                            contributions = by(BOB, 3_000_000);
                        }),
                        row("INSUFFICIENT_FUNDS 3000000 2000006", () -> {
                            contributions = by(BOB, 200);
                        })),
                () -> items.settle(header, listing, owner, contributions, note, outcome));
    }

    @Test
    void shouldHaveNoAuctionsWhereTheCohortSaysSo() {
        venue.engine().accounts().createUniverse(Venue.asAdministrator(ANN), "class", outcome);
        int universe = (int) outcome.id;
        CommandHeader owner = Venue.as(ANN);
        owner.universe = universe;
        venue.engine().accounts().createUniverseAccount(owner, BOB, QUOTE, 1_000, "Bob", outcome);
        CommandHeader member = Venue.as(BOB);
        member.account = outcome.id;
        member.universe = universe;
        cohort(owner, false);
        items.list(member, bike(5), outcome);
        assertThat(outcome.code).isEqualTo(Code.AUCTIONS_OFF);
        cohort(owner, true);
        items.list(member, bike(5), outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        long item = outcome.id;
        // Nobody of another universe knows of it.
        items.buy(Venue.as(CAT), item, 5, outcome);
        assertThat(outcome.code).isEqualTo(Code.LISTING_UNKNOWN);
        cohort(owner, false);
        items.settle(Venue.asAdministrator(0), item, CAT, by(CAT, 1), "", outcome);
        assertThat(outcome.code).isEqualTo(Code.AUCTIONS_OFF);
        cohort(owner, true);
        items.settle(Venue.asAdministrator(0), item, CAT, by(CAT, 1), "", outcome);
        assertThat(outcome.code).isEqualTo(Code.RECIPIENT_UNKNOWN);
    }

    @Test
    void shouldTakeOffWhatIsNotSoldWhenAUniverseIsReset() {
        venue.engine().accounts().createUniverse(Venue.asAdministrator(ANN), "class", outcome);
        CommandHeader owner = Venue.as(ANN);
        owner.universe = (int) outcome.id;
        cohort(owner, true);
        venue.engine().accounts().createUniverseAccount(owner, BOB, 0, 0, "Bob", outcome);
        CommandHeader member = Venue.as(BOB);
        member.account = outcome.id;
        member.universe = owner.universe;
        long elsewhere = offer(CAT, 5);
        items.list(member, bike(5), outcome);
        long open = outcome.id;
        venue.lines();
        venue.engine().accounts().resetUniverse(owner, "again", outcome);
        assertThat(venue.lines()).contains("item " + open + " deleted");
        items.edit(member, open, bike(6), outcome);
        assertThat(outcome.code).isEqualTo(Code.LISTING_UNKNOWN);
        items.buy(Venue.as(DAN), elsewhere, 5, outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
        venue.restart();
    }

    private void cohort(CommandHeader by, boolean auctions) {
        venue.engine()
                .accounts()
                .setCohort(
                        by,
                        new Cohort(QUOTE, 0, QUOTE, auctions, false, MarketCreators.OWNER),
                        outcome);
        assertThat(outcome.code).isEqualTo(Code.DONE);
    }
}
