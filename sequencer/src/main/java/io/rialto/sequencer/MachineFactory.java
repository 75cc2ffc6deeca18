package io.rialto.sequencer;

/** Makes an empty machine that speaks to the given output. */
@FunctionalInterface
public interface MachineFactory {
    Machine create(MachineOutput output);
}
