package io.rialto.app;

import io.rialto.protocol.v1.Outcome;

/** What became of an order of a market, and at which event. */
record CrashOutcome(long market, Outcome outcome) {}
