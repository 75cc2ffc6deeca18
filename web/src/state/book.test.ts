import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { BookDeltaSchema, BookSnapshotSchema } from '$protocol/rialto/v1/market_pb';
import { Book, rowOf } from './book';

const TICK = 10n;

function book(): Book {
    const made = new Book(TICK);
    made.snapshot(
        create(BookSnapshotSchema, {
            update: 5n,
            bidPrices: [990n, 980n],
            bidQuantities: [3n, 4n],
            askPrices: [1_010n, 1_020n],
            askQuantities: [5n, 6n],
        }),
    );
    return made;
}

function delta(previousUpdate: bigint, update: bigint, price: bigint, quantity: bigint) {
    return create(BookDeltaSchema, {
        previousUpdate,
        update,
        bidPrices: [price],
        bidQuantities: [quantity],
    });
}

describe('Book', () => {
    it('has the touch of its snapshot', () => {
        expect([book().bestBid(), book().bestAsk()]).toEqual([99, 101]);
    });

    it('has another touch when that has gone, or a better one', () => {
        const made = book();
        expect([made.bestBid(), made.bestAsk()]).toEqual([99, 101]);
        made.delta(delta(5n, 6n, 990n, 0n));
        expect(made.bestBid()).toBe(98);
        made.delta(create(BookDeltaSchema, { previousUpdate: 6n, update: 7n, askPrices: [1_000n], askQuantities: [1n] }));
        expect([made.bestBid(), made.bestAsk()]).toEqual([98, 100]);
    });

    it('takes totals, and zero for gone', () => {
        const made = book();
        expect(made.delta(delta(5n, 6n, 990n, 0n))).toBe(true);
        expect(made.delta(delta(6n, 9n, 980n, 7n))).toBe(true);
        expect([...made.bids]).toEqual([[98, 7n]]);
        expect(made.update).toBe(9n);
    });

    it('says that something is missing, and changes nothing', () => {
        const made = book();
        expect(made.delta(delta(6n, 7n, 990n, 0n))).toBe(false);
        expect(made.bestBid()).toBe(99);
    });

    it('leaves out what the snapshot had already', () => {
        const made = book();
        expect(made.delta(delta(4n, 5n, 990n, 0n))).toBe(true);
        expect(made.bestBid()).toBe(99);
    });

    it('applies nothing before a snapshot', () => {
        expect(new Book(TICK).delta(delta(0n, 1n, 990n, 1n))).toBe(false);
    });

    it('forgets everything at another snapshot', () => {
        const made = book();
        made.snapshot(create(BookSnapshotSchema, { update: 8n }));
        expect([made.bids.size, made.asks.size, made.isComplete]).toEqual([0, 0, true]);
    });

    it('never shows a better price than there is in a coarse row', () => {
        expect(rowOf('bid', 99, 10)).toBe(90);
        expect(rowOf('ask', 101, 10)).toBe(110);
        expect([...book().rows('bid', 0, 200, 10)]).toEqual([[90, 7n]]);
        expect([...book().rows('ask', 0, 200, 10)]).toEqual([[110, 11n]]);
    });

    it('shows only the window', () => {
        expect([...book().rows('bid', 99, 105, 1)]).toEqual([[99, 3n]]);
    });
});
