package io.rialto.simulator;

import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.CommandClientListener;
import io.rialto.sequencer.CommandWindow;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventStream;
import io.rialto.view.FrameSource;
import io.rialto.view.VenueView;
import io.rialto.view.ViewHost;

import org.agrona.DirectBuffer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A gateway: the real window of commands, the real view and its host, on the simulation's one
 * thread. It is killed at times and comes again as a new instance that remembers nothing.
 */
final class GatewayProcess implements CommandClientListener {
    private static final long TURN_NANOS = 10_000_000;
    private static final long WAKE_NANOS = 20_000;
    private static final long DOWN_NANOS = 500_000_000;
    private static final long STALL_NANOS = 10_000_000_000L;
    private static final Duration READ_WAIT = Duration.ofSeconds(1);

    private final World world;
    private final Node node;
    private final NodeStream stream;
    private final Checker checker;
    private final Dice dice;
    private final int id;

    /** Who waits for an answer through this instance, in the order of asking. */
    private List<Waiting> waiting = new ArrayList<>();

    private CommandWindow window;
    private Link link;
    private VenueView view;
    private ViewHost host;
    private EventReader reader;
    private long begunAt;
    private long life;
    private boolean isUp;
    private boolean isAwake;
    private long stalledUntil;

    GatewayProcess(World world, Node node, NodeStream stream, Checker checker, int id) {
        this.world = world;
        this.node = node;
        this.stream = stream;
        this.checker = checker;
        this.id = id;
        dice = world.dice("gateway-" + id);
        start();
        Weather weather = world.weather();
        world.sometimes(weather.gatewayKills(), "kill-gateway", dice, this::die);
        world.sometimes(weather.cuts(), "cut", dice, this::cut);
        world.sometimes(weather.stalls(), "stall-view", dice, this::stall);
        world.timeline().after(TURN_NANOS, "gateway", this::turnAgain);
    }

    private void start() {
        isUp = true;
        life++;
        window = new CommandWindow(id, id, world.nextId(), this);
        link = new Link(world, node, window, dice, this::wake);
        beginView();
    }

    private void beginView() {
        view = new VenueView();
        stream.newestSnapshot().ifPresent(snapshot -> snapshot.read(view::onStateRecord));
        begunAt = view.sequence();
        reader = stream.open("gateway-" + id, begunAt, view.chain());
        host = ViewHost.stepped(view, this::poll, world.timeline()::now);
    }

    private int poll(FrameSource.FrameHandler handler, int framesMax) {
        if (world.timeline().now() < stalledUntil) {
            return 0;
        }
        int count = reader.poll(handler::onFrame, framesMax);
        reader.applied(view.sequence());
        return count;
    }

    private void cut() {
        link.cut();
    }

    private void stall() {
        world.tally().count(Fault.CONSUMER_STALLED);
        stalledUntil = world.timeline().now() + dice.waiting(STALL_NANOS);
    }

    private void die() {
        if (!isUp) {
            return;
        }
        world.tally().count(Fault.GATEWAY_KILLED);
        isUp = false;
        link.close();
        host.close();
        List<Waiting> lost = waiting;
        waiting = new ArrayList<>();
        // Clients notice that their connections are gone.
        lost.forEach(one ->
                world.timeline().after(dice.waiting(WAKE_NANOS), "connection-lost", one::lose));
        world.timeline().after(dice.waiting(DOWN_NANOS), "start-gateway", this::start);
    }

    // Turns of its threads.

    private void turnAgain() {
        if (isUp) {
            turn();
        }
        world.timeline().after(dice.waiting(TURN_NANOS), "gateway", this::turnAgain);
    }

    private void wake() {
        if (!isAwake) {
            isAwake = true;
            world.timeline().after(dice.waiting(WAKE_NANOS), "gateway-woken", () -> {
                isAwake = false;
                if (isUp) {
                    turn();
                }
            });
        }
    }

    private void turn() {
        long now = world.timeline().now();
        link.doWork(now);
        window.doWork(now, link);
        turnView();
    }

    private void turnView() {
        try {
            host.turn();
        } catch (EventReader.SequencePurgedException left) {
            world.tally().count(Fault.CONSUMER_LEFT_BEHIND);
            host.close();
            EventStream.StateSnapshot newest = stream.newestSnapshot().orElseThrow();
            Violation.unless(
                    view.sequence() > begunAt || newest.sequence() != begunAt,
                    "the newest snapshot is older than the events kept");
            beginView();
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Violation("a view ends: " + e.getMessage(), e);
        }
        checker.onViewTurn(view);
    }

    // What clients ask of it.

    boolean isReady() {
        return isUp && window.isReady();
    }

    VenueView view() {
        return view;
    }

    /** Event that the view began with: it does not know what was closed before. */
    long begunAt() {
        return begunAt;
    }

    /** Takes a command; false when it cannot, and then nothing was sent. */
    boolean submit(DirectBuffer command, int length, Answered answered) {
        Waiting one = new Waiting(answered);
        if (!isReady() || !window.submit(command, 0, length, one)) {
            return false;
        }
        waiting.add(one);
        wake();
        return true;
    }

    /** Asks the view as soon as it shows event {@code sequence}. */
    <T> CompletableFuture<T> read(long sequence, Function<VenueView, T> question) {
        wake();
        return host.query(world.has(Plant.STALE_READ) ? 0 : sequence, READ_WAIT, question);
    }

    /** Hears what became of a command; of the two, one is called once. */
    interface Answered {
        void onAnswer(DirectBuffer answer, int offset, int length);

        /** The gateway is gone, and nobody knows. */
        void onUnknown();
    }

    private final class Waiting implements CommandClient.AnswerHandler {
        private final Answered answered;
        private final long of = life;

        Waiting(Answered answered) {
            this.answered = answered;
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            Violation.unless(of == life, "an answer comes to an instance that is gone");
            waiting.remove(this);
            answered.onAnswer(answer, offset, length);
        }

        @Override
        public void onUnknown() {
            throw new Violation("the window gives a command up");
        }

        void lose() {
            answered.onUnknown();
        }
    }

    @Override
    public void onStopped(String reason) {
        throw new Violation("gateway " + id + " is stopped: " + reason);
    }

    @Override
    public void onError(Throwable error) {
        if (error instanceof Violation violation) {
            throw violation;
        }
        throw new Violation("a gateway fails: " + error, error);
    }
}
