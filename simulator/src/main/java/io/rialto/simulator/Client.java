package io.rialto.simulator;

import io.rialto.view.OrderInfo;
import io.rialto.view.VenueView;

import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Someone who trades through gateways: has several requests unanswered, asks again under the same
 * key when no answer comes, on any gateway, and again later to hear the same; reads what it was
 * told that it wrote.
 */
final class Client {
    private static final long ANSWER_NANOS = 5_000_000_000L;
    private static final long RETRY_NANOS = 100_000_000;
    private static final int ANSWERED_KEPT = 50;

    private final World world;
    private final Checker checker;
    private final List<GatewayProcess> gateways;
    private final Workload workload;
    private final Dice dice;
    private long thinkNanos;
    private int openMax;
    private final List<Request> open = new ArrayList<>();
    private final List<Request> answered = new ArrayList<>();
    private int home;
    private long seen;
    private long asked;
    private boolean isPausing;

    Client(
            World world,
            Checker checker,
            List<GatewayProcess> gateways,
            String name,
            Workload workload,
            long thinkNanos,
            int openMax) {
        this.world = world;
        this.checker = checker;
        this.gateways = gateways;
        this.workload = workload;
        this.thinkNanos = thinkNanos;
        this.openMax = openMax;
        dice = world.dice(name);
        home = dice.below(gateways.size());
        world.timeline().after(dice.waiting(thinkNanos), "client", this::turn);
    }

    /** Asks for nothing new while it pauses. */
    void pause(boolean pauses) {
        isPausing = pauses;
    }

    /** Thinks so long on average from now on, and has so many requests unanswered at most. */
    void slowDown(long newThinkNanos, int newOpenMax) {
        openMax = newOpenMax;
        thinkNanos = newThinkNanos;
    }

    /** Whether all that it asked for is answered. */
    boolean isSettled() {
        return open.isEmpty();
    }

    /** The request asked for last but so many, if there are as many. */
    Optional<Request> answeredBefore(int back) {
        return back < answered.size()
                ? Optional.of(answered.get(answered.size() - 1 - back))
                : Optional.empty();
    }

    /** Requests so far, repetitions left out. */
    long asked() {
        return asked;
    }

    /** What the client can see of the venue. */
    VenueView view() {
        return gateways.get(home).view();
    }

    private void turn() {
        if (!isPausing && open.size() < openMax) {
            if (dice.chance(0.01)) {
                home = dice.below(gateways.size());
            }
            if (dice.chance(0.1) && !answered.isEmpty()) {
                repeat(answered.get(dice.below(answered.size())));
            } else {
                Request request = workload.next(this);
                asked++;
                open.add(request);
                send(request);
            }
        }
        world.timeline().after(dice.waiting(thinkNanos), "client", this::turn);
    }

    private void repeat(Request request) {
        if (request.isKeyed()) {
            anyGateway()
                    .submit(request.command(), request.command().capacity(), new Answer(request));
        }
    }

    private void send(Request request) {
        if (!request.isOpen()) {
            return;
        }
        GatewayProcess gateway = dice.chance(0.05) ? anyGateway() : gateways.get(home);
        if (world.has(Plant.NEW_KEY)) {
            Mistakes.newKey(request.command(), dice.word());
        }
        if (!gateway.submit(request.command(), request.command().capacity(), new Answer(request))) {
            world.timeline().after(dice.waiting(RETRY_NANOS), "client-again", () -> send(request));
        } else if (request.isKeyed()) {
            // The gateway says that nothing is known; the first may still be on its way.
            world.timeline().after(ANSWER_NANOS, "client-waited", () -> send(request));
        }
    }

    private GatewayProcess anyGateway() {
        return gateways.get(dice.below(gateways.size()));
    }

    private final class Answer implements GatewayInstance.Answered {
        private final Request request;

        Answer(Request request) {
            this.request = request;
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            Outcome outcome = checker.onAnswer(request, answer, offset, length);
            seen = Math.max(seen, outcome.sequence());
            if (request.isOpen()) {
                request.answeredFirst(outcome);
                close(request);
                if (request.kind() == Request.Kind.PLACE && outcome.isDone()) {
                    readSometimes(request, outcome);
                }
            }
        }

        @Override
        public void onUnknown() {
            if (!request.isOpen()) {
                return;
            }
            if (request.isKeyed()) {
                world.timeline()
                        .after(dice.waiting(RETRY_NANOS), "client-again", () -> send(request));
            } else {
                request.abandon();
                close(request);
            }
        }
    }

    private void close(Request request) {
        open.remove(request);
        if (request.isAnswered()) {
            answered.add(request);
            if (answered.size() > ANSWERED_KEPT) {
                answered.removeFirst();
            }
        }
    }

    // Reading what was written.

    private void readSometimes(Request request, Outcome outcome) {
        if (!dice.chance(0.3)) {
            return;
        }
        GatewayProcess gateway = anyGateway();
        world.tally().reads++;
        long minimum = seen;
        var _ = gateway.read(minimum, view -> {
                    checkShown(request, outcome, view, minimum, gateway.begunAt());
                    return true;
                })
                .whenComplete((shown, failure) -> {
                    // A view that is behind for long says so; that is no violation.
                    if (failure instanceof Violation violation) {
                        world.report(violation);
                    }
                });
    }

    private static void checkShown(
            Request request, Outcome outcome, VenueView view, long minimum, long begunAt) {
        Violation.unless(view.sequence() >= minimum, "a read shows less than was told");
        Optional<OrderInfo> order = view.orderByClientOrderId(request.account(), request.name());
        if (order.isEmpty()) {
            Violation.unless(
                    begunAt >= outcome.sequence(),
                    "a read does not show the order " + request.name());
            return;
        }
        OrderInfo shown = order.get();
        boolean isSame = shown.order() == outcome.id()
                && shown.filled() >= outcome.filled()
                && (view.sequence() != outcome.sequence()
                        || (shown.state().value() == outcome.state().value()
                                && shown.remaining() == outcome.remaining()));
        Violation.unless(isSame, "a read shows " + shown + " after " + outcome);
    }
}
