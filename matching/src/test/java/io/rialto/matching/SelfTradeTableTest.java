package io.rialto.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.BookScript.TimeInForce;
import io.rialto.money.Side;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Self-trade mode × time in force × quantity, as VENUE-RULES section 3 has it. */
class SelfTradeTableTest {

    private static final int OWN = 7;
    private static final int OTHER = 8;

    /** The makers: two share a price, the second of them is the aggressor's own. */
    private static final String MAKERS = "/ 1:5@100 2:4@100 3:6@101";

    /**
     * A buy up to 101. What it needs: 5 lots before it meets its own order, 9 with it, 15 in all.
     */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            NONE          | GTC |  5 | 1:5@100                          | / 2:4@100 3:6@101
            NONE          | GTC | 12 | 1:5@100 2:4@100 3:3@101          | / 3:3@101
            NONE          | GTC | 17 | 1:5@100 2:4@100 3:6@101 9:rests 2 | 9:2@101 /
            NONE          | IOC | 12 | 1:5@100 2:4@100 3:3@101          | / 3:3@101
            NONE          | IOC | 17 | 1:5@100 2:4@100 3:6@101 9:left 2 | /
            NONE          | FOK | 15 | 1:5@100 2:4@100 3:6@101          | /
            NONE          | FOK | 16 | 9:killed                         | unchanged
            CANCEL_NEWEST | GTC |  5 | 1:5@100                          | / 2:4@100 3:6@101
            CANCEL_NEWEST | GTC | 12 | 1:5@100 9:left 7                 | / 2:4@100 3:6@101
            CANCEL_NEWEST | IOC | 12 | 1:5@100 9:left 7                 | / 2:4@100 3:6@101
            CANCEL_NEWEST | FOK |  5 | 1:5@100                          | / 2:4@100 3:6@101
            CANCEL_NEWEST | FOK |  6 | 9:killed                         | unchanged
            CANCEL_OLDEST | GTC |  5 | 1:5@100                          | / 2:4@100 3:6@101
            CANCEL_OLDEST | GTC |  7 | 1:5@100 2:cancelled 3:2@101      | / 3:4@101
            CANCEL_OLDEST | GTC | 12 | 1:5@100 2:cancelled 3:6@101 9:rests 1 | 9:1@101 /
            CANCEL_OLDEST | IOC | 12 | 1:5@100 2:cancelled 3:6@101 9:left 1 | /
            CANCEL_OLDEST | FOK | 11 | 1:5@100 2:cancelled 3:6@101      | /
            CANCEL_OLDEST | FOK | 12 | 9:killed                         | unchanged
            CANCEL_BOTH   | GTC |  5 | 1:5@100                          | / 2:4@100 3:6@101
            CANCEL_BOTH   | GTC | 12 | 1:5@100 2:cancelled 9:left 7     | / 3:6@101
            CANCEL_BOTH   | IOC | 12 | 1:5@100 2:cancelled 9:left 7     | / 3:6@101
            CANCEL_BOTH   | FOK |  5 | 1:5@100                          | / 2:4@100 3:6@101
            CANCEL_BOTH   | FOK |  6 | 9:killed                         | unchanged
            DECREMENT     | GTC |  5 | 1:5@100                          | / 2:4@100 3:6@101
            DECREMENT     | GTC |  7 | 1:5@100 2:decremented 2          | / 2:2@100 3:6@101
            DECREMENT     | GTC |  9 | 1:5@100 2:decremented 4          | / 3:6@101
            DECREMENT     | GTC | 17 | 1:5@100 2:decremented 4 3:6@101 9:rests 2 | 9:2@101 /
            DECREMENT     | IOC | 17 | 1:5@100 2:decremented 4 3:6@101 9:left 2 | /
            DECREMENT     | FOK |  5 | 1:5@100                          | / 2:4@100 3:6@101
            DECREMENT     | FOK |  6 | 9:killed                         | unchanged
            """)
    void shouldDoExactly(
            SelfTradePrevention mode,
            TimeInForce timeInForce,
            long lots,
            String events,
            String ordersAfter) {
        BookScript script = makers();
        script.send(9, timeInForce, BookScript.taker(Side.BUY, lots, 101, OWN, mode));
        assertThat(script.events()).isEqualTo(events);
        assertThat(script.orders())
                .isEqualTo(ordersAfter.equals("unchanged") ? MAKERS : ordersAfter);
    }

    /** What a denied fill-or-kill order is told that it could take. */
    @ParameterizedTest
    @CsvSource({"NONE,15", "CANCEL_NEWEST,5", "CANCEL_OLDEST,11", "CANCEL_BOTH,5", "DECREMENT,0"})
    void shouldCountWhatAFillOrKillOrderCouldTake(SelfTradePrevention mode, long lots) {
        Aggressor order = BookScript.taker(Side.BUY, 17, 101, OWN, mode);
        assertThat(makers().book.fillOrKillLots(order)).isEqualTo(lots);
    }

    /** What a simulation tells is what then happens, and telling it changes nothing. */
    @ParameterizedTest
    @CsvSource({"NONE", "CANCEL_NEWEST", "CANCEL_OLDEST", "CANCEL_BOTH", "DECREMENT"})
    void shouldSimulateWhatMatchingWouldDo(SelfTradePrevention mode) {
        BookScript simulated = makers();
        Aggressor preview = BookScript.taker(Side.BUY, 12, 101, OWN, mode);
        MatchEnd simulatedEnd = simulated.book.simulate(preview, simulated);
        assertThat(simulated.orders()).isEqualTo(MAKERS);

        BookScript matched = makers();
        Aggressor order = BookScript.taker(Side.BUY, 12, 101, OWN, mode);
        assertThat(matched.book.match(order, matched)).isEqualTo(simulatedEnd);
        assertThat(matched.events()).isEqualTo(simulated.events());
        assertThat(order.quantityLots).isEqualTo(preview.quantityLots);
    }

    private static BookScript makers() {
        return new BookScript()
                .rest(Side.SELL, 1, 5, 100, OTHER)
                .rest(Side.SELL, 2, 4, 100, OWN)
                .rest(Side.SELL, 3, 6, 101, OTHER);
    }
}
