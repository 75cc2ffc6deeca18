import { describe, expect, it } from 'vitest';
import {
    ALERTS_MAX,
    alertKey,
    alertsOf,
    alertsOff,
    alertWords,
    armed,
    distance,
    fired,
    isReached,
    NOTHING_SEEN,
    reached,
    tradedSince,
    type Alert,
    type Traded,
} from './alerts';
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

    const many = Array.from({ length: ALERTS_MAX }, (_, i): Alert => ({ ...over, price: `${200 + i}` }));

    it('are armed anew where they are there, and what was reached first gives way', () => {
        expect(armed([{ ...over, at: 5 }, under], over)).toEqual([under, over]);
        const some = many.map((each, i) => (i === 3 ? { ...each, at: 9 } : i === 7 ? { ...each, at: 4 } : each));
        const more = armed(some, over)!;
        expect(more).toHaveLength(ALERTS_MAX);
        expect(more.map(alertKey)).toEqual([...some.filter((_, i) => i !== 7), over].map(alertKey));
        expect(alertsOff(more, over)).toHaveLength(ALERTS_MAX - 1);
    });

    it('that wait give way to none: one more is refused, but not the same again', () => {
        expect(armed(many, over)).toBeUndefined();
        expect(armed(many, many[2]!)).toHaveLength(ALERTS_MAX);
    });

    it('are marked as reached once, and only those that are there', () => {
        const keys = new Set([alertKey(over), alertKey(under), '8:over:1']);
        expect(fired([{ ...over, at: 5 }, under], keys, 9)).toEqual([{ ...over, at: 5 }, { ...under, at: 9 }]);
    });

    it('that were kept are made good', () => {
        expect(alertsOf(undefined)).toEqual([]);
        const wrong = [null, 3, 'x', { ...over, side: 'beside' }, { ...under, price: 'much' }, { ...over, market: 7 }];
        expect(alertsOf([over, ...wrong, { ...under, colour: 'red' }])).toEqual([over, under]);
    });

    it('that were kept with an instant that is none wait', () => {
        for (const at of [1.5, 8_640_000_000_000_001, Number.MAX_VALUE, NaN, -1, '5', null]) {
            expect(alertsOf([{ ...over, at }])).toEqual([over]);
        }
        expect(alertsOf([{ ...over, at: 8_640_000_000_000_000 }])).toEqual([{ ...over, at: 8_640_000_000_000_000 }]);
    });

    it('that were kept twice are kept once, and too many are not', () => {
        expect(alertsOf([over, under, { ...over, at: 5 }])).toEqual([under, { ...over, at: 5 }]);
        expect(alertsOf([...many.slice(0, 2), { ...over, at: 5 }, ...many.slice(2)]).map(alertKey)).toEqual(many.map(alertKey));
        expect(alertsOf([...many, under]).map(alertKey)).toEqual([...many.slice(1), under].map(alertKey));
    });

    it('are said in words', () => {
        expect(alertWords(over, copper())).toBe('COPPER-USD at or over 105.00');
        expect(alertWords(under, copper())).toBe('COPPER-USD at or under 99.50');
    });
});

describe('the trades that are watched', () => {
    const tape = (market: bigint, ...numbers: number[]): Traded[] =>
        numbers.map((trade) => ({ market, trade: BigInt(trade), price: BigInt(trade * 10) }));
    const seen = { market: 7n, trade: 3n };

    it('are those since the market is looked at', () => {
        const first = tradedSince(NOTHING_SEEN, 7n, tape(7n, 1, 2, 3), false);
        expect(first).toEqual({ seen, prices: [] });
        expect(tradedSince(first.seen, 7n, tape(7n, 2, 3, 4, 5), false)).toEqual({ seen: { market: 7n, trade: 5n }, prices: [40n, 50n] });
        expect(tradedSince(seen, undefined, tape(7n, 4), false).prices).toEqual([]);
        expect(tradedSince(seen, 7n, [], false)).toEqual({ seen, prices: [] });
    });

    it("are not another market's that is on screen for a moment longer", () => {
        // Market 8 is chosen; the trades are still those of 7, then of 8, whose numbers are larger.
        const chosen = tradedSince(seen, 8n, tape(7n, 1, 2, 3), false);
        expect(chosen.prices).toEqual([]);
        expect(tradedSince(chosen.seen, 8n, tape(8n, 80, 90), false)).toEqual({ seen: { market: 8n, trade: 90n }, prices: [] });
    });

    it('are not those of a replay, nor those before it again when it is left', () => {
        const past = tape(7n, 1, 2);
        const replayed = tradedSince(seen, 7n, past, true);
        expect(replayed.prices).toEqual([]);
        const left = tradedSince(replayed.seen, 7n, past, false);
        expect(left.prices).toEqual([]);
        // What traded meanwhile counts.
        expect(tradedSince(left.seen, 7n, tape(7n, 1, 2, 3, 4), false)).toEqual({ seen: { market: 7n, trade: 4n }, prices: [40n] });
        expect(tradedSince(seen, 7n, tape(7n, 1, 2), false).seen).toEqual(seen);
    });

    it('are not those of a replay that a market was looked at in from the first', () => {
        const past = tape(7n, 1, 2);
        const left = tradedSince(tradedSince(NOTHING_SEEN, 7n, past, true).seen, 7n, past, false);
        expect(tradedSince(left.seen, 7n, tape(7n, 1, 2, 3), false)).toEqual({ seen, prices: [] });
    });
});
