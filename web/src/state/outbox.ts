import type { Failure, Outcome } from '$protocol/rialto/v1/orders_pb';
import type { ClientMessage } from '$protocol/rialto/v1/stream_pb';

/** A request of {@link ClientMessage} that changes something, and so has a key. */
export type Change = Extract<
    ClientMessage['request'],
    { case: 'placeOrder' | 'amendOrder' | 'cancelOrder' | 'cancelAll' | 'replaceOrder' | 'linkOrders' }
>;

/**
 * A command and what is known of it. `sent`: on its way. `unknown`: the connection was lost before
 * the answer, so it may or may not have been done. `done` and `refused`: the venue has said so.
 * `dropped`: never asked again, because the user chose so.
 */
export interface Entry {
    readonly key: string;
    /** Acted as. */
    readonly account: bigint;
    readonly change: Change;
    readonly market: bigint;
    /** What it is, in words, for the list. */
    readonly summary: string;
    readonly sentAt: number;
    /** How often it was sent. */
    readonly attempts: number;
    state: 'sent' | 'unknown' | 'done' | 'refused' | 'dropped';
    outcome?: Outcome;
    failure?: Failure;
    answeredAt?: number;
}

/** How young a command must be to be asked for again without the user: older ones may be regretted. */
export const AGAIN_WITHIN_MILLIS = 10_000;

/** Entries kept that are settled. */
export const SETTLED_MAX = 100;

/** Failures of an attempt that did not reach the engine: they say nothing of an earlier attempt. */
const NOT_REACHED = new Set([
    'rate-limited',
    'too-many-in-flight',
    'venue-unavailable',
    'venue-out-of-room',
    'view-behind',
    'view-busy',
    'view-closed',
    // With an administrator's rights: what cannot be noted is not sent.
    'audit-behind',
]);

/** The same, of who asks rather than of how it goes: the same will be said of it again. */
const NOT_ADMITTED = new Set(['unauthenticated', 'scope-missing']);

/** The venue itself does not know: a gateway may have failed after it sent the command. */
const UNTOLD = new Set(['outcome-unknown', 'internal']);

/** Everything that was sent from this page, newest first, and what became of it. */
export class Outbox {
    entries: Entry[] = [];

    add(entry: Entry): void {
        const settled = this.entries.filter(isSettled).slice(0, SETTLED_MAX - 1);
        const keep = new Set(settled);
        this.entries = [entry, ...this.entries.filter((each) => !isSettled(each) || keep.has(each))];
    }

    /** The venue has answered; an answer that decides nothing leaves the fate unknown. */
    answered(key: string, answer: { outcome?: Outcome; failure?: Failure }, at: number): void {
        this.change(key, (entry) => {
            if (answer.failure && !decides(answer.failure, entry)) {
                return { ...entry, state: 'unknown', failure: answer.failure };
            }
            const state = answer.failure ? 'refused' : 'done';
            return { ...entry, ...answer, state, answeredAt: at };
        });
    }

    /** The connection is gone: nobody knows what became of what was on its way. */
    lost(): void {
        this.entries = this.entries.map((entry) =>
            entry.state === 'sent' ? { ...entry, state: 'unknown' } : entry,
        );
    }

    /** Sent again, under the same key: the venue does it once at most. */
    again(key: string): void {
        this.change(key, (entry) => ({ ...entry, state: 'sent', attempts: entry.attempts + 1 }));
    }

    /** The user does not want to know. If it was done, the account's orders show it. */
    drop(key: string): void {
        this.change(key, (entry) =>
            entry.state === 'unknown' ? { ...entry, state: 'dropped' } : entry,
        );
    }

    unknown(): Entry[] {
        return this.entries.filter((entry) => entry.state === 'unknown');
    }

    /** What is asked for again by itself after a reconnect, oldest first: cancels of one order, and what is young. */
    dueAgain(now: number): Entry[] {
        return this.unknown()
            .filter(
                (entry) =>
                    entry.change.case === 'cancelOrder' ||
                    now - entry.sentAt <= AGAIN_WITHIN_MILLIS,
            )
            .reverse();
    }

    private change(key: string, by: (entry: Entry) => Entry): void {
        this.entries = this.entries.map((entry) => (entry.key === key ? by(entry) : entry));
    }
}

/** Whether a failure says nothing of what was asked: it may be asked again. */
export function decidesNothing({ code }: Failure): boolean {
    return NOT_REACHED.has(code) || UNTOLD.has(code);
}

function decides(failure: Failure, entry: Entry): boolean {
    if (UNTOLD.has(failure.code)) return false;
    return entry.attempts <= 1 || !(NOT_REACHED.has(failure.code) || NOT_ADMITTED.has(failure.code));
}

function isSettled(entry: Entry): boolean {
    return entry.state !== 'sent' && entry.state !== 'unknown';
}
