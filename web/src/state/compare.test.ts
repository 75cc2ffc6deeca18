import { describe, expect, it } from 'vitest';
import { compared, percentWords } from './compare';
import type { Candle } from './trades';

const candle = (time: number, close: number, open = close): Candle => {
    return { time, open, high: close, low: close, close, volume: 1 };
};
const own = [candle(60, 80), candle(120, 100), candle(180, 110), candle(240, 105)];

describe('compared', () => {
    it('goes in percent from the first visible candle', () => {
        const other = [candle(60, 4), candle(120, 5), candle(180, 6), candle(240, 4)];
        const told = compared(own, other, 120)!;
        expect(told.points).toEqual([
            { time: 120, value: 100 },
            { time: 180, value: 120 },
            { time: 240, value: 80 },
        ]);
        expect(told.own).toBeCloseTo(5);
        expect(told.other).toBeCloseTo(-20);
    });

    it('keeps the last price where the other did not trade', () => {
        const told = compared(own, [candle(60, 4), candle(200, 5)], 60)!;
        expect(told.points.map(({ value }) => value)).toEqual([80, 80, 80, 100]);
    });

    it('begins a market that came later at its first price', () => {
        const told = compared(own, [candle(180, 6, 5)], 60)!;
        expect(told.points.map(({ value }) => value)).toEqual([80, 80, 96, 96]);
    });

    it('says nothing of prices that have no percentage', () => {
        expect(compared(own, [], 60)).toBeUndefined();
        expect(compared([], [candle(60, 4)], 60)).toBeUndefined();
        expect(compared(own, [candle(60, 0), candle(120, 5)], 60)).toBeUndefined();
        expect(compared([candle(60, -2), candle(120, 3)], [candle(60, 4)], 60)).toBeUndefined();
    });

    it('is written with its sign', () => {
        expect([1.234, -0.5, 0.001, -0.001].map(percentWords)).toEqual(['+1.23%', '−0.50%', '0.00%', '0.00%']);
    });
});
