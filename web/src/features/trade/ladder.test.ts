import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { OrderSchema } from '$protocol/rialto/v1/account_pb';
import { AssetSchema, BookDeltaSchema, BookSnapshotSchema, MarketSchema } from '$protocol/rialto/v1/market_pb';
import { OrderState, Side } from '$protocol/rialto/v1/orders_pb';
import { Book } from '$state/book';
import { Units } from '$state/market';
import { LadderRows, restingIn } from './ladder';

const TICK = 10_000_000n;
const units = new Units(create(MarketSchema, { tick: TICK, lot: 1n, base: create(AssetSchema, { id: 2n, scale: 0 }) }));
const view = { centre: 100, half: 2, count: 4, step: 1 };

function book(): Book {
    const made = new Book(TICK);
    made.snapshot(
        create(BookSnapshotSchema, {
            update: 1n,
            bidPrices: [99n * TICK, 98n * TICK],
            bidQuantities: [1n, 3_000n],
            askPrices: [100n * TICK],
            askQuantities: [1_500n],
        }),
    );
    return made;
}

test('a row says what rests at its price and what share of the most that is, rounded up', () => {
    const rows = new LadderRows(units).of(book(), view, new Map([['bid99', 1n]]), 100);
    expect(rows.map(({ price, bid, ask }) => [price, bid, ask])).toEqual([
        ['1.01', '', ''],
        ['1.00', '', '1,500'],
        ['0.99', '1', ''],
        ['0.98', '3,000', ''],
    ]);
    expect(rows.map(({ bidShare, askShare }) => bidShare + askShare)).toEqual([0, 52, 4, 100]);
    expect(rows.map(({ myBid, isLast }) => [myBid, isLast])).toEqual([['', false], ['', true], ['1', false], ['', false]]);
});

test('rows that say the same stay the same objects', () => {
    const [made, rows] = [book(), new LadderRows(units)];
    const before = rows.of(made, view, new Map(), undefined);
    made.delta(
        create(BookDeltaSchema, { previousUpdate: 1n, update: 2n, askPrices: [100n * TICK], askQuantities: [1_501n] }),
    );
    const after = rows.of(made, view, new Map(), undefined);
    expect(after.map((row, index) => row === before[index])).toEqual([true, false, true, true]);
    expect(after[1]!.ask).toBe('1,501');
    const moved = rows.of(made, { ...view, centre: 101 }, new Map(), undefined);
    expect(moved.map(({ price }) => price)).toEqual(['1.02', '1.01', '1.00', '0.99']);
});

test('one’s own orders are in the rows where they rest, and those that wait for a price in none', () => {
    const order = (orderId: bigint, side: Side, ticks: bigint, state = OrderState.OPEN, market = 0n) =>
        create(OrderSchema, { market, orderId, side, state, price: ticks * TICK });
    const orders = [
        order(1n, Side.BUY, 98n),
        order(2n, Side.BUY, 98n, OrderState.WAITING),
        order(3n, Side.SELL, 98n, OrderState.PARTIALLY_FILLED),
        order(4n, Side.BUY, 98n, OrderState.OPEN, 5n),
    ];
    const keys = (step: number) => restingIn(units, orders, step).map(({ order, key }) => [order.orderId, key]);
    expect(keys(1)).toEqual([[1n, 'bid98'], [3n, 'ask98']]);
    expect(keys(10)).toEqual([[1n, 'bid90'], [3n, 'ask100']]);
});
