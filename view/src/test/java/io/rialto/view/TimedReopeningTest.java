package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Comparator;
import java.util.List;

/** An auction and what a stop takes after it, in one frame: no part of the one is the other's. */
class TimedReopeningTest {
    private final VenueView live = new VenueView();
    private final TimedReopening venue = new TimedReopening(live::onFrame);

    private VenueView restored() {
        VenueView view = new VenueView();
        venue.machine().writeSnapshot(view::onStateRecord);
        return view;
    }

    private List<Trade> trades() {
        return live.marketTrades(TimedReopening.MARKET, Integer.MAX_VALUE).stream()
                .filter(trade -> trade.makerOrder() == TimedReopening.MAKER
                        || trade.takerOrder() == TimedReopening.MAKER)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {-10_000, 0, 10_000})
    void shouldKnowWhatTheEngineKnowsWhereAStopTakesAsATimedHaltEnds(int makerFeePpm) {
        venue.halt(makerFeePpm);
        venue.reopen();
        VenueView restored = restored();
        assertThat(trades()).hasSize(2);
        for (AccountInfo account : live.directory().accounts()) {
            long id = account.account();
            assertThat(restored.balances(id)).isEqualTo(live.balances(id));
            assertThat(restored.fees(TimedReopening.MARKET, id))
                    .isEqualTo(live.fees(TimedReopening.MARKET, id));
            assertThat(restored.openOrders(id))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            "changedAt", "changedSequence")
                    .isEqualTo(live.openOrders(id));
        }
        OrderInfo maker = live.openOrders(TimedReopening.BOB).getFirst();
        assertThat(maker.order()).isEqualTo(TimedReopening.MAKER);
        long notional = trades().stream().mapToLong(Trade::notional).sum();
        assertThat(maker.filledNotional()).isEqualTo(notional);
        assertThat(ViewAudit.of(live).violations()).isEmpty();
    }

    @Test
    void shouldPayARebateForTheStopAndNoneForTheAuction() {
        venue.halt(-10_000);
        venue.reopen();
        List<Trade> oldestFirst =
                trades().stream().sorted(Comparator.comparingLong(Trade::trade)).toList();
        Trade auction = oldestFirst.getFirst();
        Trade stop = oldestFirst.getLast();
        assertThat(auction.makerFee()).isZero();
        assertThat(auction.takerFee()).isZero();
        assertThat(stop.takerOrder()).isEqualTo(TimedReopening.STOP);
        assertThat(stop.makerFee()).isNegative();
        assertThat(stop.takerFee()).isPositive();
    }
}
