import { nanosOf } from './time';

/** A change of a market's status, as REST tells it. */
export interface StatusChange {
    status: string;
    reason: string;
    time: string;
    sequence: string;
}

/** When a market did not trade continuously; milliseconds since 1970, `until` open at the end. */
export interface Pause {
    from: number;
    until: number;
    status: string;
    reason: string;
    /** Of the event that began it. */
    sequence: string;
}

/** When a market came to trade continuously, milliseconds since 1970. */
export interface Opening {
    at: number;
    sequence: string;
}

/** From changes in any order. What a market was before the first of them is not told, so not drawn. */
export function pausesOf(changes: readonly StatusChange[]): Pause[] {
    const sorted = [...changes].sort((a, b) => (BigInt(a.sequence) < BigInt(b.sequence) ? -1 : 1));
    const pauses: Pause[] = [];
    for (const [index, change] of sorted.entries()) {
        if (change.status === 'open') continue;
        const next = sorted[index + 1];
        pauses.push({
            from: millis(change.time),
            until: next ? millis(next.time) : Infinity,
            status: change.status,
            reason: change.reason,
            sequence: change.sequence,
        });
    }
    return pauses;
}

export function openingsOf(changes: readonly StatusChange[]): Opening[] {
    return changes
        .filter(({ status }) => status === 'open')
        .map(({ time, sequence }) => ({ at: millis(time), sequence }));
}

function millis(instant: string): number {
    return Number(nanosOf(instant) / 1_000_000n);
}
