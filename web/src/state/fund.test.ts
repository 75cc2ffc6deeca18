import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { MarketSchema } from '$protocol/rialto/v1/market_pb';
import { assetValue, availableChange, legs, redeemable, type RestFund } from './fund';
import { Units } from './market';
import { readOutcome, type Position } from './outcome';

/** The example of docs/markets.md: one N (0 to 100) and two S (−20 to 50), −40 to 200. */
const market = (symbol: string, minimum: string, maximum: string, last: bigint) =>
    new Units(
        create(MarketSchema, {
            symbol,
            base: { id: 0n, scale: 2 },
            quote: { id: 1n, symbol: 'USD', scale: 4, displayScale: 2 },
            tick: 10_000_000n,
            lot: 100n,
            lastPrice: last,
        }),
        readOutcome({
            id: '1',
            symbol,
            kind: 'outcome',
            priceMinimum: minimum,
            priceMaximum: maximum,
            owner: '1',
            pinned: false,
            title: '',
        }),
    );
const markets = [
    market('N', '0', '100', 60_000_000_000n),
    market('S', '-20', '50', 12_000_000_000n),
    market('BOTH', '-40', '200', 70_000_000_000n),
];
const fund: RestFund = {
    id: '3',
    symbol: 'BOTH',
    redemptionFee: '3',
    constituents: [
        { market: 'N', multiplier: 1 },
        { market: 'S', multiplier: 2 },
    ],
};
const has = (symbol: string, quantity: bigint): Position => ({
    symbol,
    quantity,
    spent: 0n,
    feesPaid: 0n,
    worst: 0n,
    settled: false,
});

it('ten shares become ten of one and twenty of the other', () => {
    const all = legs(fund, 1_000n, [has('BOTH', 1_000n)], markets);
    expect(all.map((each) => [each.symbol, each.before, each.change, each.after])).toEqual([
        ['BOTH', 1_000n, -1_000n, 0n],
        ['N', 0n, 1_000n, 1_000n],
        ['S', 0n, 2_000n, 2_000n],
    ]);
    // Bounds of a fund are the sums of its constituents': what is available stays.
    expect(availableChange(all)).toBe(0n);
    expect(redeemable(all, false)).toBe(1_000n);
});

it('shares made of nothing are owed: the worst of both sides counts', () => {
    const all = legs(fund, -100n, [], markets);
    // Shares at worst bring −40; owing an N costs 100, two S 100.
    expect(availableChange(all)).toBe(-240n * 10_000n);
    expect(redeemable(all, true)).toBe(0n);
});

it('as many can be made as the scarcest constituent allows, in whole shares', () => {
    const all = legs(fund, 0n, [has('N', 900n), has('S', 1_100n)], markets);
    expect(redeemable(all, true)).toBe(500n);
});

it('is worth what its constituents are, where all have a price', () => {
    expect(assetValue(fund, markets)).toBe(84_000_000_000n);
    expect(assetValue(fund, [markets[0]!, market('S', '-20', '50', 0n)])).toBeUndefined();
});
