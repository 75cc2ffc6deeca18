package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.SelfTradePrevention;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

/**
 * Whatever is done in markets of contracts: after every command {@link Invariants} finds available to
 * be what a full recomputation says, positions to sum to zero, and a preview to have told the truth.
 */
class OutcomePropertyTest {

    private static final int MARKETS = 3;
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();

    private final Venue venue = new Venue();
    private final long[] markets = new long[MARKETS];
    private final long[] least = {0, -20, 3};
    private final long[] most = {100, 50, 9};
    private int done;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldKeepAvailableEqualToAFullRecomputation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < MARKETS; i++) {
            int fees = i;
            markets[i] = venue.createOutcomeMarket(DAN, least[i], most[i], terms -> {
                terms.makerFeePpm = fees == 2 ? -20_000 : fees * 7_000;
                terms.takerFeePpm = fees * 30_000;
            });
        }
        for (long account = ANN; account <= DAN; account++) {
            venue.leave(account, QUOTE, 3_000);
        }
        for (int step = 0; step < 2_500; step++) {
            step(random);
            if (step % 250 == 0) {
                venue.restart();
            }
        }
        for (int i = 0; i < MARKETS; i++) {
            venue.settle(DAN, markets[i], random.nextLong(least[i], most[i] + 1));
            assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        }
        venue.restart();
        assertThat(done).isGreaterThan(1_000);
    }

    private void step(SplittableRandom random) {
        int i = random.nextInt(MARKETS);
        long account = random.nextLong(ANN, DAN + 1);
        long price = random.nextLong(least[i], most[i] + 1);
        long quantity = random.nextLong(1, 30) * CONTRACT;
        Venue.Ticket ticket = random.nextBoolean()
                ? venue.buy(account, quantity, price)
                : venue.sell(account, quantity, price);
        ticket.in(markets[i]).prevent(PREVENTIONS[random.nextInt(PREVENTIONS.length)]);
        long order = random.nextLong(1, 1_000);
        switch (random.nextInt(12)) {
            case 0 -> venue.cancelAll(account, markets[i], random.nextInt(3));
            case 1, 2 -> amend(account, order, i, price, random.nextBoolean() ? 0 : quantity);
            case 3 -> replace(account, order, i, ticket, random.nextBoolean());
            case 4 -> previewed(account, ticket.fok());
            case 5, 6 -> previewed(account, ticket.ioc());
            case 7 ->
                previewed(account, ticket.with(t -> t.price = Long.MIN_VALUE).market());
            case 8 -> money(random, account);
            default -> previewed(account, ticket);
        }
        if (venue.outcome.code == Code.DONE) {
            done++;
        }
        venue.lines();
    }

    private void previewed(long account, Venue.Ticket ticket) {
        Preview preview = ticket.preview();
        Code code = preview.code;
        long available = preview.quoteAvailableAfter;
        long held = preview.held;
        ticket.place();
        assertThat(venue.outcome.code).isEqualTo(code);
        if (code == Code.DONE) {
            assertThat(venue.available(account, QUOTE)).isEqualTo(available);
            assertThat(held).isNotNegative();
        }
    }

    private void money(SplittableRandom random, long account) {
        long amount = random.nextLong(1, 200);
        CommandHeader header = Venue.asAdministrator(account);
        if (random.nextBoolean()) {
            venue.engine().withdraw(header, QUOTE, amount, "", venue.outcome);
        } else {
            venue.engine().issue(header, QUOTE, amount, "", venue.outcome);
        }
    }

    private void amend(long account, long order, int i, long price, long quantity) {
        OrderTarget target = Venue.target(order);
        target.market = markets[i];
        venue.engine().amendOrder(Venue.as(account), target, price, quantity, venue.outcome);
    }

    private void replace(long account, long order, int i, Venue.Ticket ticket, boolean stops) {
        OrderTarget target = Venue.target(order);
        target.market = markets[i];
        ReplaceMode mode = stops ? ReplaceMode.STOP_ON_FAILURE : ReplaceMode.ALLOW_FAILURE;
        venue.engine().replaceOrder(Venue.as(account), target, mode, ticket.terms, venue.outcome);
    }
}
