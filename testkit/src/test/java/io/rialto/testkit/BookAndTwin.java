package io.rialto.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.Aggressor;
import io.rialto.matching.Book;
import io.rialto.matching.MatchEnd;
import io.rialto.matching.MatchListener;
import io.rialto.money.Side;
import io.rialto.testkit.NaiveBook.Outcome;
import io.rialto.testkit.NaiveBook.Resting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** A book and its naive twin, to which everything is done at once. */
final class BookAndTwin {

    private Book book = new Book();
    private final NaiveBook twin = new NaiveBook();

    NaiveBook twin() {
        return twin;
    }

    Book book() {
        return book;
    }

    void add(Resting order) {
        int handle = book.add(
                order.side(),
                order.priceTicks(),
                order.lots(),
                order.orderId(),
                order.account(),
                order.group());
        twin.add(order);
        assertThat(book.handleOf(order.orderId())).isEqualTo(handle).isLessThan(book.handlesMax());
    }

    void hide(long orderId, long displayLots, long shownLots) {
        book.hide(book.handleOf(orderId), displayLots, shownLots);
        twin.hide(orderId, displayLots, shownLots);
    }

    void remove(long orderId) {
        int handle = book.handleOf(orderId);
        book.remove(handle);
        twin.remove(orderId);
        assertThat(book.isResting(handle)).isFalse();
        assertThat(book.handleOf(orderId)).isEqualTo(Book.NONE);
    }

    void reduce(long orderId, long byLots) {
        book.reduce(book.handleOf(orderId), byLots);
        twin.reduce(orderId, byLots);
    }

    void move(long orderId, long priceTicks, long lots) {
        int handle = book.handleOf(orderId);
        book.move(handle, priceTicks, lots);
        twin.move(orderId, priceTicks, lots);
        assertThat(book.handleOf(orderId)).isEqualTo(handle);
    }

    /** Asks what would happen, sees that nothing has, and then lets it happen. */
    Outcome match(Aggressor aggressor, LongBinaryOperator affordableLots) {
        long wanted = aggressor.quantityLots;
        assertThat(book.fillOrKillLots(aggressor)).isEqualTo(twin.fillOrKillLots(aggressor));

        Outcome simulated = recorded(aggressor, affordableLots, false);
        aggressor.quantityLots = wanted;
        shouldAgree();

        Outcome expected = twin.match(aggressor, affordableLots);
        Outcome matched = recorded(aggressor, affordableLots, true);
        assertThat(matched).isEqualTo(expected);
        assertThat(simulated).isEqualTo(expected);
        return matched;
    }

    private Outcome recorded(
            Aggressor aggressor, LongBinaryOperator affordableLots, boolean executes) {
        List<BookEvent> events = new ArrayList<>();
        MatchListener recorder = new MatchListener() {
            @Override
            public long affordableLots(long priceTicks, long wantedLots) {
                return affordableLots.applyAsLong(priceTicks, wantedLots);
            }

            @Override
            public void onFill(int maker, long priceTicks, long lots) {
                assertThat(book.priceTicks(maker)).isEqualTo(priceTicks);
                assertThat(book.remainingLots(maker)).isGreaterThanOrEqualTo(lots);
                events.add(new BookEvent.Fill(book.orderId(maker), priceTicks, lots));
            }

            @Override
            public void onSelfTradeCancel(int maker) {
                events.add(new BookEvent.SelfTradeCancel(book.orderId(maker)));
            }

            @Override
            public void onSelfTradeDecrement(int maker, long lots) {
                assertThat(book.remainingLots(maker)).isGreaterThanOrEqualTo(lots);
                events.add(new BookEvent.SelfTradeDecrement(book.orderId(maker), lots));
            }
        };
        MatchEnd end =
                executes ? book.match(aggressor, recorder) : book.simulate(aggressor, recorder);
        return new Outcome(end, aggressor.quantityLots, events);
    }

    /** Puts a book in the place of the present one to which every order was added anew. */
    void restore() {
        Book restored = new Book();
        for (Side side : Side.values()) {
            for (int at = book.best(side); at != Book.NONE; at = book.next(at)) {
                int handle = restored.add(
                        side,
                        book.priceTicks(at),
                        book.remainingLots(at),
                        book.orderId(at),
                        book.account(at),
                        book.selfTradeGroup(at));
                if (book.displayLots(at) != 0) {
                    restored.hide(handle, book.displayLots(at), book.shownLots(at));
                }
            }
        }
        book = restored;
    }

    /** Compares all that can be seen of the two books. */
    void shouldAgree() {
        for (Side side : Side.values()) {
            assertThat(queue(side)).isEqualTo(twin.orders(side));
            assertThat(book.orders(side)).isEqualTo(twin.orders(side).size());
            assertThat(depth(side)).isEqualTo(twinDepth(side));
            assertThat(book.levels(side)).isEqualTo(twin.levels(side).size());
        }
        assertThat(book.orders()).isEqualTo(twin.orders());
    }

    private List<Resting> queue(Side side) {
        List<Resting> queue = new ArrayList<>();
        for (int at = book.best(side); at != Book.NONE; at = book.next(at)) {
            assertThat(book.isResting(at)).isTrue();
            assertThat(book.handleOf(book.orderId(at))).isEqualTo(at);
            assertThat(book.displayLots(at)).isEqualTo(twin.displayLots(book.orderId(at)));
            assertThat(book.shownLots(at)).isEqualTo(twin.shownLots(book.orderId(at)));
            queue.add(new Resting(
                    book.orderId(at),
                    book.side(at),
                    book.priceTicks(at),
                    book.remainingLots(at),
                    book.account(at),
                    book.selfTradeGroup(at)));
        }
        return queue;
    }

    private record Level(long priceTicks, long lots, int orders) {}

    private List<Level> depth(Side side) {
        List<Level> depth = new ArrayList<>();
        for (long price = book.bestPriceTicks(side);
                price != Book.NO_PRICE;
                price = book.nextPriceTicks(side, price)) {
            depth.add(new Level(price, book.levelLots(side, price), book.levelOrders(side, price)));
        }
        return depth;
    }

    private List<Level> twinDepth(Side side) {
        List<Level> depth = new ArrayList<>();
        twin.levels(side)
                .forEach((price, queue) -> depth.add(new Level(
                        price, queue.stream().mapToLong(Resting::lots).sum(), queue.size())));
        return depth;
    }
}
