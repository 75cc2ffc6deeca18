package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.money.Check;

/**
 * The way in and out of every command, for the classes that take commands: what was asked before is
 * recognised, and nothing ends before money sums to zero.
 */
final class Admission {
    private final Requests requests;
    private final Ledger ledger;

    Admission(Requests requests, Ledger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    /** Whether the command is to be done and then finished; see {@link Requests#admit}. */
    boolean admit(CommandHeader header, Outcome outcome) {
        return requests.admit(header, outcome);
    }

    /** Ends a command that is about no market. */
    void finish(CommandHeader header, Outcome outcome) {
        finish(header, outcome, 0);
    }

    /** Ends a command about a market. */
    void finish(CommandHeader header, Outcome outcome, long market) {
        Check.that(ledger.isBalanced(), "money sums to zero after every command");
        requests.finish(header, outcome, market);
    }

    /** Ends a command about an order. */
    void finish(CommandHeader header, Outcome outcome, long market, long order, ClientOrderId id) {
        Check.that(ledger.isBalanced(), "money sums to zero after every command");
        requests.finish(header, outcome, market, order, id);
    }
}
