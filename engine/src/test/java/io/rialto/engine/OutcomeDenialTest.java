package io.rialto.engine;

import static io.rialto.engine.DenialRows.row;
import static io.rialto.engine.Venue.ADMINISTRATOR;
import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Every denial of a command about outcome markets and corrections, in order of precedence. */
class OutcomeDenialTest {
    private static final String CONTROL = "\u0007";

    private final Venue venue = new Venue();
    private final long degrees = venue.createOutcomeMarket(DAN, -20, 50, terms -> {
        terms.symbol = "DEGREES";
        terms.tick = 5;
    });
    private final long option = venue.createOption(ANN, degrees, true, 10, 0);
    private final long traded = venue.createOutcomeMarket(ANN, 0, 100, terms -> {});
    private final Outcome outcome = venue.outcome;
    private final DenialRows denials = new DenialRows(venue, outcome);
    private final CommandHeader header = new CommandHeader();
    private final Terms terms = new Terms();
    private long market = 99;
    private long price = -25;
    private String words = CONTROL;
    private long low = 10;
    private long high = 10;
    private long trade;

    private void trade(long in, long buyer, int count) {
        for (int i = 0; i < count; i++) {
            venue.sell(BOB, CONTRACT, 40).in(in).place();
            venue.buy(buyer, CONTRACT, 40).in(in).place();
        }
    }

