import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { ClientMessageSchema } from '$protocol/rialto/v1/stream_pb';
import type { Change, Entry } from '$state/outbox';

const PLACE = 'rialto.unanswered';

interface Kept {
    /** The account of whoever signed in, whichever they acted as. */
    owner: string;
    message: string;
    market: string;
    summary: string;
    sentAt: number;
    attempts: number;
}

/**
 * Writes down, for this tab, what somebody is yet to be answered: neither a reload nor a session that ends
 * must forget it. What others wait for stays.
 */
export function keepUnanswered(owner: bigint, entries: readonly Entry[]): void {
    const open = entries.filter((each) => each.state === 'sent' || each.state === 'unknown');
    const mine: Kept[] = open.map((entry) => ({
        owner: `${owner}`,
        message: btoa(
            String.fromCharCode(
                ...toBinary(
                    ClientMessageSchema,
                    create(ClientMessageSchema, {
                        idempotencyKey: entry.key,
                        account: entry.account,
                        request: entry.change,
                    }),
                ),
            ),
        ),
        market: entry.market.toString(),
        summary: entry.summary,
        sentAt: entry.sentAt,
        attempts: entry.attempts,
    }));
    try {
        const others = read().filter((each) => each.owner !== `${owner}`);
        sessionStorage.setItem(PLACE, JSON.stringify([...mine, ...others]));
    } catch {
        // They are still listed while the page is open.
    }
}

function read(): Kept[] {
    try {
        return JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as Kept[];
    } catch {
        return [];
    }
}

/** What somebody was not answered in this tab, newest first. */
export function keptUnanswered(owner: bigint): Entry[] {
    try {
        const mine = read().filter((each) => each.owner === `${owner}`);
        return mine.map((each) => {
            const bytes = Uint8Array.from(atob(each.message), (letter) => letter.charCodeAt(0));
            const message = fromBinary(ClientMessageSchema, bytes);
            return {
                key: message.idempotencyKey,
                account: message.account,
                change: message.request as Change,
                market: BigInt(each.market),
                summary: each.summary,
                sentAt: each.sentAt,
                attempts: each.attempts,
                state: 'unknown',
            };
        });
    } catch {
        return [];
    }
}
