package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ReplayBookTest {
    private static final long CHEAP = 5_000_000;
    private static final long DEAR = 5_000_100;

    private final ReplayBook book = new ReplayBook();

    @Test
    void shouldFillTheBestPriceFirstAndThenWhoCameFirst() {
        ReplayBook.Tracked dear = add(1, Side.SELL, DEAR, 10);
        ReplayBook.Tracked early = add(2, Side.SELL, CHEAP, 10);
        ReplayBook.Tracked late = add(3, Side.SELL, CHEAP, 10);

        assertThat(book.take(Side.SELL, DEAR, 25))
                .containsExactly(Map.entry(early, 10L), Map.entry(late, 10L), Map.entry(dear, 5L));
        assertThat(book.size()).isEqualTo(1);
        assertThat(book.levels(Side.SELL)).containsExactly(Map.entry(DEAR, 5L));
    }

    @Test
    void shouldFillTheHighestBidFirstAndNoneBelowTheLimit() {
        add(1, Side.BUY, CHEAP, 10);
        ReplayBook.Tracked dear = add(2, Side.BUY, DEAR, 10);

        assertThat(book.take(Side.BUY, DEAR, 25)).containsExactly(Map.entry(dear, 10L));
        assertThat(book.take(Side.BUY, DEAR, 25)).isEmpty();
        assertThat(book.take(Side.SELL, DEAR, 25)).isEmpty();
    }

    @Test
    void shouldPutAnOrderThatIsRaisedAtTheEndOfItsQueue() {
        ReplayBook.Tracked raised = add(1, Side.SELL, CHEAP, 10);
        ReplayBook.Tracked other = add(2, Side.SELL, CHEAP, 10);

        book.raise(raised, 5);

        assertThat(book.take(Side.SELL, CHEAP, 12))
                .containsExactly(Map.entry(other, 10L), Map.entry(raised, 2L));
        assertThat(raised.remaining()).isEqualTo(13);
    }

    @Test
    void shouldKeepTheQueuesInASavedState() {
        ReplayState state = new ReplayState("run");
        for (int order = 1; order <= 40; order++) {
            state.book.add(new ReplayBook.Tracked(order * 7_919L % 41, Side.SELL, CHEAP, 10));
        }
        state.book.raise(state.book.find(7_919 % 41), 10);

        ReplayState copy = state.copy();

        assertThat(recorded(copy)).isEqualTo(recorded(state)).hasSize(40);
    }

    private static long[] recorded(ReplayState state) {
        return state.book.take(Side.SELL, CHEAP, Long.MAX_VALUE).keySet().stream()
                .mapToLong(order -> order.recorded)
                .toArray();
    }

    private ReplayBook.Tracked add(long recorded, Side side, long price, long shares) {
        ReplayBook.Tracked order = new ReplayBook.Tracked(recorded, side, price, shares);
        book.add(order);
        return order;
    }
}
