package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.engine.AccountKind;
import io.rialto.engine.Code;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderState;
import io.rialto.engine.OrderType;
import io.rialto.engine.Outcome;
import io.rialto.engine.StateHash;
import io.rialto.engine.StateSink;
import io.rialto.engine.TimeInForce;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.InvariantBrokenException;
import io.rialto.money.Side;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Every record with every field set, through bytes and back. */
class StateCodecTest {
    @Test
    void shouldBringBackEveryFieldOfEveryRecord() {
        StateHash written = new StateHash();
        everything(written);
        StateHash read = new StateHash();
        StateDecoder decoder = new StateDecoder(read);
        for (UnsafeBuffer record : records()) {
            assertThat(decoder.isComplete()).isFalse();
            decoder.onRecord(record, 0, record.capacity());
        }
        assertThat(decoder.isComplete()).isTrue();
        assertThat(decoder.sequence()).isEqualTo(41);
        assertThat(decoder.chain()).isEqualTo(-42);
        assertThat(read.value()).isEqualTo(written.value());
    }

    @Test
    void shouldNoticeALostRecord() {
        List<UnsafeBuffer> records = records();
        for (int lost = 0; lost < records.size(); lost++) {
            StateDecoder decoder = new StateDecoder(new StateHash());
            int leftOut = lost;
            assertThatThrownBy(() -> {
                        for (int i = 0; i < records.size(); i++) {
                            if (i != leftOut) {
                                UnsafeBuffer each = records.get(i);
                                decoder.onRecord(each, 0, each.capacity());
                            }
                        }
                        if (!decoder.isComplete()) {
                            throw new InvariantBrokenException("no end");
                        }
                    })
                    .as("record %d", lost)
                    .isInstanceOf(InvariantBrokenException.class);
        }
    }

    @Test
    void shouldNoticeACutRecordAnotherOrderAndAnotherSchema() {
        List<UnsafeBuffer> records = records();
        UnsafeBuffer first = records.getFirst();
        assertRefused(first, first.capacity() - 1);
        assertRefused(records.get(1), records.get(1).capacity());
        first.putByte(6, (byte) 2);
        assertRefused(first, first.capacity());
    }

    @Test
    void shouldGoOnFromASnapshotAsIfThereHadBeenNone() {
        VenueFixture venue = new VenueFixture();
        long market = venue.market(3);
        trade(venue, market, 400, 0);
        VenueFixture restored = new VenueFixture();
        List<UnsafeBuffer> records = new ArrayList<>();
        venue.machine.writeSnapshot(
                (record, offset, length) -> records.add(VenueFixture.copy(record, offset, length)));
        records.forEach(each -> restored.machine.readSnapshot(each, 0, each.capacity()));
        assertThat(restored.machine.stateHash()).isEqualTo(venue.machine.stateHash());
        assertThat(restored.machine.sequence()).isEqualTo(venue.machine.sequence());
        assertThat(restored.machine.chain()).isEqualTo(venue.machine.chain());
        restored.timeNanos = venue.timeNanos;
        restored.logPosition = venue.logPosition;
        trade(venue, market, 400, 400);
        trade(restored, market, 400, 400);
        assertThat(restored.machine.chain()).isEqualTo(venue.machine.chain());
        assertThat(restored.machine.stateHash()).isEqualTo(venue.machine.stateHash());
    }

    @Test
    void shouldBringBackAStateWithEveryKindOfRecord() {
        Machine machine = ExampleSession.play().machine();
        VenueFixture restored = new VenueFixture();

        machine.writeSnapshot((record, offset, length) -> restored.machine.readSnapshot(
                VenueFixture.copy(record, offset, length), 0, length));

        assertThat(restored.machine.sequence()).isEqualTo(machine.sequence());
        assertThat(restored.machine.stateHash()).isEqualTo(machine.stateHash());
    }

    /** What was traded under a market's tiers stands beside them, whichever market comes next. */
    @Test
    void shouldReadTheTiersOfAMarketAfterTheVolumesOfAnother() {
        StateHash written = new StateHash();
        StateHash read = new StateHash();
        StateDecoder decoder = new StateDecoder(read);
        StateEncoder encoder = new StateEncoder(
                (record, offset, length) ->
                        decoder.onRecord(VenueFixture.copy(record, offset, length), 0, length),
                41,
                -42);
        for (StateSink sink : List.of(written, encoder)) {
            sink.header(2, 0, 1, 1, 1, 3, 1);
            for (long market = 1; market <= 2; market++) {
                sink.feeTier(market, 50_000, 0, 2_000);
                sink.tradedVolume(market, 5, 100, 700);
            }
            sink.end();
        }
        assertThat(decoder.isComplete()).isTrue();
        assertThat(read.value()).isEqualTo(written.value());
    }

