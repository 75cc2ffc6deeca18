import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { OutcomeSchema, PlaceOrderSchema } from '$protocol/rialto/v1/orders_pb';
import type { Change } from '$state/outbox';
import type { Connection } from './connection';
import { Sender } from './sender';
import type { Content } from './stream';

const order: Change = { case: 'placeOrder', value: create(PlaceOrderSchema, { market: 7n }) };
const done: Content = { case: 'outcome', value: create(OutcomeSchema) };

/** A connection whose answers are told when they come. */
function connection() {
    const waiting: { key: string; account: bigint | undefined; answer: (content: Content) => void; lose: () => void }[] = [];
    const request = (_: unknown, key: string, account?: bigint) =>
        new Promise<Content>((answer, failed) => void waiting.push({ key, account, answer, lose: () => failed(new Error('lost')) }));
    return { waiting, sender: new Sender({ request } as unknown as Connection, () => {}, () => {}) };
}
const settled = () => new Promise((done) => setTimeout(done));
const shown = ({ entries }: Sender) => entries.map(({ summary, state }) => `${summary}: ${state}`);

beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
    });
});

test('of a session that ended on the way, its owner is told when they are back, and nobody else', async () => {
    const { waiting, sender } = connection();
    sender.begin(5n);
    void sender.send(order, 9n, 7n, 'first');
    void sender.send(order, 0n, 7n, 'second');
    sender.lost();
    sender.ended();
    // The connection closes behind it.
    for (const each of waiting) each.lose();
    await settled();
    expect(shown(sender)).toEqual([]);
    sender.begin(6n);
    void sender.send(order, 0n, 7n, 'of another');
    expect(shown(sender)).toEqual(['of another: sent']);
    sender.forget();
    sender.begin(5n);
    expect(shown(sender)).toEqual(['second: unknown', 'first: unknown']);
    const [asked] = waiting;
    sender.again(sender.entries[1]!);
    const last = waiting[waiting.length - 1]!;
    expect([last.key, last.account]).toEqual([asked!.key, 9n]);
    last.answer(done);
    await settled();
    expect(shown(sender)).toEqual(['second: unknown', 'first: done']);
});

test('a page that is loaded again goes on with it, a new connection of the same page with all it has', async () => {
    const before = connection();
    before.sender.begin(5n);
    void before.sender.send(order, 0n, 7n, 'an order');
    const { sender } = connection();
    sender.begin(5n);
    expect(shown(sender)).toEqual(['an order: unknown']);
    sender.drop(sender.entries[0]!);
    sender.begin(5n);
    expect(shown(sender)).toEqual(['an order: dropped']);
});

test('who signs out leaves nothing', async () => {
    const { waiting, sender } = connection();
    sender.begin(5n);
    void sender.send(order, 0n, 7n, 'an order');
    sender.forget();
    waiting[0]!.lose();
    await settled();
    sender.begin(5n);
    expect(shown(sender)).toEqual([]);
});
