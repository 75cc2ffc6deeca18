import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { BookDeltaSchema, BookSnapshotSchema, MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import { copper } from '$state/testing';
import type { Connection } from './connection';
import { Focus } from './focus';
import type { Content, Request } from './stream';

const A = copper();
const B = new Units(create(MarketSchema, { ...A.market, id: 2n, symbol: 'ZINC-USD' }));

/** Of a connection that has not answered yet. */
function focus() {
    const sent: string[] = [];
    const restarts: string[] = [];
    const send = (request: Request) => {
        const value = request.value as { market?: bigint; topic?: { case: string; value: bigint } };
        sent.push(`${request.case} ${value.topic?.case ?? ''}${value.market ?? value.topic?.value}`);
        return new Promise<Content>(() => {});
    };
    const connection = { request: send, subscribe: send, restart: (why: string) => restarts.push(why) };
    const made = new Focus(connection as unknown as Connection, () => new Promise(() => {}), () => {});
    return { made, sent, restarts };
}

test('who goes to another market and comes back at once is subscribed to its book and its trades', () => {
    const { made, sent } = focus();
    for (const units of [A, B, A]) made.select(units, true);
    const on = new Set<string>();
    for (const each of sent) {
        const [, verb, topic, market] = /^(un|)subscribe ?(book|trades|Book|Trades) ?(\d)$/.exec(each) ?? [];
        const name = `${topic?.toLowerCase()} ${market}`;
        if (verb === 'un') on.delete(name);
        else on.add(name);
    }
    expect([...on]).toEqual(['book 1', 'trades 1']);
    expect(sent).toHaveLength(10);
});

test('the reason of a status is not kept for what the status is on the next connection', () => {
    const { made } = focus();
    made.select(A, true);
    made.statusChanged(2n, 'Another market’s');
    made.statusChanged(1n, 'News');
    expect(made.statusReason).toBe('News');
    void made.subscribe();
    expect(made.statusReason).toBe('');
    made.statusChanged(1n, 'News');
    made.select(B, true);
    expect(made.statusReason).toBe('');
});

test('a change of the book before its snapshot is of a subscription that has ended', () => {
    const { made, restarts } = focus();
    for (const units of [A, B, A]) made.select(units, true);
    const delta = (previousUpdate: bigint, update: bigint) =>
        create(BookDeltaSchema, { market: 1n, previousUpdate, update, bidPrices: [A.priceOf(99)], bidQuantities: [5n] });
    made.told({ case: 'bookDelta', value: delta(3n, 4n) });
    expect(restarts).toEqual([]);
    made.told({ case: 'bookSnapshot', value: create(BookSnapshotSchema, { market: 1n, update: 4n }) });
    made.told({ case: 'bookDelta', value: delta(4n, 5n) });
    expect([made.book?.bestBid(), restarts]).toEqual([99, []]);
    made.told({ case: 'bookDelta', value: delta(6n, 7n) });
    expect(restarts).toHaveLength(1);
});
