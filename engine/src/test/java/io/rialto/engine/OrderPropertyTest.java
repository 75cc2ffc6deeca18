package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.engine.Venue.Ticket;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Fees;
import io.rialto.money.Side;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.SplittableRandom;

/** What holds whatever is asked: seeded streams of commands; the seed is the test's parameter. */
class OrderPropertyTest {

    private static final int COMMANDS = 1500;
    private static final SelfTradePrevention[] MODES = SelfTradePrevention.values();
    private static final TimeInForce[] TIMES = TimeInForce.values();

    private static Venue venue(long seed) {
        return new Venue(terms -> {
            terms.takerFeePpm = (int) (seed % 3) * 3000;
            terms.makerFeePpm = (int) (seed % 2 == 0 ? -seed % 3 * 1000 : 1700);
            if (terms.makerFeePpm < -terms.takerFeePpm) {
                terms.makerFeePpm = 0;
            }
            terms.protectionPpm = seed % 2 * 60_000;
            terms.priceBandPpm = seed % 5 == 0 ? 40_000 : 0;
            terms.positionMaximum = seed % 4 == 0 ? Venue.WEALTH + 200 : 0;
            terms.openOrdersAccountMax = 12;
        });
    }

    private static long trader(SplittableRandom random) {
        return Venue.ANN + random.nextInt(4);
    }

    private static Ticket ticket(Venue venue, SplittableRandom random, long now) {
        long price = 95L + random.nextInt(11);
        long quantity = 1L + random.nextInt(60);
        long trader = trader(random);
        Ticket ticket = random.nextBoolean()
                ? venue.buy(trader, quantity, price)
                : venue.sell(trader, quantity, price);
        ticket.inForce(TIMES[random.nextInt(TIMES.length)]).prevent(MODES[random.nextInt(5)]);
        if (ticket.terms.timeInForce == TimeInForce.GTD
                || ticket.terms.timeInForce == TimeInForce.DAY) {
            ticket.terms.expiresAt = now + 1 + random.nextInt(40);
        }
        if (random.nextInt(6) == 0) {
            TimeInForce immediate = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
            ticket.market().inForce(immediate);
            ticket.terms.expiresAt = 0;
            ticket.terms.price = random.nextBoolean() ? 0 : price;
            if (ticket.terms.side == Side.BUY && random.nextBoolean()) {
                ticket.terms.budget = 1L + random.nextInt(6000);
                ticket.terms.quantity = random.nextBoolean() ? 0 : quantity;
            }
        } else if (random.nextInt(8) == 0) {
            ticket.postOnly();
        }
        if (random.nextInt(4) == 0) {
            ticket.id("id" + random.nextInt(20));
        }
        return ticket;
    }

