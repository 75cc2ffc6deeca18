import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { AssetSchema } from '$protocol/rialto/v1/market_pb';
import { Side } from '$protocol/rialto/v1/orders_pb';
import { Units } from './market';
import { readOutcome } from './outcome';
import { flat, most } from './sizing';
import { copper } from './testing';

const PRICE = 1_000_000_000n;
const units = copper();
units.market.takerFeePpm = 200;

describe('the most that an order can be of', () => {
    it('is what the money pays for with the fee, in whole lots', () => {
        // 10,000 USD at 100: 100 but for the fee of 0.02%.
        expect(most(units, Side.BUY, 100n * PRICE, { money: 100_000_000n, goods: 0n })).toBe(9_900n);
        expect(most(units, Side.BUY, 100n * PRICE, { money: 100_020_000n, goods: 0n })).toBe(10_000n);
    });

    it('is to sell what one has, however high the price', () => {
        expect(most(units, Side.SELL, undefined, { money: 0n, goods: 54_321n })).toBe(54_300n);
    });

    it('is no more than the market takes, and nothing without a price or money', () => {
        expect(most(units, Side.SELL, undefined, { money: 0n, goods: 9_000_000n })).toBe(1_000_000n);
        expect(most(units, Side.BUY, undefined, { money: 100n, goods: 0n })).toBe(0n);
        expect(most(units, Side.BUY, PRICE, { money: -5n, goods: 0n })).toBe(0n);
    });

    it('is of contracts what their worst case costs, and what ends a position comes on top', () => {
        const outcome = readOutcome({
            ...{ id: '7', symbol: 'OSLO', kind: 'outcome', priceMinimum: '-20', priceMaximum: '50' },
            ...{ owner: '3', title: '', pinned: false },
        });
        const market = { ...units.market, base: create(AssetSchema, { scale: 2 }), takerFeePpm: 0, priceMaximum: 50n * PRICE };
        const oslo = new Units(market, outcome);
        // 300 USD: 30 above the least at a price of 10, 40 below the most.
        expect(most(oslo, Side.BUY, 10n * PRICE, { money: 3_000_000n, goods: 0n })).toBe(1_000n);
        expect(most(oslo, Side.SELL, 10n * PRICE, { money: 3_000_000n, goods: 0n })).toBe(700n);
        expect(most(oslo, Side.SELL, 10n * PRICE, { money: 3_000_000n, goods: 400n })).toBe(1_100n);
        expect(most(oslo, Side.BUY, 10n * PRICE, { money: 3_000_000n, goods: 400n })).toBe(1_000n);
    });
});

it('ends what one has by the other side', () => {
    expect(flat(units, 540n)).toEqual({ side: Side.SELL, quantity: 500n });
    expect(flat(units, -400n)).toEqual({ side: Side.BUY, quantity: 400n });
    expect(flat(units, 99n)).toBeUndefined();
});
