import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import {
    CancelAllSchema,
    CancelOrderSchema,
    FailureSchema,
    OutcomeSchema,
    PlaceOrderSchema,
} from '$protocol/rialto/v1/orders_pb';
import { AGAIN_WITHIN_MILLIS, Outbox, SETTLED_MAX, type Change } from './outbox';

const place: Change = { case: 'placeOrder', value: create(PlaceOrderSchema) };
const cancel: Change = { case: 'cancelOrder', value: create(CancelOrderSchema) };
const cancelAll: Change = { case: 'cancelAll', value: create(CancelAllSchema) };

function sent(outbox: Outbox, key: string, change = place, sentAt = 0): void {
    outbox.add({ key, account: 0n, change, market: 1n, summary: key, sentAt, attempts: 1, state: 'sent' });
}

function failure(code: string) {
    return { failure: create(FailureSchema, { code }) };
}

function state(outbox: Outbox, key: string) {
    return outbox.entries.find((entry) => entry.key === key)?.state;
}

describe('Outbox', () => {
    it('knows what the venue has answered', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        sent(outbox, 'b');
        outbox.answered('a', { outcome: create(OutcomeSchema) }, 1);
        outbox.answered('b', failure('insufficient-funds'), 1);
        expect([state(outbox, 'a'), state(outbox, 'b')]).toEqual(['done', 'refused']);
    });

    it('does not know what was on its way when the connection was lost', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        sent(outbox, 'b');
        outbox.answered('a', { outcome: create(OutcomeSchema) }, 1);
        outbox.lost();
        expect([state(outbox, 'a'), state(outbox, 'b')]).toEqual(['done', 'unknown']);
    });

    it('does not know what the venue itself does not know', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        outbox.answered('a', failure('outcome-unknown'), 1);
        expect(state(outbox, 'a')).toBe('unknown');
    });

    it('takes a first attempt that never reached the engine for refused', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        outbox.answered('a', failure('venue-unavailable'), 1);
        expect(state(outbox, 'a')).toBe('refused');
    });

    it('learns nothing of the first attempt from a second that never reached the engine', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        outbox.lost();
        outbox.again('a');
        outbox.answered('a', failure('venue-unavailable'), 1);
        expect(state(outbox, 'a')).toBe('unknown');
        outbox.again('a');
        outbox.answered('a', { outcome: create(OutcomeSchema) }, 2);
        expect(state(outbox, 'a')).toBe('done');
    });

    it.each(['audit-behind', 'scope-missing'])('nor from one that was refused before it was sent: %s', (code) => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        outbox.lost();
        outbox.again('a');
        outbox.answered('a', failure(code), 1);
        expect(state(outbox, 'a')).toBe('unknown');
        sent(outbox, 'b');
        outbox.answered('b', failure(code), 1);
        expect(state(outbox, 'b')).toBe('refused');
    });

    it('learns nothing from a gateway that failed, before it sent the command or after', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        outbox.answered('a', failure('internal'), 1);
        expect(state(outbox, 'a')).toBe('unknown');
    });

    it('asks by itself for what is young and for cancels, oldest first, and for no old order', () => {
        const outbox = new Outbox();
        sent(outbox, 'old order', place, 0);
        sent(outbox, 'old cancel', cancel, 1);
        sent(outbox, 'old cancel of all', cancelAll, 2);
        sent(outbox, 'young', place, 3 + AGAIN_WITHIN_MILLIS);
        outbox.lost();
        const due = outbox.dueAgain(3 + AGAIN_WITHIN_MILLIS).map((entry) => entry.key);
        expect(due).toEqual(['old cancel', 'young']);
    });

    it('drops only what is unknown', () => {
        const outbox = new Outbox();
        sent(outbox, 'a');
        outbox.drop('a');
        expect(state(outbox, 'a')).toBe('sent');
        outbox.lost();
        outbox.drop('a');
        expect(state(outbox, 'a')).toBe('dropped');
        expect(outbox.unknown()).toEqual([]);
    });

    it('forgets settled entries, never open ones', () => {
        const outbox = new Outbox();
        sent(outbox, 'open');
        for (let i = 0; i < 2 * SETTLED_MAX; i++) {
            sent(outbox, `${i}`);
            outbox.answered(`${i}`, { outcome: create(OutcomeSchema) }, 1);
        }
        expect(state(outbox, 'open')).toBe('sent');
        expect(outbox.entries.length).toBeLessThanOrEqual(SETTLED_MAX + 1);
    });
});