    private static void step(Venue venue, SplittableRandom random, int now) {
        long order = 1L + random.nextInt(now + 1);
        long trader = trader(random);
        switch (random.nextInt(20)) {
            case 0, 1 -> venue.cancel(trader, order);
            case 2 -> venue.cancel(trader, "id" + random.nextInt(20));
            case 3, 4, 5 -> venue.amend(trader, order, 95 + random.nextInt(11), random.nextInt(60));
            case 6 ->
                ticket(venue, random, now)
                        .replace(
                                order,
                                random.nextBoolean()
                                        ? ReplaceMode.STOP_ON_FAILURE
                                        : ReplaceMode.ALLOW_FAILURE);
            case 7 -> {
                if (random.nextInt(10) == 0) {
                    venue.cancelAll(trader, random.nextInt(2), random.nextInt(3));
                }
            }
            case 8 -> venue.setFees(random.nextInt(100), random.nextInt(20_000));
            case 9 -> venue.setGroup(trader, random.nextInt(3) == 0 ? 0 : 5 + random.nextInt(2));
            case 10 -> {
                if (random.nextInt(5) == 0) {
                    venue.restart();
                }
            }
            default -> ticket(venue, random, now).place();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldKeepTheInvariantsAfterEveryCommandAndDoTheSameAfterARestore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom same = new SplittableRandom(seed);
        Venue venue = venue(seed);
        Venue restored = venue(seed).unchecked();
        for (int now = 1; now <= COMMANDS; now++) {
            List<String> expired = venue.advance(now);
            assertThat(restored.advance(now)).isEqualTo(expired);
            if (now % 37 == 0) {
                restored.restart();
            }
            step(venue, random, now);
            step(restored, same, now);
            assertThat(restored.hash())
                    .as("seed %d, command %d", seed, now)
                    .isEqualTo(venue.hash());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldPreviewWhatThenHappens(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Venue venue = venue(seed);
        int filled = 0;
        for (int now = 1; now <= COMMANDS; now++) {
            venue.advance(now);
            if (random.nextInt(3) != 0) {
                step(venue, random, now);
                continue;
            }
            Ticket ticket = ticket(venue, random, now);
            long before = venue.hash();
            Preview preview = ticket.preview();
            assertThat(venue.hash()).isEqualTo(before);
            ticket.place();
            compare(venue, preview, seed, now);
            filled += preview.fills > 0 ? 1 : 0;
        }
        assertThat(filled).as("previews of orders that fill").isGreaterThan(50);
    }

    private static void compare(Venue venue, Preview preview, long seed, int command) {
        Outcome outcome = venue.outcome;
        String where = "seed " + seed + ", command " + command;
        assertThat(preview.code).as(where).isEqualTo(outcome.code);
        assertThat(preview.state).as(where).isEqualTo(outcome.state);
        assertThat(preview.filledQuantity).as(where).isEqualTo(outcome.filledQuantity);
        assertThat(preview.filledNotional).as(where).isEqualTo(outcome.filledNotional);
        assertThat(preview.fees).as(where).isEqualTo(outcome.fees);
        assertThat(preview.resting).as(where).isEqualTo(outcome.remaining);
        if (outcome.code != Code.DONE) {
            assertThat(preview.needed).as(where).isEqualTo(outcome.needed);
            assertThat(preview.available).as(where).isEqualTo(outcome.available);
            return;
        }
        long quantity = 0;
        long notional = 0;
        for (int fill = 0; fill < preview.fills; fill++) {
            quantity += preview.fillQuantities[fill];
            notional += preview.fillQuantities[fill] * preview.fillPrices[fill];
        }
        assertThat(quantity).as(where).isEqualTo(outcome.filledQuantity);
        assertThat(notional).as(where).isEqualTo(outcome.filledNotional);
        long account = venue.lastAccount();
        assertThat(preview.baseAvailableAfter)
                .as(where)
                .isEqualTo(venue.available(account, Venue.BASE));
        assertThat(preview.quoteAvailableAfter)
                .as(where)
                .isEqualTo(venue.available(account, Venue.QUOTE));
        if (outcome.remaining != 0) {
            assertThat(venue.orders())
                    .as(where)
                    .filteredOn(line -> line.startsWith("#" + outcome.id + " "))
                    .singleElement()
                    .asString()
                    .endsWith(" held " + preview.held);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void shouldNeverChargeMoreThanTheHoldHoweverManyFills(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            int taker = random.nextInt(Fees.RATE_MAX + 1);
            int maker = random.nextInt(-taker, Fees.RATE_MAX + 1);
            long rest = 1 + random.nextLong(1L << random.nextInt(1, 40));
            long made = 0;
            long taken = 0;
            long charged = 0;
            long hold = Holds.forBuy(rest, 0, 0, 0, maker, taker);
            while (rest > 0) {
                long limit = 1 + random.nextLong(rest);
                long traded = limit - random.nextLong(limit) / 7;
                boolean takes = random.nextBoolean();
                rest -= limit;
                taken += takes ? traded : 0;
                made += takes ? 0 : traded;
                long after = Fees.charge(taken, taker) + Fees.charge(made, maker);
                long cost = traded + after - charged;
                charged = after;
                long next = Holds.forBuy(rest, made, taken, charged, maker, taker);
                assertThat(hold - cost).as("seed %d round %d", seed, round).isNotNegative();
                assertThat(hold - cost).isGreaterThanOrEqualTo(next);
                hold = next;
            }
            assertThat(hold).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void shouldFillAnOrderFromItsHoldAloneThoughTheRatesChange(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Venue venue = new Venue(terms -> {
            terms.makerFeePpm = 12_345;
            terms.takerFeePpm = 23_456;
        });
        for (int i = 0; i < 5; i++) {
            venue.sell(Venue.BOB, 1 + random.nextInt(20), 90 + random.nextInt(20))
                    .place();
        }
        long hold = 500 * 105 + Fees.charge(500 * 105, 23_456) + 1;
        venue.leave(Venue.ANN, Venue.QUOTE, hold);
        venue.buy(Venue.ANN, 500, 105).place();
        long order = venue.outcome.id;
        while (!venue.orders().stream()
                .filter(x -> x.startsWith("#" + order + " "))
                .toList()
                .isEmpty()) {
            venue.setFees(random.nextInt(100_000), 100_000);
            venue.sell(Venue.CAT, 1 + random.nextInt(9), 100).ioc().place();
        }
        assertThat(venue.engine().held(Venue.ANN, Venue.QUOTE)).isZero();
        assertThat(venue.engine().cash(Venue.ANN, Venue.QUOTE)).isNotNegative();
        assertThat(venue.engine().cash(Venue.ANN, Venue.BASE)).isEqualTo(Venue.WEALTH + 500);
    }
}
