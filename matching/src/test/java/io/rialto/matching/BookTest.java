package io.rialto.matching;

import static io.rialto.matching.BookScript.taker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.matching.BookScript.TimeInForce;
import io.rialto.money.InvariantBrokenException;
import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

class BookTest {

    private static final long PRICE_MAX = (1L << 62) - 1;

    private final BookScript script = new BookScript();
    private final Book book = script.book;

    @Test
    void shouldTradeBestPriceFirstThenOldestAtTheMakersPrices() {
        script.rest(Side.BUY, 1, 5, 99, 0)
                .rest(Side.BUY, 2, 5, 100, 0)
                .rest(Side.BUY, 3, 5, 100, 0)
                .rest(Side.BUY, 4, 5, 98, 0)
                .send(9, TimeInForce.GTC, taker(Side.SELL, 17, 99));
        assertThat(script.events()).isEqualTo("2:5@100 3:5@100 1:5@99 9:rests 2");
        assertThat(script.orders()).isEqualTo("4:5@98 / 9:2@99");
    }

    @Test
    void shouldTakeFromTheOppositeSideWhenBothSidesHaveOrdersAtOnePrice() {
        script.rest(Side.BUY, 1, 5, 100, 0)
                .rest(Side.SELL, 2, 5, 100, 0)
                .rest(Side.SELL, 3, 5, 100, 0)
                .send(8, TimeInForce.IOC, taker(Side.BUY, 7, 100))
                .send(9, TimeInForce.IOC, taker(Side.SELL, 2, 100));
        assertThat(script.events()).isEqualTo("2:5@100 3:2@100 1:2@100");
        assertThat(script.orders()).isEqualTo("1:3@100 / 3:3@100");
    }

    @Test
    void shouldKeepPlaceWhenReducedAndLoseItWhenMoved() {
        script.rest(Side.SELL, 1, 5, 100, 0)
                .rest(Side.SELL, 2, 5, 100, 0)
                .rest(Side.SELL, 3, 5, 100, 0);
        book.reduce(book.handleOf(1), 2);
        book.move(book.handleOf(2), 100, 7);
        assertThat(script.orders()).isEqualTo("/ 1:3@100 3:5@100 2:7@100");
        assertThat(book.levelLots(Side.SELL, 100)).isEqualTo(15);
        assertThat(book.levelOrders(Side.SELL, 100)).isEqualTo(3);
    }

    @Test
    void shouldStopWhereTheAggressorCannotPay() {
        script.rest(Side.SELL, 1, 5, 100, 0).rest(Side.SELL, 2, 5, 101, 0);
        Purse purse = new Purse(7);
        Aggressor aggressor = taker(Side.BUY, 20, 200);
        assertThat(book.match(aggressor, purse)).isEqualTo(MatchEnd.UNAFFORDABLE);
        assertThat(aggressor.quantityLots).isEqualTo(13);
        assertThat(script.orders()).isEqualTo("/ 2:3@101");
        assertThat(book.match(aggressor, purse)).isEqualTo(MatchEnd.UNAFFORDABLE);
        assertThat(aggressor.quantityLots).isEqualTo(13);
        assertThat(script.orders()).isEqualTo("/ 2:3@101");
    }

    @Test
    void shouldTellWhyMatchingStopped() {
        assertThat(book.match(taker(Side.BUY, 1, 100), script))
                .isEqualTo(MatchEnd.NO_MORE_LIQUIDITY);
        script.rest(Side.SELL, 1, 5, 100, 0);
        assertThat(book.match(taker(Side.BUY, 1, 99), script)).isEqualTo(MatchEnd.BOUND);
        assertThat(book.match(taker(Side.BUY, 1, 100), script)).isEqualTo(MatchEnd.FILLED);
        assertThat(book.match(taker(Side.BUY, 4, Long.MAX_VALUE), script))
                .isEqualTo(MatchEnd.FILLED);
        assertThat(book.match(taker(Side.BUY, 1, Long.MAX_VALUE), script))
                .isEqualTo(MatchEnd.NO_MORE_LIQUIDITY);
    }

    @Test
    void shouldTakePricesUpToTheEndsOfTheRange() {
        script.rest(Side.BUY, 1, 1, 1, 0)
                .rest(Side.BUY, 2, 1, PRICE_MAX, 0)
                .rest(Side.SELL, 3, 1, PRICE_MAX, 0)
                .rest(Side.SELL, 4, 1, 1, 0);
        assertThat(script.orders()).isEqualTo("2:1@%1$d 1:1@1 / 4:1@1 3:1@%1$d", PRICE_MAX);
        assertThat(book.nextPriceTicks(Side.BUY, PRICE_MAX)).isEqualTo(1);
        assertThat(book.nextPriceTicks(Side.BUY, 1)).isEqualTo(Book.NO_PRICE);
    }

    @Test
    void shouldUseTheHandleOfARemovedOrderAgain() {
        script.rest(Side.BUY, 1, 5, 99, 0).rest(Side.BUY, 2, 5, 99, 0);
        int handle = book.handleOf(1);
        book.remove(handle);
        assertThat(book.isResting(handle)).isFalse();
        assertThat(book.handleOf(1)).isEqualTo(Book.NONE);
        assertThat(book.add(Side.SELL, 200, 3, 3, 44, 55)).isEqualTo(handle);
        assertThat(book.handlesMax()).isEqualTo(2);
        assertThat(book.account(handle)).isEqualTo(44);
        assertThat(book.selfTradeGroup(handle)).isEqualTo(55);
    }

    @Test
    void shouldStopOnWhatOnlyABugCanAskFor() {
        script.rest(Side.BUY, 1, 5, 99, 0);
        int handle = book.handleOf(1);
        assertBroken(() -> book.add(Side.BUY, 0, 1, 2, 0, 0), "a price is in range");
        assertBroken(() -> book.add(Side.BUY, 1L << 62, 1, 2, 0, 0), "a price is in range");
        assertBroken(
                () -> book.add(Side.BUY, 1, 0, 2, 0, 0), "a resting order has a positive quantity");
        assertBroken(() -> book.reduce(handle, 5), "a reduction leaves a quantity");
        assertBroken(() -> book.reduce(handle, 0), "a reduction leaves a quantity");
        assertBroken(() -> book.remove(handle + 1), "only a resting order is removed");
        assertBroken(() -> book.remove(Book.NONE), "only a resting order is removed");
        assertBroken(
                () -> book.match(taker(Side.BUY, 0, 1), script), "an aggressor wants something");
        assertBroken(() -> book.add(Side.BUY, 1, 1, 1, 0, 0), "an order id rests once");
    }

    private static void assertBroken(Runnable call, String claim) {
        assertThatThrownBy(call::run)
                .isInstanceOf(InvariantBrokenException.class)
                .hasMessage(claim);
    }

    /** Pays for a number of lots and no more. */
    private static final class Purse implements MatchListener {

        private long lots;

        Purse(long lots) {
            this.lots = lots;
        }

        @Override
        public long affordableLots(long priceTicks, long wantedLots) {
            return Math.min(lots, wantedLots);
        }

        @Override
        public void onFill(int maker, long priceTicks, long filledLots) {
            lots -= filledLots;
        }

        @Override
        public void onSelfTradeCancel(int maker) {
            throw new AssertionError("nobody trades with itself here");
        }

        @Override
        public void onSelfTradeDecrement(int maker, long decrementedLots) {
            throw new AssertionError("nobody trades with itself here");
        }
    }
}
