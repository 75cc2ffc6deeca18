package io.rialto.engine;

import static io.rialto.engine.DenialRows.row;
import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Every denial of a command about funds, in order of precedence. */
class FundDenialTest {
    private static final long FEE_MAX = 1L << 45;

    private final Venue venue = new Venue();
    private final long north = venue.createOutcomeMarket(DAN, 0, 100, terms -> terms.symbol = "N");
    private final long south = venue.createOutcomeMarket(DAN, -20, 50, terms -> terms.symbol = "S");
    private final long ended = venue.createOutcomeMarket(DAN, 0, 10, terms -> terms.symbol = "E");
    private final Outcome outcome = venue.outcome;
    private final DenialRows denials = new DenialRows(venue, outcome);
    private final CommandHeader header = new CommandHeader();
    private final Terms terms = new Terms();
    private List<Constituent> parts = List.of();
    private long fee = -1;
    private String title = "\u0007";
    private long market = 99;
    private long quantity;

    private static List<Constituent> of(long constituent) {
        return List.of(new Constituent(constituent, 1));
    }

    @Test
    void shouldDenyNewFundsInOrderOfPrecedence() {
        venue.settle(DAN, ended, 5);
        header.actor = 77;
        header.account = 77;
        terms.symbol = "none";
        terms.lot = 150;
        terms.quantityMaximum = 1;
        terms.positionMaximum = Long.MAX_VALUE;
        terms.takerFeePpm = -1;
        denials.expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("CONSTITUENTS_INVALID 0 0", () -> parts = of(99)),
                        row("MARKET_UNKNOWN 1 99", () -> parts = of(1)),
                        row("NOT_AN_OUTCOME_MARKET 1 1", () -> parts = of(ended)),
                        row("MARKET_ENDED 1 " + ended, () -> parts = of(north)),
                        row("CONSTITUENTS_INCOMPATIBLE 1 " + north, () -> terms.lot = CONTRACT),
                        row("FEES_INVALID " + FEE_MAX + " -1", () -> fee = FEE_MAX + 1),
                        row("FEES_INVALID " + FEE_MAX + " " + (FEE_MAX + 1), () -> fee = 3),
                        row("SYMBOL_INVALID 0 0", () -> terms.symbol = "N"),
                        row("MARKET_EXISTS 0 0", () -> terms.symbol = "FUND"),
                        row("NAME_INVALID 0 0", () -> title = "a fund"),
                        row("MARKET_FIELDS_INVALID 0 0", () -> terms.quantityMaximum = 1_000),
                        row("LIMITS_OVERFLOW 0 0", () -> terms.positionMaximum = 10_000),
                        row("FEES_INVALID 0 0", () -> terms.takerFeePpm = 0)),
                () -> venue.engine()
                        .funds()
                        .create(
                                header,
                                terms.spec(),
                                new OutcomeTerms(
                                        MarketKind.FUND, 0, 0, 0, false, "", "", "", title),
                                new FundTerms(fee, parts),
                                outcome));
    }

    @Test
    void shouldDenyRedemptionsInOrderOfPrecedence() {
        venue.createFund(
                DAN,
                changed -> changed.positionMaximum = 10 * CONTRACT,
                new FundTerms(3, List.of(new Constituent(north, 1), new Constituent(south, 2))));
        long fund = outcome.id;
        status(MarketStatus.PAUSED);
        venue.leave(ANN, QUOTE, 0);
        header.actor = 77;
        header.account = 77;
        denials.expect(
                List.of(
                        row("ACTOR_UNKNOWN 0 0", () -> header.actor = ANN),
                        row("ACCOUNT_UNKNOWN 0 0", () -> header.account = BOB),
                        row("ACCOUNT_NOT_YOURS 0 0", () -> header.account = ANN),
                        row("MARKET_UNKNOWN 0 0", () -> market = north),
                        row("NOT_A_FUND 0 0", () -> market = fund),
                        row("REDEMPTION_CLOSED " + south + " 0", () -> status(MarketStatus.OPEN)),
                        row("QUANTITY_MISSING 0 0", () -> quantity = 50),
                        row("LOT 100 50", () -> quantity = 11 * CONTRACT),
                        row("POSITION_MAXIMUM 1000 1100", () -> quantity = 10 * CONTRACT),
                        // Short of ten shares at 200, long of what is worth at least −40 each.
                        row("INSUFFICIENT_FUNDS 2403 0", () -> venue.leave(ANN, QUOTE, 2_403))),
                () -> venue.engine().funds().redeem(header, market, quantity, outcome));
    }

    private void status(MarketStatus status) {
        venue.engine().setMarketStatus(Venue.asAdministrator(0), south, status, "test", outcome);
    }
}
