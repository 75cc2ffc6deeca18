package io.rialto.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Condition;
import io.rialto.protocol.MarketStatus;

import org.junit.jupiter.api.Test;

/** What waits for a price is triggered by trades that stand. */
class AuditedOrderTest {
    private final AuditedMarket market = new AuditedMarket(1, 0, 1, 2, 1, MarketStatus.HALTED);

    private AuditedOrder waiting(Condition condition, boolean isBuy) {
        AuditedOrder order = new AuditedOrder(market, 1, null, isBuy, null, null);
        order.condition = condition;
        order.triggerPrice = 95;
        return order;
    }

    @Test
    void shouldTakeNoneForTriggeredWhereTheOnlyTradeIsUndone() {
        AuditedOrder trailing = waiting(Condition.TRAILING_STOP, false);
        AuditedOrder falling = waiting(Condition.STOP, false);
        AuditedOrder rising = waiting(Condition.STOP, true);
        market.waiting = 3;
        market.traded(95);
        assertThat(trailing.isTriggered()).isTrue();
        assertThat(falling.isTriggered()).isTrue();
        assertThat(rising.isTriggered()).isTrue();

        market.undone(market.lastStanding());
        assertThat(trailing.isTriggered()).isFalse();
        assertThat(falling.isTriggered()).isFalse();
        assertThat(rising.isTriggered()).isFalse();
    }
}
