package io.rialto.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The four criteria of VENUE-RULES 3, each where the ones before tie, and against every price. */
class AuctionPriceTest {
    private static final int TICKS = 40;

    private final Book book = new Book();
    private final AuctionPrice price = new AuctionPrice();
    private long lastOrder;

    private void buy(long lots, long ticks) {
        book.add(Side.BUY, ticks, lots, ++lastOrder, 0, 0);
    }

    private void sell(long lots, long ticks) {
        book.add(Side.SELL, ticks, lots, ++lastOrder, 0, 0);
    }

    private String find(long reference) {
        price.find(book, reference);
        return price.executableLots() + "@" + price.priceTicks() + " surplus "
                + price.surplusLots();
    }

    @Test
    void shouldHaveNoPriceWhereNobodyMeets() {
        assertThat(find(10)).isEqualTo("0@0 surplus 0");
        buy(5, 9);
        assertThat(find(10)).isEqualTo("0@0 surplus 0");
        sell(5, 10);
        assertThat(find(10)).isEqualTo("0@0 surplus 0");
    }

    @Test
    void shouldExecuteTheMostFirst() {
        buy(10, 12);
        buy(20, 10);
        sell(10, 9);
        sell(15, 10);
        // At 10: 30 to buy, 25 to sell. At 12 only 10 and at 9 only 10.
        assertThat(find(12)).isEqualTo("25@10 surplus 5");
    }

    @Test
    void shouldLeaveTheLeastOverWhereAsMuchIsExecuted() {
        buy(10, 12);
        buy(2, 11);
        sell(10, 9);
        sell(5, 12);
        // 10 are executed from 9 to 12: up to 11 with 2 to buy left over, at 12 with 5 to sell.
        assertThat(find(12)).isEqualTo("10@11 surplus 2");
    }

    @Test
    void shouldGoUpWherePressureIsToBuy() {
        buy(15, 14);
        sell(10, 10);
        assertThat(find(11)).isEqualTo("10@14 surplus 5");
    }

    @Test
    void shouldGoDownWherePressureIsToSell() {
        buy(10, 14);
        sell(15, 10);
        assertThat(find(13)).isEqualTo("10@10 surplus -5");
    }

    @Test
    void shouldBeNearestTheReferenceWhereNothingPresses() {
        buy(10, 14);
        sell(10, 10);
        assertThat(find(12)).isEqualTo("10@12 surplus 0");
        assertThat(find(3)).isEqualTo("10@10 surplus 0");
        assertThat(find(30)).isEqualTo("10@14 surplus 0");
    }

    @Test
    void shouldBeInTheMiddleRoundedDownWithoutAReference() {
        buy(10, 13);
        sell(10, 10);
        assertThat(find(0)).isEqualTo("10@11 surplus 0");
    }

    @Test
    void shouldFollowTheReferenceWherePressureIsBothWays() {
        buy(10, 13);
        buy(5, 11);
        sell(10, 9);
        sell(5, 12);
        // Up to 11 there are 5 too many to buy, from 12 on 5 too many to sell.
        assertThat(find(13)).isEqualTo("10@13 surplus -5");
        assertThat(find(9)).isEqualTo("10@9 surplus 5");
    }

    @Test
    void shouldAgreeWithLookingAtEveryPrice() {
        for (long seed = 1; seed <= 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Book each = new Book();
            int orders = random.nextInt(1, 14);
            for (int i = 1; i <= orders; i++) {
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                int width = random.nextInt(2, 12);
                each.add(side, random.nextInt(10, 10 + width), random.nextInt(1, 4), i, 0, 0);
            }
            long reference = random.nextInt(3) == 0 ? 0 : random.nextInt(1, TICKS);
            price.find(each, reference);
            assertThat(List.of(price.priceTicks(), price.executableLots(), price.surplusLots()))
                    .as("seed %d", seed)
                    .isEqualTo(naive(each, reference));
        }
    }

    private static List<Long> naive(Book book, long reference) {
        List<Long> tied = new ArrayList<>();
        long best = 0;
        long least = Long.MAX_VALUE;
        for (long ticks = 1; ticks < TICKS; ticks++) {
            long demand = lots(book, Side.BUY, ticks);
            long supply = lots(book, Side.SELL, ticks);
            long executed = Math.min(demand, supply);
            long over = Math.abs(demand - supply);
            if (executed > best || (executed == best && over < least && best > 0)) {
                best = executed;
                least = over;
                tied.clear();
            }
            if (executed == best && over == least && best > 0) {
                tied.add(ticks);
            }
        }
        if (tied.isEmpty()) {
            return List.of(0L, 0L, 0L);
        }
        long low = tied.getFirst();
        long high = tied.getLast();
        long chosen;
        if (tied.stream().allMatch(each -> surplus(book, each) > 0)) {
            chosen = high;
        } else if (tied.stream().allMatch(each -> surplus(book, each) < 0)) {
            chosen = low;
        } else if (reference == 0) {
            chosen = Math.floorDiv(low + high, 2);
        } else {
            chosen = tied.stream()
                    .min((a, b) -> Long.compare(Math.abs(a - reference), Math.abs(b - reference)))
                    .orElseThrow();
        }
        return List.of(chosen, best, surplus(book, chosen));
    }

    private static long surplus(Book book, long ticks) {
        return lots(book, Side.BUY, ticks) - lots(book, Side.SELL, ticks);
    }

    private static long lots(Book book, Side side, long ticks) {
        long lots = 0;
        for (int each = book.best(side); each != Book.NONE; each = book.next(each)) {
            boolean accepts = side == Side.BUY
                    ? book.priceTicks(each) >= ticks
                    : book.priceTicks(each) <= ticks;
            lots += accepts ? book.remainingLots(each) : 0;
        }
        return lots;
    }
}
