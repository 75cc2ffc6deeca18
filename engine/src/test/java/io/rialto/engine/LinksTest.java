package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.SelfTradePrevention;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

/** What of many links and brackets is looked at when an order trades, moves or ends. */
class LinksTest {
    private static final int MANY = 10_000;
    private static final Exits EXITS = new Exits(110, 108, 90, 0);

    private final Links links = new Links();
    private final Set<Integer> markets = new TreeSet<>();

    @BeforeEach
    void addMany() {
        links.tell(markets, 7);
        for (int i = 0; i < MANY; i++) {
            Bracket bracket = new Bracket(entry(i), 0, SelfTradePrevention.NONE, EXITS);
            links.add(bracket);
            bracket.takeProfit = entry(i) + 1;
            bracket.stop = entry(i) + 2;
            links.armed(bracket);
            links.add(bracket.stop, bracket.takeProfit);
        }
        links.touchedEntries().clear();
        links.touchedOrders().clear();
        markets.clear();
    }

    private static long entry(int number) {
        return 10L * (number + 1);
    }

    @Test
    void shouldLookAtNothingForTheOrderOfAStranger() {
        links.touch(5);
        assertThat(links.touchedEntries()).isEmpty();
        assertThat(links.touchedOrders()).isEmpty();
    }

    @Test
    void shouldTellWhichMarketHasSomethingToBeLookedAt() {
        links.touch(5);
        assertThat(markets).isEmpty();
        links.touch(entry(1) + 1);
        assertThat(markets).containsExactly(7);
    }

    @Test
    void shouldLookAtTheBracketWhoseEntryOrExitIsTouched() {
        links.touch(entry(7));
        links.touch(entry(3) + 2);
        assertThat(links.touchedEntries()).containsExactly(entry(3), entry(7));
        assertThat(links.touchedOrders()).containsExactly(entry(3) + 2);
    }

    @Test
    void shouldForgetTheExitsOfABracketThatIsOver() {
        links.remove(links.bracketOfExit(entry(4) + 1));
        links.remove(entry(4) + 1);
        links.touch(entry(4) + 2);
        assertThat(links.bracketOfExit(entry(4) + 2)).isNull();
        assertThat(links.touchedEntries()).isEmpty();
        assertThat(links.touchedOrders()).isEmpty();
    }
}
