package io.rialto.simulator;

import io.rialto.engine.EngineLimits;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.MachineFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One venue with its clients, gateways, views and consumers, on one thread under a seed: opened,
 * traded on while things go wrong, and at the end left in peace until everyone knows everything.
 */
public final class Simulation {
    private static final int GATEWAYS = 3;
    private static final long START_NANOS = 1_760_000_000_000_000_000L;
    private static final long OPERATOR_NANOS = 5_000_000;
    private static final long OPERATOR_LATER_NANOS = 100_000_000;
    private static final long TRADER_NANOS = 20_000_000;
    private static final long PAUSE_NANOS = 2_000_000_000;
    private static final long PEACE_NANOS_MAX = 120_000_000_000L;
    private static final double PAUSES = 4;

    /** As many outcomes as a gateway may wait for; few keys, so that the oldest are forgotten. */
    private static final EngineLimits LIMITS =
            new EngineLimits(0, 64, 16, 4_096, 8, 4_096, 1_000, 24L * 3_600 * 1_000_000_000);

    private final SimulationOptions options;
    private final World world;
    private final Checker checker;
    private final Node node;
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final OperatorWork opening;
    private final Client operator;
    private boolean isStopped;

    private Simulation(SimulationOptions options) {
        this.options = options;
        world = new World(options.seed(), options.plant(), options.isReadable());
        MachineFactory factory = EngineMachine.factory(LIMITS);
        checker = new Checker(world, factory);
        node = new Node(world, new Disk(), factory, checker, START_NANOS);
        NodeStream stream = new NodeStream(world, node);
        node.keepFor(stream::neededSequence);
        node.start();
        for (int id = 1; id <= GATEWAYS; id++) {
            gateways.add(new GatewayProcess(world, node, stream, checker, id));
        }
        new Bookkeeper(world, stream);
        opening = new OperatorWork(world.dice("operator"), node::clockNanos);
        operator = client("operator-client", opening, OPERATOR_NANOS, 1);
        changeClock();
        Dice dice = world.dice("pauses");
        world.sometimes(PAUSES, "pause", dice, () -> pause(dice));
    }

    private Client client(String name, Workload workload, long thinkNanos, int openMax) {
        Client client = new Client(world, checker, gateways, name, workload, thinkNanos, openMax);
        clients.add(client);
        return client;
    }

    private void changeClock() {
        Dice dice = world.dice("clock");
        world.sometimes(world.weather().clockJumps(), "clock-jump", dice, () -> {
            boolean isAhead = dice.coin();
            long by = dice.between(1, dice.coin() ? 1_000_000_000L : 60_000_000_000L);
            world.tally().count(isAhead ? Fault.CLOCK_AHEAD : Fault.CLOCK_BACK);
            node.moveClock(isAhead ? by : -by);
        });
    }

    private void pause(Dice dice) {
        clients.forEach(client -> client.pause(true));
        world.timeline()
                .after(
                        dice.waiting(PAUSE_NANOS),
                        "resume",
                        () -> clients.forEach(client -> client.pause(isStopped)));
    }

    /**
     * Runs a simulation.
     *
     * @return what was simulated, and the first violation of what must be true, if there was one
     */
    public static SimulationResult run(SimulationOptions options) {
        Simulation simulation = new Simulation(options);
        Optional<String> violation = Optional.empty();
        try {
            simulation.run();
        } catch (Violation e) {
            violation = Optional.of(e.getMessage());
        }
        return simulation.result(violation);
    }

    private void run() {
        openVenue();
        long end = world.timeline().now() + options.virtualNanos();
        while (world.timeline().now() < end && !isAtStep()) {
            world.step();
        }
        world.calm();
        isStopped = true;
        clients.forEach(client -> client.pause(true));
        long patience = world.timeline().now() + PEACE_NANOS_MAX;
        while (!isAtRest()) {
            Violation.unless(
                    world.timeline().now() < patience,
                    "in peace, someone still waits for an answer or an event");
            if (isAtStep()) {
                return;
            }
            world.step();
        }
    }

    private void openVenue() {
        while (!(opening.isOpened() && operator.isSettled()) && !isAtStep()) {
            world.step();
        }
        for (int i = 0; i < OperatorWork.TRADERS; i++) {
            String name = "t" + i;
            Dice dice = world.dice(name);
            TraderWork work = new TraderWork(name, OperatorWork.trader(i), node::clockNanos, dice);
            client(name + "-client", work, TRADER_NANOS, 8);
        }
        operator.slowDown(OPERATOR_LATER_NANOS, 4);
    }

    private boolean isAtStep() {
        return world.timeline().steps() >= options.steps();
    }

    private boolean isAtRest() {
        return node.isQuiet()
                && clients.stream().allMatch(Client::isSettled)
                && checker.isShownBy(gateways.stream().map(GatewayProcess::view).toList());
    }

    private SimulationResult result(Optional<String> violation) {
        Tally tally = world.tally();
        return new SimulationResult(
                options.seed(),
                world.timeline().steps(),
                world.timeline().now(),
                world.trace().hash(),
                tally.commands,
                tally.answers,
                tally.denied,
                tally.repeated,
                tally.reads,
                checker.sequence(),
                tally.faults(),
                tally.done(),
                violation,
                world.trace().lines());
    }
}