    /** Orders that cross now and then, by a fixed rule. */
    private static void trade(VenueFixture venue, long market, int commands, int first) {
        for (int i = first; i < first + commands; i++) {
            int each = i;
            OrderTerms terms = new OrderTerms()
                    .limit(
                            market,
                            i % 2 == 0 ? io.rialto.protocol.Side.BUY : io.rialto.protocol.Side.SELL,
                            (95 + (i * 7L) % 11) * 1_000_000_000L,
                            (1 + i % 5) * 1_000_000L);
            terms.clientOrderId = "order-" + i;
            venue.done((b, o) -> venue.publisher.placeOrder(
                    b, o, venue.context.as(5 + each % 3).key(9, each, each), terms));
        }
    }

    private static void assertRefused(UnsafeBuffer record, int length) {
        StateDecoder decoder = new StateDecoder(new StateHash());
        assertThatThrownBy(() -> decoder.onRecord(record, 0, length))
                .isInstanceOf(InvariantBrokenException.class);
    }

    private static List<UnsafeBuffer> records() {
        List<UnsafeBuffer> records = new ArrayList<>();
        everything(new StateEncoder(
                (record, offset, length) -> records.add(VenueFixture.copy(record, offset, length)),
                41,
                -42));
        return records;
    }

    private static void everything(StateSink sink) {
        sink.header(1, 3, 1_700_000_000_000_000_000L, 5, 6, 7, 8);
        sink.asset(1, "BTC.X-Y_Z/0123456789ABCD", 9, 8);
        sink.account(1, 0, AccountKind.ISSUANCE, false, 0, 0, 1, "issuance");
        sink.account(4, 2, AccountKind.USER, true, Long.MIN_VALUE, Long.MAX_VALUE, 9, "Zoë 🙂");
        sink.balance(1, 1, Long.MIN_VALUE, 0);
        sink.balance(4, 1, Long.MAX_VALUE, 17);
        byte[] hash = new byte[32];
        hash[0] = -1;
        hash[31] = 127;
        sink.token(11, 4, hash, 12, "");
        MarketSpec spec = new MarketSpec(
                "A/B",
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                14,
                15,
                -16,
                17,
                SelfTradePrevention.DECREMENT,
                MarketStatus.PAUSED);
        sink.market(21, 22, spec, 23, 24, 25, 26);
        StateSink.OrderRecord order = new StateSink.OrderRecord();
        order.terms.market = 21;
        order.terms.order = 31;
        order.terms.account = 4;
        order.terms.clientOrderId.set("0123456789abcdefghijklmnopqrstuvwxyz");
        order.terms.price = 32;
        order.terms.quantity = 33;
        order.terms.budget = 34;
        order.terms.expiresAt = 35;
        order.terms.makerFeePpm = -36;
        order.terms.takerFeePpm = 37;
        order.terms.side = Side.SELL;
        order.terms.orderType = OrderType.LIMIT;
        order.terms.timeInForce = TimeInForce.DAY;
        order.terms.selfTradePrevention = SelfTradePrevention.CANCEL_OLDEST;
        order.terms.postOnly = true;
        order.remaining = 38;
        order.filled = 39;
        order.held = 40;
        order.makerNotional = 41;
        order.takerNotional = 42;
        order.makerFees = -43;
        order.takerFees = 44;
        order.acceptedAt = 45;
        sink.order(order);
        sink.gateway(51, 52, 53, 54, 55);
        sink.gatewayOutcome(51, 55, outcome(60));
        sink.key(4, 71, 72, 73, 74, outcome(80));
        sink.unchargedNotional(21, 31, 46);
        sink.end();
    }

    private static Outcome outcome(long from) {
        Outcome outcome = new Outcome();
        outcome.code = Code.FILL_OR_KILL_UNFILLABLE;
        outcome.sequence = from;
        outcome.timeNanos = from + 1;
        outcome.id = from + 2;
        outcome.count = from + 3;
        outcome.filledQuantity = from + 4;
        outcome.filledNotional = from + 5;
        outcome.fees = -from;
        outcome.remaining = from + 6;
        outcome.needed = from + 7;
        outcome.available = from + 8;
        outcome.state = OrderState.EXPIRED;
        outcome.related = from + 9;
        outcome.relatedCode = Code.ORDER_UNKNOWN;
        return outcome;
    }
}
