import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { ServerMessageSchema, type ServerMessage } from '$protocol/rialto/v1/stream_pb';
import { Whole } from './parts';

type Content = Parameters<typeof create<typeof ServerMessageSchema>>[1];

function message(content: NonNullable<Content>): ServerMessage {
    return create(ServerMessageSchema, content);
}

function book(bidPrices: bigint[], continues: boolean, more: boolean): ServerMessage {
    return message({
        correlationId: 7n,
        content: {
            case: 'bookSnapshot',
            value: { market: 1n, update: 5n, bidPrices, bidQuantities: bidPrices, continues, more },
        },
    });
}

it('parts become one message, in order, behind what else came', () => {
    const whole = new Whole();
    expect(whole.add(book([9n, 8n], false, true))).toBeUndefined();
    const other = message({ content: { case: 'pong', value: { nonce: 1n } } });
    expect(whole.add(other)).toBe(other);
    expect(whole.add(book([7n], true, true))).toBeUndefined();
    expect(whole.add(book([6n], true, false))).toEqual(book([9n, 8n, 7n, 6n], false, false));
});

it('a part that continues none begins anew', () => {
    const whole = new Whole();
    whole.add(book([9n], false, true));
    whole.add(book([5n], false, true));
    expect(whole.add(book([4n], true, false))).toEqual(book([5n, 4n], false, false));
});

it('what comes whole is left as it is', () => {
    const alone = book([9n], false, false);
    expect(new Whole().add(alone)).toBe(alone);
});
