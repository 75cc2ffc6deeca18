package io.rialto.app;

import io.rialto.simulator.Simulation;
import io.rialto.simulator.SimulationOptions;
import io.rialto.simulator.SimulationResult;
import io.rialto.simulator.SimulationTotals;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code rialto test simulate}: the whole venue on one thread under seeds, with faults. */
@Command(
        name = "simulate",
        hidden = true,
        mixinStandardHelpOptions = true,
        header = "Simulates the venue under seeds, with faults, and checks what must be true.",
        description = {
            "Runs clients, gateways, sequencer, engine, events and views on one thread in virtual",
            "time, while messages are lost, late, repeated and overtaken, processes die, power",
            "fails, disks and readers stall and clocks jump. Everything follows from the seed.",
            "",
            "Without --seeds it goes on until Ctrl-C. At the first violation it says seed and step,",
            "shows the last steps and ends with exit code 1; --seed S --step N goes there again."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long TELL_NANOS = 2_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The first seed (default: one of the moment).")
    private Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many seeds, one after the other (default: without end).")
    private long seeds;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "1",
            description = "Venue time of a seed, in minutes (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--step",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop the one seed at that step and show the last steps.")
    private long step;

    private final SimulationTotals totals = new SimulationTotals();

    @Override
    public Integer call() {
        if (minutes <= 0 || seeds < 0 || step < 0 || (step > 0 && seed == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes is above 0, and --step needs the --seed");
        }
        long first = seed == null ? System.currentTimeMillis() : seed;
        return step > 0 ? show(options(first).upTo(step)) : simulate(first);
    }

    private SimulationOptions options(long ofSeed) {
        return SimulationOptions.of(ofSeed, (long) (minutes * MINUTE_NANOS));
    }

    private int simulate(long first) {
        Thread tellAtEnd = new Thread(this::tell);
        Runtime.getRuntime().addShutdownHook(tellAtEnd);
        long toldNanos = System.nanoTime();
        for (long i = 0; seeds == 0 || i < seeds; i++) {
            SimulationResult result = Simulation.run(options(first + i));
            synchronized (totals) {
                totals.add(result);
            }
            if (result.violation().isPresent()) {
                return show(options(result.seed()).upTo(result.steps()));
            }
            if (System.nanoTime() - toldNanos >= TELL_NANOS) {
                toldNanos = System.nanoTime();
                System.err.println(totals.summary() + ", at seed " + result.seed());
            }
        }
        return 0;
    }

    private void tell() {
        synchronized (totals) {
            totals.lines().forEach(System.out::println);
        }
    }

    private static int show(SimulationOptions options) {
        SimulationResult result = Simulation.run(options);
        result.lines().forEach(System.out::println);
        System.out.printf(
                "seed %d, step %d, %.6f s of venue time, trace %016x%n",
                result.seed(), result.steps(), result.virtualNanos() / 1e9, result.traceHash());
        if (result.violation().isEmpty()) {
            return 0;
        }
        System.out.println("VIOLATED: " + result.violation().get());
        System.out.printf(
                "again: ./rialto test simulate --seed %d --step %d (and --minutes, if given)%n",
                result.seed(), result.steps());
        return Main.BROKEN;
    }
}
