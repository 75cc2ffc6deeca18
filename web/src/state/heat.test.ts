import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { BookSnapshotSchema } from '$protocol/rialto/v1/market_pb';
import { Book } from './book';
import { heatColumn, heatRows, paintHeat } from './heat';

function book(bids: [number, number][], asks: [number, number][]): Book {
    const made = new Book(1n);
    made.snapshot(
        create(BookSnapshotSchema, {
            bidPrices: bids.map(([price]) => BigInt(price)),
            bidQuantities: bids.map(([, quantity]) => BigInt(quantity)),
            askPrices: asks.map(([price]) => BigInt(price)),
            askQuantities: asks.map(([, quantity]) => BigInt(quantity)),
        }),
    );
    return made;
}

test('a column keeps what is nearest to the touch', () => {
    const bids = Array.from({ length: 300 }, (_, i): [number, number] => [1_000 - i, 1 + i]);
    const column = heatColumn(book(bids, [[1_001, 7]]));
    expect(column.ticks).toHaveLength(201);
    expect([column.ticks[0], column.ticks[199], column.ticks[200]]).toEqual([1_000, 801, 1_001]);
    expect([column.sizes[199], column.sizes[200], column.most]).toEqual([200, 7, 200]);
});

test('rows are of one tick where there is room, else of several', () => {
    expect(heatRows(109, 100, 10)).toEqual({ high: 109, merged: 1, count: 10 });
    expect(heatRows(109, 100, 4)).toEqual({ high: 109, merged: 3, count: 4 });
});

test('the more rests the stronger, and the most of what shares a pixel is seen', () => {
    const column = heatColumn(book([[98, 100], [99, 50]], [[101, 100], [500, 1]]));
    const rows = heatRows(101, 98, 2);
    const pixels = new Uint8ClampedArray(2 * 2 * 4);
    paintHeat(pixels, [undefined, column], rows, [1, 2, 3]);
    const opacity = (row: number, x: number) => pixels[(row * 2 + x) * 4 + 3];
    expect([opacity(0, 0), opacity(1, 0)]).toEqual([0, 0]);
    expect(opacity(0, 1)).toBe(opacity(1, 1));
    expect(opacity(0, 1)).toBe(87);
    expect([...pixels.slice(4, 7)]).toEqual([1, 2, 3]);
});
