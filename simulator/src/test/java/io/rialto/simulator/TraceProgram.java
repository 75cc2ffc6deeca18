package io.rialto.simulator;

/** Prints the trace of a simulation, for who compares it with another process's. */
final class TraceProgram {
    private TraceProgram() {}

    /** Takes the seed and the nanoseconds of venue time. */
    public static void main(String[] arguments) {
        SimulationResult result = Simulation.run(
                SimulationOptions.of(Long.parseLong(arguments[0]), Long.parseLong(arguments[1])));
        System.out.println(Long.toHexString(result.traceHash()));
    }
}
