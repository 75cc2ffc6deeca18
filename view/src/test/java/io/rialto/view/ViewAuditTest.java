package io.rialto.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Side;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewAuditTest {
    private final VenueView view = new VenueView();

    @BeforeEach
    void trade() {
        ToyVenue venue = new ToyVenue(
                7, 5, 100, frame -> view.onFrame(new UnsafeBuffer(frame), 0, frame.length));
        venue.open();
        for (int i = 0; i < 300; i++) {
            venue.step();
        }
        assertThat(view.openOrderCount()).isGreaterThan(2);
        assertThat(ViewAudit.of(view).isClean()).isTrue();
    }

    private LiveOrder bestBid() {
        return view.store().market(ToyVenue.MARKET).bids.fromBest(0).first;
    }

    private String violations() {
        return String.join("\n", ViewAudit.of(view).violations());
    }

    @Test
    void shouldFindMoneyThatDoesNotSumToZero() {
        view.store().account(5).balance(ToyVenue.USD).cash++;
        assertThat(violations()).contains("the cash of asset 1 sums to 1");
    }

    @Test
    void shouldFindHeldThatNoOrderHolds() {
        bestBid().held--;
        assertThat(violations()).contains("its orders");
    }

    @Test
    void shouldFindNegativeAvailableExceptOfIssuanceAndFees() {
        BalanceEntry clearing = view.store().account(SystemAccounts.CLEARING).balance(ToyVenue.USD);
        BalanceEntry fees = view.store().account(SystemAccounts.FEES).balance(ToyVenue.USD);
        fees.cash -= 1_000_000;
        view.store().account(SystemAccounts.ISSUANCE).balance(ToyVenue.USD).cash += 1_000_000;
        assertThat(violations()).isEmpty();
        clearing.cash -= 5;
        fees.cash += 5;
        assertThat(violations()).isEqualTo("account 3 in asset 1 has -5, holds 0, backed by 0");
    }

    @Test
    void shouldFindALevelThatIsNotTheSumOfItsOrders() {
        bestBid().level.quantity++;
        assertThat(violations()).contains("is not the sum of its orders");
    }

    @Test
    void shouldFindACrossedBook() {
        MarketEntry market = view.store().market(ToyVenue.MARKET);
        LiveOrder bid = bestBid();
        market.leave(bid);
        bid.price = market.best(Side.SELL).price();
        market.enter(bid);
        assertThat(violations()).contains("is crossed");
    }
}
