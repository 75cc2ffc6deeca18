import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { ClientMessageSchema } from '$protocol/rialto/v1/stream_pb';
import type { Change, Entry } from '$state/outbox';

const PLACE = 'rialto.unanswered';

interface Kept {
    message: string;
    market: string;
    summary: string;
    sentAt: number;
    attempts: number;
}

/** Writes down, for this tab, what is unanswered: a reload must not forget it. */
export function keepUnanswered(entries: readonly Entry[]): void {
    const open = entries.filter((each) => each.state === 'sent' || each.state === 'unknown');
    const kept: Kept[] = open.map((entry) => ({
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
        sessionStorage.setItem(PLACE, JSON.stringify(kept));
    } catch {
        // They are still listed while the page is open.
    }
}

/** What an earlier page of this tab left unanswered. */
export function keptUnanswered(): Entry[] {
    try {
        const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as Kept[];
        return kept.map((each) => {
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
