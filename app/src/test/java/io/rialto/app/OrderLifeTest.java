package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.engine.EngineLimits;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.MarketTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.RequestContext;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A played session's orders, told word by word. */
class OrderLifeTest {
    private static final long ADMINISTRATOR = 4;
    private static final long ANN = 5;
    private static final long BOB = 6;
    private static final long TICK = 1_000_000_000;
    private static final long LOT = 1_000_000;
    private static final long SECOND = 1_000_000_000L;

    private final CommandPublisher publisher = new CommandPublisher();
    private final RequestContext context = new RequestContext();
    private final OrderTerms order = new OrderTerms();
    private final UnsafeBuffer command =
            new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
    private OrderLife life = new OrderLife(OrderName.parse("1"), false);
    private Machine machine = machine();
    private long timeNanos = 1_700_000_000L * SECOND;
    private long logPosition;

    private Machine machine() {
        return EngineMachine.factory(EngineLimits.defaults()).create(new MachineOutput() {
            @Override
            public void onEvents(DirectBuffer frame, int offset, int length) {
                life.onFrame(frame, offset, length);
            }

            @Override
            public void onAnswer(DirectBuffer answer, int offset, int length) {
                // A life is told from events.
            }
        });
    }

    private void apply(int length) {
        timeNanos += SECOND;
        logPosition += 256;
        life.onCommand(timeNanos, logPosition, command, 0, length);
        machine.onCommand(timeNanos, logPosition, command, 0, length);
    }

    private RequestContext administrator() {
        return context.as(ADMINISTRATOR).sudo();
    }

    private RequestContext user(long account) {
        RequestContext as = context.as(account);
        as.sessionId = 30 + account;
        as.traced = true;
        as.trace[0] = (byte) 0xAB;
        as.trace[15] = (byte) account;
        return as;
    }

    private void play() {
        apply(publisher.bootstrap(command, 0, context.as(0), 1, 2, new byte[32], "root"));
        apply(publisher.createAsset(command, 0, administrator(), "BTC", 8, 4));
        apply(publisher.createAsset(command, 0, administrator(), "USD", 2, 2));
        for (long account = ANN; account <= BOB; account++) {
            apply(publisher.createAccount(command, 0, administrator(), 9, account, 0, "user"));
            issue(account, 1, 10_000 * LOT);
            issue(account, 2, 10_000_00);
        }
        MarketTerms terms = new MarketTerms();
        terms.symbol = "BTC-USD";
        terms.baseAsset = 1;
        terms.quoteAsset = 2;
        terms.tick = TICK;
        terms.lot = LOT;
        terms.priceMaximum = 100_000 * TICK;
        terms.quantityMinimum = LOT;
        terms.quantityMaximum = 10_000 * LOT;
        terms.notionalMinimum = 1;
        terms.notionalMaximum = 1_000_000_000_000L;
        terms.openOrdersAccountMax = 100;
        terms.openOrdersMarketMax = 1_000;
        terms.makerFeePpm = 500;
        terms.takerFeePpm = 1_000;
        apply(publisher.createMarket(command, 0, administrator(), terms));
        place(ANN, Side.SELL, 100, 300, "");
        place(ANN, Side.BUY, 99, 200, "");
        order.limit(1, Side.BUY, 99 * TICK, 500 * LOT);
        order.clientOrderId = "mine";
        order.timeInForce = TimeInForce.GTD;
        order.expiresAt = timeNanos + 60 * SECOND;
        apply(publisher.placeOrder(command, 0, user(BOB), order));
        apply(publisher.amendOrder(command, 0, user(BOB), 1, 3, "", 100 * TICK, 500 * LOT));
        place(ANN, Side.SELL, 100, 50, "");
        apply(publisher.amendOrder(command, 0, user(BOB), 1, 3, "", 0, 400 * LOT));
        timeNanos += 100 * SECOND;
        issue(ANN, 2, 1);
    }

    private void issue(long account, int asset, long amount) {
        RequestContext as = context.as(ADMINISTRATOR, account).sudo();
        apply(publisher.issue(command, 0, as, asset, amount, "welcome"));
    }

    private void place(long account, Side side, long ticks, long lots, String called) {
        order.limit(1, side, ticks * TICK, lots * LOT);
        order.clientOrderId = called;
        apply(publisher.placeOrder(command, 0, user(account), order));
    }

    private String told(String name, boolean showsOthers) {
        life = new OrderLife(OrderName.parse(name), showsOthers);
        machine = machine();
        play();
        assertThat(life.names()).hasSize(1);
        return String.join("\n", life.lines());
    }

