package io.rialto.sequencer;

import io.rialto.protocol.Instruction;
import io.rialto.protocol.Peg;

/**
 * What the venue is to do with an order while it rests.
 *
 * @param instruction what it is told besides
 * @param display the most that it shows at a time, base minor units; 0 for all
 * @param peg the price that it follows; its own is then the worst that it follows to
 * @param pegOffset how far from that price, up or down; 1e-9 of quote per base
 */
public record ManagedTerms(Instruction instruction, long display, Peg peg, long pegOffset) {}