    @Test
    void shouldDenyNewOutcomeMarketsInOrderOfPrecedence() {
        header.actor = 77;
        header.account = 77;
        terms.symbol = "none";
        terms.baseAsset = OutcomeTerms.NO_ASSET;
        terms.quoteAsset = 77;
        terms.lot = 50;
        terms.tick = 1;
        terms.quantityMaximum = 1;
        terms.positionMaximum = Long.MAX_VALUE;
        terms.takerFeePpm = -1;
        denials.expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("SYMBOL_INVALID 0 0", () -> terms.symbol = "DEGREES"),
                        row("ASSET_UNKNOWN 0 0", () -> terms.quoteAsset = QUOTE),
                        row("MARKET_EXISTS 0 0", () -> terms.symbol = "RAIN"),
                        row("NAME_INVALID 0 0", () -> words = "rain"),
                        row("MARKET_FIELDS_INVALID 0 0", () -> terms.baseAsset = BASE),
                        row("MARKET_FIELDS_INVALID 0 0", () -> {
                            terms.baseAsset = OutcomeTerms.NO_ASSET;
                            terms.quantityMaximum = 1_000;
                        }),
                        row("BOUNDS_INVALID 0 0", () -> high = 100),
                        row("BOUNDS_INVALID 0 0", () -> terms.priceMaximum = 100),
                        row("TICK_LOT_INEXACT 0 0", () -> terms.lot = CONTRACT),
                        row("LIMITS_OVERFLOW 0 0", () -> terms.positionMaximum = 10_000),
                        row("FEES_INVALID 0 0", () -> terms.takerFeePpm = 0)),
                () -> venue.engine()
                        .outcomeMarkets()
                        .create(
                                header,
                                terms.spec(),
                                new OutcomeTerms(
                                        MarketKind.OUTCOME, low, high, 0, false, "", "", "", words),
                                outcome));
    }

    @Test
    void shouldDenyEditsInOrderOfPrecedence() {
        administers(
                () -> market = 1,
                "MARKET_UNKNOWN",
                List.of(
                        row("NOT_AN_OUTCOME_MARKET 0 0", () -> market = degrees),
                        row("NAME_INVALID 0 0", () -> words = "warm")),
                () -> venue.engine()
                        .outcomeMarkets()
                        .edit(
                                header,
                                market,
                                new OutcomeTerms(
                                        MarketKind.OUTCOME, 0, 0, 0, true, "", "", "", words),
                                outcome));
    }

    @Test
    void shouldDenySettlementsInOrderOfPrecedence() {
        long ended = venue.createOutcomeMarket(ANN, 0, 10, changed -> {});
        venue.settle(ANN, ended, 5);
        long mine = venue.createOutcomeMarket(ANN, -20, 40, changed -> changed.tick = 5);
        header.actor = 77;
        header.account = 77;
        denials.expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("MARKET_UNKNOWN 0 0", () -> market = 1),
                        row("NOT_AN_OUTCOME_MARKET 0 0", () -> market = degrees),
                        row("NOT_MARKET_OWNER 0 0", () -> market = option),
                        row("SETTLES_BY_ITSELF 0 0", () -> market = ended),
                        row("MARKET_ENDED 0 0", () -> market = mine),
                        row("NAME_INVALID 0 0", () -> words = "known"),
                        row("SETTLEMENT_PRICE_INVALID -20 -25", () -> price = 45),
                        row("SETTLEMENT_PRICE_INVALID 40 45", () -> price = 12),
                        row("SETTLEMENT_PRICE_INVALID 5 12", () -> price = 10)),
                () -> venue.engine()
                        .outcomeMarkets()
                        .settle(header, market, price, words, outcome));
    }

    /** Rows of who is an administrator and that of the market, then others. */
    private void administers(
            Runnable mendMarket, String unknown, List<DenialRows.Row> more, Runnable command) {
        header.actor = 77;
        List<DenialRows.Row> rows = new java.util.ArrayList<>(List.of(
                row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                row("NOT_ADMINISTRATOR 0 0", () -> header.actor = ADMINISTRATOR),
                row("SUDO_REQUIRED 0 0", () -> header.sudo = true),
                row(unknown + " 0 0", mendMarket)));
        rows.addAll(more);
        denials.expect(rows, command);
    }

    @Test
    void shouldDenyBustsInOrderOfPrecedence() {
        long withdrawn = venue.createOutcomeMarket(ANN, 0, 5, changed -> {});
        venue.engine()
                .corrections()
                .withdrawMarket(Venue.asAdministrator(0), withdrawn, "never", outcome);
        trade(traded, ANN, TradeTape.CAPACITY + 2);
        venue.engine()
                .corrections()
                .bustTrade(Venue.asAdministrator(0), traded, 3, "mistyped", outcome);
        administers(
                () -> market = withdrawn,
                "MARKET_UNKNOWN",
                List.of(
                        row("NAME_INVALID 0 0", () -> words = "mistyped"),
                        row("MARKET_ENDED 0 0", () -> market = traded),
                        row("TRADE_UNKNOWN 0 0", () -> trade = 1),
                        row("TRADE_FORGOTTEN 3 1", () -> trade = 3),
                        row("TRADE_BUSTED 0 0", () -> trade = 4)),
                () -> venue.engine()
                        .corrections()
                        .bustTrade(header, market, trade, words, outcome));
    }

    @Test
    void shouldDenyVoidingInOrderOfPrecedence() {
        venue.sell(BOB, 1, 7).place();
        venue.buy(ANN, 1, 7).place();
        venue.leave(ANN, BASE, 0);
        long done = venue.createOutcomeMarket(ANN, 0, 5, changed -> {});
        venue.engine().corrections().voidMarket(Venue.asAdministrator(0), done, "no", outcome);
        administers(
                () -> market = done,
                "MARKET_UNKNOWN",
                List.of(
                        row("NAME_INVALID 0 0", () -> words = "cancelled"),
                        row("MARKET_ENDED 0 0", () -> market = option),
                        row("MARKET_LINKED 0 0", () -> market = 1),
                        row("STATUS_ILLEGAL 0 0", () -> venue.setStatus(MarketStatus.CLOSED)),
                        row("CORRECTION_SHORT 1 0", () -> venue.leave(ANN, BASE, 1))),
                () -> venue.engine().corrections().voidMarket(header, market, words, outcome));
    }

    @Test
    void shouldDenyWithdrawingInOrderOfPrecedence() {
        trade(traded, ANN, 2);
        long done = venue.createOutcomeMarket(ANN, 0, 5, changed -> {});
        venue.engine().corrections().withdrawMarket(Venue.asAdministrator(0), done, "no", outcome);
        long fresh = venue.createOutcomeMarket(ANN, 0, 6, changed -> {});
        administers(
                () -> market = done,
                "MARKET_UNKNOWN",
                List.of(
                        row("NAME_INVALID 0 0", () -> words = "cancelled"),
                        row("MARKET_ENDED 0 0", () -> market = degrees),
                        row("MARKET_LINKED 0 0", () -> market = traded),
                        row("MARKET_TRADED 1 2", () -> market = fresh)),
                () -> venue.engine().corrections().withdrawMarket(header, market, words, outcome));
    }

    @Test
    void shouldDenyCorrectedSettlementsInOrderOfPrecedence() {
        trade(traded, ANN, 1);
        long paid = venue.createOutcomeMarket(ANN, 0, 100, changed -> {
            changed.symbol = "PAID";
            changed.tick = 5;
        });
        trade(paid, ANN, 1);
        venue.settle(ANN, paid, 90);
        venue.leave(ANN, QUOTE, 3);
        administers(
                () -> market = 1,
                "MARKET_UNKNOWN",
                List.of(
                        row("NAME_INVALID 0 0", () -> words = "mistyped"),
                        row("NOT_AN_OUTCOME_MARKET 0 0", () -> market = option),
                        row("SETTLES_BY_ITSELF 0 0", () -> market = traded),
                        row("MARKET_NOT_SETTLED 0 0", () -> market = paid),
                        row("SETTLEMENT_PRICE_INVALID 0 -25", () -> price = 105),
                        row("SETTLEMENT_PRICE_INVALID 100 105", () -> price = 12),
                        row("SETTLEMENT_PRICE_INVALID 5 12", () -> price = 90),
                        row("STATUS_UNCHANGED 0 0", () -> price = 10),
                        row("CORRECTION_SHORT 80 3", () -> price = 95)),
                () -> venue.engine()
                        .corrections()
                        .correctSettlement(header, market, price, words, outcome));
    }
}
