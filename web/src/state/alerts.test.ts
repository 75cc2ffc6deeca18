import { describe, expect, it } from 'vitest';
import { ALERTS_MAX, alertsOf, alertsOff, alertWords, armed, distance, isReached, reached, type Alert } from './alerts';
import { copper } from './testing';

const over: Alert = { market: '7', side: 'over', price: '105' };
const under: Alert = { market: '7', side: 'under', price: '99.5' };
const price = (whole: number) => BigInt(Math.round(whole * 1_000)) * 1_000_000n;

describe('alerts', () => {
    it('are reached at their price and beyond it, on their side', () => {
        expect(isReached(over, price(104.99))).toBe(false);
        expect(isReached(over, price(105))).toBe(true);
        expect(isReached(over, price(106))).toBe(true);
        expect(isReached(under, price(99.51))).toBe(false);
        expect(isReached(under, price(99.5))).toBe(true);
        expect(isReached(under, price(90))).toBe(true);
    });

    it('tell of each trade, of their market, and once', () => {
        const all = [over, under, { ...over, market: '8' }, { ...under, at: 5 }];
        expect(reached(all, 7n, [price(101)])).toEqual([]);
        expect(reached(all, 7n, [price(101), price(105), price(102)])).toEqual([over]);
        expect(reached(all, 7n, [price(90)])).toEqual([under]);
        expect(reached(all, 8n, [price(200)])).toEqual([{ ...over, market: '8' }]);
    });

    it('say how far away they are, and never less than nothing', () => {
        expect(distance(over, price(104.77))).toBe(price(0.23));
        expect(distance(under, price(100))).toBe(price(0.5));
        expect(distance(over, price(200))).toBe(0n);
    });

    it('are armed anew where they are there, and the oldest gives way', () => {
        expect(armed([{ ...over, at: 5 }, under], over)).toEqual([under, over]);
        const many = Array.from({ length: ALERTS_MAX }, (_, i) => ({ ...over, price: `${200 + i}` }));
        const more = armed(many, over);
        expect(more).toHaveLength(ALERTS_MAX);
        expect(more[0]!.price).toBe('201');
        expect(alertsOff(more, over)).toHaveLength(ALERTS_MAX - 1);
    });

    it('that were kept are made good', () => {
        expect(alertsOf(undefined)).toEqual([]);
        expect(alertsOf([over, null, 3, { ...over, side: 'beside' }, { ...under, price: 'much' }])).toEqual([over]);
    });

    it('are said in words', () => {
        expect(alertWords(over, copper())).toBe('COPPER-USD at or over 105.00');
        expect(alertWords(under, copper())).toBe('COPPER-USD at or under 99.50');
    });
});
