package io.rialto.simulator;

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
 * A gateway: the way for commands, and the real view with its host, on the simulation's one thread.
 * It is killed at times and comes again as a new instance that remembers nothing; at others the old
 * one was only taken for dead and lives on beside it.
 */
final class GatewayProcess {
    private static final long TURN_NANOS = 10_000_000;
    private static final long WAKE_NANOS = 20_000;
    private static final long DOWN_NANOS = 500_000_000;
    private static final long STALL_NANOS = 10_000_000_000L;
    private static final long TWINS_NANOS = 10_000_000_000L;
    private static final Duration READ_WAIT = Duration.ofSeconds(1);

    private final World world;
    private final Node node;
    private final NodeStream stream;
    private final Checker checker;
    private final Dice dice;
    private final int id;
    private final List<GatewayInstance> replaced = new ArrayList<>();
    private GatewayInstance instance;
    private VenueView view;
    private ViewHost host;
    private EventReader reader;
    private long begunAt;
    private boolean isUp;
    private boolean isAwake;
    private long stalledUntil;
    private long replacedNanos = -TWINS_NANOS;

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
        world.sometimes(weather.gatewayTwins(), "replace-gateway", dice, this::replace);
        world.sometimes(weather.cuts(), "cut", dice, () -> instance.cut());
        world.sometimes(weather.stalls(), "stall-view", dice, this::stall);
        world.timeline().after(TURN_NANOS, "gateway", this::turnAgain);
    }

    private void start() {
        isUp = true;
        world.trace().note("gateway starts", id, 0);
        instance = new GatewayInstance(world, node, dice, id, this::wake, this::fenced);
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

    private void stall() {
        world.tally().count(Fault.CONSUMER_STALLED);
        stalledUntil = world.timeline().now() + dice.waiting(STALL_NANOS);
    }

    private void die() {
        if (isUp) {
            world.tally().count(Fault.GATEWAY_KILLED);
            world.trace().note("gateway dies", id, 0);
            isUp = false;
            instance.die();
            host.close();
            world.timeline().after(dice.waiting(DOWN_NANOS), "start-gateway", this::start);
        }
    }

    /** The old instance is taken for dead; a new one opens, and the old one is to be fenced off. */
    private void replace() {
        if (isUp) {
            world.tally().count(Fault.GATEWAY_REPLACED);
            replacedNanos = world.timeline().now();
            replaced.add(instance);
            host.close();
            start();
        }
    }

    /** Of two that live the one that opened last stays, and an opening may be on its way for long. */
    private void fenced(GatewayInstance ended) {
        if (ended == instance) {
            Violation.unless(
                    !replaced.isEmpty() || world.timeline().now() - replacedNanos < TWINS_NANOS,
                    "gateway " + id + " is fenced off by nobody");
            isUp = false;
            host.close();
            world.timeline().after(dice.waiting(DOWN_NANOS), "start-gateway", this::start);
        }
    }

    // Turns of its threads.

    private void turnAgain() {
        turn();
        world.timeline().after(dice.waiting(TURN_NANOS), "gateway", this::turnAgain);
    }

    private void wake() {
        if (!isAwake) {
            isAwake = true;
            world.timeline().after(dice.waiting(WAKE_NANOS), "gateway-woken", () -> {
                isAwake = false;
                turn();
            });
        }
    }

    private void turn() {
        replaced.forEach(GatewayInstance::turn);
        replaced.removeIf(GatewayInstance::isOver);
        if (isUp) {
            instance.turn();
            turnView();
        }
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

    VenueView view() {
        return view;
    }

    /** Event that the view began with: it does not know what was closed before. */
    long begunAt() {
        return begunAt;
    }

    /** Takes a command; false when it cannot, and then nothing was sent. */
    boolean submit(DirectBuffer command, int length, GatewayInstance.Answered answered) {
        return isUp && instance.submit(command, length, answered);
    }

    /** Asks the view as soon as it shows event {@code sequence}. */
    <T> CompletableFuture<T> read(long sequence, Function<VenueView, T> question) {
        wake();
        return host.query(world.has(Plant.STALE_READ) ? 0 : sequence, READ_WAIT, question);
    }
}
