import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { TradeSchema } from '$protocol/rialto/v1/market_pb';
import { addToCandles, Tape, TRADES_MAX, type Candle } from './trades';

function trades(from: number, to: number) {
    return Array.from({ length: to - from + 1 }, (_, i) =>
        create(TradeSchema, { trade: BigInt(from + i) }),
    );
}

function numbers(tape: Tape): number[] {
    return tape.trades.map((trade) => Number(trade.trade));
}

describe('Tape', () => {
    it('joins what comes live with the past that comes later', () => {
        const tape = new Tape();
        tape.add(trades(5, 6));
        tape.add(trades(1, 5));
        tape.add(trades(6, 7));
        expect(numbers(tape)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    it('begins anew where a snapshot leaves a gap', () => {
        const tape = new Tape();
        tape.add(trades(1, 3));
        tape.snapshot(trades(10, 11));
        expect(numbers(tape)).toEqual([10, 11]);
    });

    it('continues where a snapshot overlaps', () => {
        const tape = new Tape();
        tape.add(trades(1, 3));
        tape.snapshot(trades(3, 5));
        expect(numbers(tape)).toEqual([1, 2, 3, 4, 5]);
    });

    it('keeps the newest of too many', () => {
        const tape = new Tape();
        tape.add(trades(1, TRADES_MAX + 10));
        expect(tape.trades).toHaveLength(TRADES_MAX);
        expect(numbers(tape)[0]).toBe(11);
    });
});

describe('addToCandles', () => {
    it('makes a candle of the trades of an interval', () => {
        const candles: Candle[] = [];
        const second = 1_000_000_000n;
        addToCandles(candles, 60, 61n * second, 10, 1);
        addToCandles(candles, 60, 70n * second, 12, 2);
        addToCandles(candles, 60, 119n * second, 9, 3);
        addToCandles(candles, 60, 120n * second, 11, 4);
        expect(candles).toEqual([
            { time: 60, open: 10, high: 12, low: 9, close: 9, volume: 6 },
            { time: 120, open: 11, high: 11, low: 11, close: 11, volume: 4 },
        ]);
    });
});