    @Test
    void shouldTellWhatHappenedToAnOrderAndWhy() {
        assertThat(told("BTC-USD:3", false)).isEqualTo("""
                order 3 of BTC-USD (market 1), account 6, called mine

                1. PlaceOrder
                   gateway    0, its command 0, session 36, for user 6 as account 6
                   trace      ab000000000000000000000000000006
                   logged     2023-11-14T22:13:33Z, at position 3328 of the log
                   applied    2023-11-14T22:13:33Z
                   published  events 27 to 29
                   27         accepted: buy 5.0000 BTC at 99, gtd until 2023-11-14T22:14:32Z, \
                self-trade none, maker 500 ppm, taker 1000 ppm
                   28         posted hold, held +495.51 USD: has 10000.00 USD, \
                of it held 495.51 USD
                   29         rests with 5.0000 BTC at 99
                   queue      behind 1 order with 2.0000 BTC at its price

                2. AmendOrder
                   gateway    0, its command 0, session 36, for user 6 as account 6
                   trace      ab000000000000000000000000000006
                   logged     2023-11-14T22:13:34Z, at position 3584 of the log
                   applied    2023-11-14T22:13:34Z
                   published  events 30 to 39
                   30         amended to 5.0000 BTC at 100, 5.0000 BTC left, leaves its place
                   31         posted hold, held +5.00 USD: has 10000.00 USD, \
                of it held 500.51 USD
                   32         takes 3.0000 BTC at 100 for 300.00 USD, fee 0.30 USD: \
                trade 1 with order 1
                   33         posted trade, cash -300.30 USD, held -300.30 USD: \
                has 9699.70 USD, of it held 200.21 USD
                   34         posted trade, cash +3.0000 BTC: has 103.0000 BTC, \
                of it held 0.0000 BTC
                   37         posted fee, cash +0.45 USD of account 2
                   39         rests with 2.0000 BTC at 100
                   queue      first at its price

                3. PlaceOrder of somebody else
                   logged     2023-11-14T22:13:35Z, at position 3840 of the log
                   applied    2023-11-14T22:13:35Z
                   published  events 40 to 48
                   42         makes 0.5000 BTC at 100 for 50.00 USD, fee 0.03 USD: \
                trade 2 with order 4
                   43         posted trade, cash -50.03 USD, held -50.05 USD: \
                has 9649.67 USD, of it held 150.16 USD
                   44         posted trade, cash +0.5000 BTC: has 103.5000 BTC, \
                of it held 0.0000 BTC
                   47         posted fee, cash +0.08 USD of account 2

                4. AmendOrder
                   gateway    0, its command 0, session 36, for user 6 as account 6
                   trace      ab000000000000000000000000000006
                   logged     2023-11-14T22:13:36Z, at position 4096 of the log
                   applied    2023-11-14T22:13:36Z
                   published  events 49 to 50
                   49         reduced to 4.0000 BTC, 0.5000 BTC left, keeps its place
                   50         posted release, held -100.10 USD: has 9649.67 USD, \
                of it held 50.06 USD

                5. the passing of time
                   applied    2023-11-14T22:15:17Z
                   published  events 51 to 52
                   51         ends: expired, filled 3.5000 BTC, 0.5000 BTC not
                   52         posted release, held -50.06 USD: has 9649.67 USD, \
                of it held 0.00 USD""");
    }

    @Test
    void shouldNameOthersOnlyWhenAsked() {
        assertThat(told("1:3", false)).doesNotContain("account 5").doesNotContain("session 35");
        assertThat(told("1:3", true).lines())
                .contains(
                        "   32         takes 3.0000 BTC at 100 for 300.00 USD, fee 0.30 USD:"
                                + " trade 1 with order 1 of account 5",
                        "   36         posted trade, cash +299.85 USD of account 5:"
                                + " has 10299.85 USD, of it held 198.21 USD",
                        "   37         posted fee, cash +0.45 USD of account 2:"
                                + " has 0.45 USD, of it held 0.00 USD",
                        "   gateway    0, its command 0, session 35, for user 5 as account 5");
    }

    @Test
    void shouldTellHowAnOpenOrderStands() {
        assertThat(told("BTC-USD:2", false)).isEqualTo("""
                order 2 of BTC-USD (market 1), account 5

                1. PlaceOrder
                   gateway    0, its command 0, session 35, for user 5 as account 5
                   trace      ab000000000000000000000000000005
                   logged     2023-11-14T22:13:32Z, at position 3072 of the log
                   applied    2023-11-14T22:13:32Z
                   published  events 24 to 26
                   24         accepted: buy 2.0000 BTC at 99, gtc, \
                self-trade none, maker 500 ppm, taker 1000 ppm
                   25         posted hold, held +198.21 USD: has 10000.00 USD, \
                of it held 198.21 USD
                   26         rests with 2.0000 BTC at 99
                   queue      first at its price

                open after event 55: filled 0.0000 BTC, 2.0000 BTC left, held 198.21 USD
                   queue      first at its price""");
    }

    @Test
    void shouldBeginWithAStateWhereTheLogDoes() {
        told("BTC-USD:3", false);
        OrderLife later = new OrderLife(OrderName.parse("2"), false);
        machine.writeSnapshot(later::onStateRecord);
        assertThat(String.join("\n", later.lines())).isEqualTo("""
                order 2 of BTC-USD (market 1), account 5

                before event 56, where the log begins: accepted 2023-11-14T22:13:32Z, buy at 99, \
                filled 0.0000 BTC, 2.0000 BTC left, held 198.21 USD
                   queue      first at its price

                open after event 55: filled 0.0000 BTC, 2.0000 BTC left, held 198.21 USD
                   queue      first at its price""");
    }

    @Test
    void shouldKnowNoOrderThatWasNot() {
        life = new OrderLife(OrderName.parse("BTC-USD:99"), false);
        machine = machine();
        play();
        assertThat(life.names()).isEmpty();
    }
}
