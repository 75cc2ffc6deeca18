package io.rialto.engine;

import io.rialto.money.Check;

/**
 * Recognises what was asked before (VENUE-RULES 8): by (gateway, epoch, number) what a gateway sends
 * again, by (actor, key) what a client asks again. Every command is first {@linkplain #admit
 * admitted}, then done or denied, then {@linkplain #finish finished}.
 *
 * <p>Only actors that exist have keys remembered: to any other every answer is the same.
 */
final class Requests {
    private static final int NO_SCOPE = -1;

    private final ClientOrderId noClientOrderId = new ClientOrderId();
    private final Accounts accounts;
    private final LogTime time;
    private final EventSink events;
    private final Gateways gateways;
    private final Keys keys;

    /** Of the command between its admission and its end. */
    private boolean admitted;

    private int gateway = Gateways.NONE;
    private int scope = NO_SCOPE;

    Requests(EngineLimits limits, Accounts accounts, LogTime time, EventSink events) {
        this.accounts = accounts;
        this.time = time;
        this.events = events;
        gateways = new Gateways(limits.gatewaysMax(), limits.gatewayWindow());
        keys = new Keys(limits.keysPerActorMax(), limits.keyAgeNanos());
    }

    /** Opens a gateway; the same instance gets its epoch again, another one the next. */
    void open(CommandHeader header, long instanceHigh, long instanceLow, Outcome outcome) {
        outcome.clear();
        int id = header.gatewayId;
        int found = id == 0 ? Gateways.NONE : gateways.find(id);
        if (id == 0) {
            outcome.deny(Code.GATEWAY_UNKNOWN);
        } else if (found == Gateways.NONE && gateways.isFull()) {
            outcome.deny(Code.VENUE_FULL);
            deny(header, outcome, 0, 0, noClientOrderId);
        } else if (found == Gateways.NONE) {
            found = gateways.add(id, 1, instanceHigh, instanceLow, 0);
            events.gatewayOpened(id, 1, instanceHigh, instanceLow);
        } else if (!gateways.isInstance(found, instanceHigh, instanceLow)) {
            gateways.takeOver(found, instanceHigh, instanceLow);
            events.gatewayOpened(id, gateways.epoch(found), instanceHigh, instanceLow);
        }
        if (found != Gateways.NONE) {
            outcome.id = gateways.epoch(found);
        }
        outcome.sequence = events.sequence();
        outcome.timeNanos = time.now;
    }

    /**
     * Begins a command.
     *
     * @return whether it is to be done and then finished; if not, the outcome is complete: that of
     *     the first time, or in this order GATEWAY_UNKNOWN, GATEWAY_FENCED, GATEWAY_FORGOTTEN,
     *     GATEWAY_GAP, IDEMPOTENCY_CONFLICT
     */
    boolean admit(CommandHeader header, Outcome outcome) {
        Check.that(!admitted, "the command before has been finished");
        outcome.clear();
        gateway = Gateways.NONE;
        scope = NO_SCOPE;
        if (header.gatewayId != 0 && !admitNumber(header, outcome)) {
            return false;
        }
        admitted = true;
        keys.forgetSome(time.now);
        return (header.keyHigh | header.keyLow) == 0 || admitKey(header, outcome);
    }

    /**
     * Begins a command that changes nothing: its number is used up, its key is not looked at, and
     * sent again it is done again. It is not finished.
     *
     * @return whether it is to be done; if not, the outcome says why
     */
    boolean admitReading(CommandHeader header, Outcome outcome) {
        Check.that(!admitted, "the command before has been finished");
        outcome.clear();
        gateway = Gateways.NONE;
        scope = NO_SCOPE;
        if (header.gatewayId == 0) {
            return true;
        }
        if (admitNumber(header, outcome)) {
            stamp(outcome);
            gateways.remember(gateway, header.gatewayNumber, outcome);
            return true;
        }
        return outcome.repeated;
    }

    /** Ends a command that changes nothing. */
    void finishReading(Outcome outcome) {
        stamp(outcome);
    }

    /** Ends a command that is not about an order; the market is 0 for none. */
    void finish(CommandHeader header, Outcome outcome, long market) {
        finish(header, outcome, market, 0, noClientOrderId);
    }

