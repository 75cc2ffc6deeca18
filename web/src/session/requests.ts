import { create } from '@bufbuild/protobuf';
import { PreviewOrderSchema, type Failure, type PlaceOrder, type Preview } from '$protocol/rialto/v1/orders_pb';
import { SetSudoSchema, type SudoSet } from '$protocol/rialto/v1/stream_pb';
import { explain } from '$state/explain';
import type { Connection } from './connection';
import type { Content } from './stream';

/** What the order would do now, by the engine; undefined if that cannot be told. */
export async function preview(connection: Connection, order: PlaceOrder): Promise<Preview | Failure | undefined> {
    try {
        const answer = await connection.request({
            case: 'previewOrder',
            value: create(PreviewOrderSchema, { order }),
        });
        return answer.case === 'preview' || answer.case === 'failure' ? answer.value : undefined;
    } catch {
        return undefined;
    }
}

/** Begins or ends the use of an administrator's rights: what becomes of the markets, or why not. */
export async function setSudo(connection: Connection, sudo: boolean): Promise<SudoSet | string> {
    try {
        const answer = await connection.request({ case: 'setSudo', value: create(SetSudoSchema, { sudo }) });
        if (answer.case === 'failure') return explain(answer.value);
        return answer.case === 'sudoSet' ? answer.value : 'The venue did not answer it';
    } catch {
        return 'Not connected';
    }
}

/** Asks until the venue answers otherwise than that it is too early, as often as it says, while it is wanted. */
export async function untilTaken(ask: () => Promise<Content>, isWanted: () => boolean): Promise<Content> {
    for (;;) {
        const answer = await ask();
        const wait = answer.case === 'failure' ? answer.value.retryAfterMillis : 0;
        if (wait === 0) return answer;
        await new Promise((done) => setTimeout(done, wait));
        if (!isWanted()) return answer;
    }
}
