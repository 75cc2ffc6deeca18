import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { AssetSchema, MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from './market';
import { available, profit, readOutcome, readPosition, worth } from './outcome';

const frost = new Units(
    create(MarketSchema, {
        symbol: 'FROST',
        base: create(AssetSchema, { symbol: 'CONTRACT', scale: 2 }),
        quote: create(AssetSchema, { id: 1n, symbol: 'USD', scale: 4 }),
        tick: 10_000_000n,
        lot: 100n,
        priceMaximum: 50_000_000_000n,
        quantityMaximum: 100_000n,
    }),
    readOutcome({
        id: '7',
        symbol: 'FROST',
        kind: 'outcome',
        priceMinimum: '-20.00',
        priceMaximum: '50.00',
        owner: '3',
        pinned: true,
        title: 'Degrees at noon',
    }),
);
const position = readPosition(
    { market: 'FROST', quantity: '4.00', spent: '-10.0000', feesPaid: '0', worst: '-80.0000', settled: false },
    4,
);

test('a position of 4 for which 10 were received is worth 20 less at −5', () => {
    expect(worth(-5_000_000_000n, position.quantity, 2, 4)).toBe(-200_000n);
    expect(profit(position, -5_000_000_000n, frost)).toBe(-100_000n);
});

test('what is worth a part of a minor unit is rounded down, also below zero', () => {
    expect(worth(15_000n, 1n, 2, 4)).toBe(0n);
    expect(worth(-15_000n, 1n, 2, 4)).toBe(-1n);
});

test('the worst that positions can come to is not available, until they are settled', () => {
    const balance = { cash: 10_100_000n, held: 0n };
    expect(available(balance, 1n, [position], [frost])).toBe(9_300_000n);
    expect(available(balance, 2n, [position], [frost])).toBe(10_100_000n);
    expect(available(balance, 1n, [{ ...position, settled: true }], [frost])).toBe(10_100_000n);
});

test('prices of contracts are within bounds, and may be negative or zero', () => {
    expect(frost.typedPrice('-2.5').value).toBe(-2_500_000_000n);
    expect(frost.typedPrice('0').value).toBe(0n);
    expect(frost.typedPrice('-20.01').wrong).toBe('At least −20.00');
    expect(frost.typedPrice('50.01').wrong).toBe('At most 50.00');
    expect(frost.plainPrice(-2_500_000_000n)).toBe('-2.50');
});