    /**
     * Ends an admitted command: tells of a denial, naming market and order, and remembers the
     * outcome.
     */
    void finish(
            CommandHeader header,
            Outcome outcome,
            long market,
            long order,
            ClientOrderId clientOrderId) {
        Check.that(admitted, "only an admitted command is finished");
        admitted = false;
        if (outcome.code != Code.DONE) {
            deny(header, outcome, market, order, clientOrderId);
        }
        stamp(outcome);
        if (gateway != Gateways.NONE) {
            gateways.remember(gateway, header.gatewayNumber, outcome);
        }
        if (scope != NO_SCOPE) {
            keys.remember(scope, header.keyHigh, header.keyLow, header.payloadHash, outcome);
        }
    }

    void writeGateways(StateSink sink, Outcome scratch) {
        gateways.write(sink);
        gateways.writeOutcomes(sink, scratch);
    }

    void writeKeys(StateSink sink, Outcome scratch) {
        keys.write(accounts, time.now, sink, scratch);
    }

    void restoreGateway(int id, int epoch, long instanceHigh, long instanceLow, long lastNumber) {
        Check.that(gateways.find(id) == Gateways.NONE, "a gateway is restored once");
        gateways.add(id, epoch, instanceHigh, instanceLow, lastNumber);
    }

    void restoreGatewayOutcome(int id, long number, Outcome outcome) {
        gateways.remember(gateways.find(id), number, outcome);
    }

    void restoreKey(
            long actor,
            long keyHigh,
            long keyLow,
            long payloadHash,
            long rememberedAt,
            Outcome outcome) {
        int restoredScope = scopeOf(actor);
        Check.that(restoredScope != NO_SCOPE, "a key's actor exists");
        Check.that(rememberedAt == outcome.timeNanos, "a key is remembered when it is answered");
        keys.remember(restoredScope, keyHigh, keyLow, payloadHash, outcome);
    }

    private boolean admitNumber(CommandHeader header, Outcome outcome) {
        int found = gateways.find(header.gatewayId);
        if (found == Gateways.NONE || header.gatewayEpoch > gateways.epoch(found)) {
            outcome.deny(Code.GATEWAY_UNKNOWN);
            return refuse(outcome);
        }
        if (header.gatewayEpoch < gateways.epoch(found)) {
            outcome.deny(Code.GATEWAY_FENCED);
            return refuse(outcome);
        }
        long last = gateways.lastNumber(found);
        long number = header.gatewayNumber;
        if (number == last + 1) {
            gateways.setLastNumber(found, number);
            gateway = found;
            return true;
        }
        if (number < 1 || number > last) {
            outcome.deny(Code.GATEWAY_GAP, last + 1, number);
            return refuse(outcome);
        }
        if (!gateways.isKept(found, number)) {
            outcome.deny(Code.GATEWAY_FORGOTTEN);
            return refuse(outcome);
        }
        gateways.read(found, number, outcome);
        outcome.repeated = true;
        return false;
    }

    private boolean admitKey(CommandHeader header, Outcome outcome) {
        int scopeNow = scopeOf(header.actor);
        if (scopeNow == NO_SCOPE) {
            return true;
        }
        int key = keys.find(scopeNow, header.keyHigh, header.keyLow, time.now);
        if (key == Keys.NONE) {
            scope = scopeNow;
            return true;
        }
        if (keys.payloadHash(key) != header.payloadHash) {
            outcome.deny(Code.IDEMPOTENCY_CONFLICT);
            finish(header, outcome, 0);
            return false;
        }
        admitted = false;
        keys.read(key, outcome);
        if (gateway != Gateways.NONE) {
            gateways.remember(gateway, header.gatewayNumber, outcome);
        }
        outcome.repeated = true;
        return false;
    }

    private boolean refuse(Outcome outcome) {
        stamp(outcome);
        return false;
    }

    private void stamp(Outcome outcome) {
        outcome.sequence = events.sequence();
        outcome.timeNanos = time.now;
    }

    private void deny(
            CommandHeader header,
            Outcome outcome,
            long market,
            long order,
            ClientOrderId clientOrderId) {
        events.commandDenied(
                header.template,
                outcome.code,
                header.account,
                market,
                order,
                outcome.needed,
                outcome.available,
                clientOrderId);
    }

    /** Keys are kept per actor: 0 for the venue itself, else one more than the account's index. */
    private int scopeOf(long actor) {
        if (actor == 0) {
            return 0;
        }
        int index = accounts.indexOf(actor);
        return index == Accounts.NONE ? NO_SCOPE : index + 1;
    }
}
