package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.rialto.ledger.Ledger;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** What recognises repetitions allocates nothing once its slabs have grown. */
class AllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 10_000;
    private static final int ROUNDS = 5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingFromAdmissionToEnd() {
        EngineLimits limits = new EngineLimits(0, 100, 10, 1_000, 2, 1_024, 2_000, 5_000_000);
        SilentSink events = new SilentSink();
        LogTime time = new LogTime();
        Accounts accounts = new Accounts(limits, new Ledger());
        for (int person = 0; person < 50; person++) {
            accounts.add(AccountKind.USER, 0, person, 1, 0, "user");
        }
        Requests requests = new Requests(limits, accounts, time, events);
        CommandHeader header = new CommandHeader();
        Outcome outcome = new Outcome();
        header.gatewayId = 1;
        requests.open(header, 1, 1, outcome);
        header.gatewayEpoch = 1;

        run(requests, time, header, outcome, WARM_UP);

        // What commands allocate shows in every round; what the virtual machine does, not in all.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(requests, time, header, outcome, MEASURED);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    /** Looks at orders that cannot follow, and at an order that would go round an iceberg. */
    @Test
    void shouldAllocateNothingToLookAtWhatIsManaged() {
        Venue venue = new Venue(terms -> terms.notionalMaximum = 1_000);
        venue.activateRules();
        venue.buy(Venue.BOB, 1, 100).place();
        venue.sell(Venue.CAT, 8, 120).with(AllocationTest::showsTwo).place();
        for (int i = 0; i < 10; i++) {
            venue.buy(Venue.ANN, 10, 110).with(AllocationTest::followsTheBid).place();
        }
        venue.buy(Venue.BOB, 1, 104).place();
        CommandHeader header = Venue.as(Venue.DAN);
        PlaceOrder order = venue.buy(Venue.DAN, 8, 120).terms;

        long least = Long.MAX_VALUE;
        for (int round = 0; round <= ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long due = 0;
            for (int i = 0; i < MEASURED; i++) {
                due += venue.engine().nextDeadlineNanos() == Long.MAX_VALUE ? 0 : 1;
                venue.engine().previewOrder(header, order, venue.outcome, venue.preview);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(due).isZero();
            assertThat(venue.preview.filledQuantity).isEqualTo(8);
        }
        assertThat(least).isZero();
    }

    private static void showsTwo(PlaceOrder terms) {
        terms.isManaged = true;
        terms.displayQuantity = 2;
    }

    private static void followsTheBid(PlaceOrder terms) {
        terms.isManaged = true;
        terms.peg = Peg.BID;
    }

    /** Fresh keys, repeated keys and numbers, conflicts, denials; keys run out by age and count. */
    private static void run(
            Requests requests, LogTime time, CommandHeader header, Outcome outcome, int commands) {
        for (int i = 0; i < commands; i++) {
            time.now += 100;
            header.actor = 4L + i % 50;
            header.gatewayNumber++;
            boolean keyed = i % 4 != 0;
            header.keyHigh = keyed ? header.gatewayNumber - (i % 7 == 0 ? 50 : 0) : 0;
            header.keyLow = header.keyHigh * 31;
            header.payloadHash = i % 13 == 0 ? 1 : 0;
            if (requests.admit(header, outcome)) {
                if (i % 5 == 0) {
                    outcome.deny(Code.INSUFFICIENT_FUNDS, 2, 1);
                }
                requests.finish(header, outcome, 1);
            }
            if (i % 9 == 0) {
                requests.admit(header, outcome);
            }
        }
    }
}
