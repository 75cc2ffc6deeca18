package io.rialto.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a simulation did.
 *
 * @param steps how many it took; after a violation the last is the one that failed
 * @param virtualNanos venue time that passed
 * @param traceHash equal for two that went alike, step by step
 * @param commands applied, each once however often it was sent
 * @param answers that reached clients
 * @param denied of these
 * @param repeated answers to what had been asked before under the same key
 * @param reads of what was written
 * @param events of the venue
 * @param faults how often each was done
 * @param done answers that said so, by the number of the command's message; 0 where none did
 * @param violation of what must be true; empty when all was well
 * @param lines the last steps as text, where asked for
 */
public record SimulationResult(
        long seed,
        long steps,
        long virtualNanos,
        long traceHash,
        long commands,
        long answers,
        long denied,
        long repeated,
        long reads,
        long events,
        Map<Fault, Long> faults,
        Map<Integer, Long> done,
        Optional<String> violation,
        List<String> lines) {
    public SimulationResult {
        faults = new EnumMap<>(faults);
        done = Map.copyOf(done);
        lines = List.copyOf(lines);
    }
}
