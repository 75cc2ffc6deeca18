import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { BalanceSchema } from '$protocol/rialto/v1/account_pb';
import { AssetSchema, MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from './market';
import { readOutcome, readPosition } from './outcome';
import { markOf, reportingAsset, total, valueCash, valuePosition } from './valuation';

const usd = create(AssetSchema, { id: 1n, symbol: 'USD', scale: 4, displayScale: 2 });
const copper = create(AssetSchema, { id: 2n, symbol: 'COPPER', scale: 2 });
const zinc = create(AssetSchema, { id: 3n, symbol: 'ZINC', scale: 2 });
const spot = new Units(create(MarketSchema, { id: 1n, symbol: 'COPPER-USD', base: copper, quote: usd }));
const outcome = (settlementPrice?: string) =>
    new Units(
        create(MarketSchema, {
            id: 7n,
            symbol: 'FROST',
            base: create(AssetSchema, { symbol: 'CONTRACT', scale: 2 }),
            quote: usd,
        }),
        readOutcome({
            id: '7',
            symbol: 'FROST',
            kind: 'outcome',
            priceMinimum: '0',
            priceMaximum: '100',
            owner: '3',
            pinned: false,
            title: '',
            ...(settlementPrice ? { settlementPrice } : {}),
        }),
    );
const price = (whole: number) => BigInt(whole) * 1_000_000_000n;

test('a mid needs both sides, and a settlement is the only mark of what is settled', () => {
    expect(markOf(spot, { bid: price(100), ask: price(103) }, 'mid')).toBe(101_500_000_000n);
    expect(markOf(spot, { bid: price(100) }, 'mid')).toBeUndefined();
    expect(markOf(spot, { last: price(99) }, 'last')).toBe(price(99));
    expect(markOf(outcome('42'), { last: price(99) }, 'last')).toBe(price(42));
    expect(markOf(spot, { last: price(99) }, 'settlement')).toBeUndefined();
});

test('what has no market in the reporting asset is left out of the sum and named', () => {
    const balances = [
        create(BalanceSchema, { asset: usd, cash: 1_000_000n }),
        create(BalanceSchema, { asset: copper, cash: 250n }),
        create(BalanceSchema, { asset: zinc, cash: 100n }),
    ];
    const holdings = balances.map((each) => valueCash(each, 'USD', [spot], () => price(100)));
    expect(holdings.map((each) => each.value)).toEqual([1_000_000n, 2_500_000n, undefined]);
    expect(total(holdings)).toEqual({ value: 3_500_000n, unvalued: ['ZINC'] });
});

test('a short position is worth less than nothing, a settled one nothing more', () => {
    const rest = { market: 'FROST', quantity: '-4.00', spent: '-200', feesPaid: '0', worst: '-400' };
    const open = readPosition({ ...rest, settled: false }, 4);
    const settled = readPosition({ ...rest, settled: true }, 4);
    const mark = () => price(60);
    expect(valuePosition(open, 'USD', [outcome()], mark).value).toBe(-2_400_000n);
    expect(valuePosition(settled, 'USD', [outcome('60')], mark).value).toBe(0n);
    expect(valuePosition(open, 'EUR', [outcome()], mark).value).toBeUndefined();
});

test('money is reported in what most markets are paid in', () => {
    expect(reportingAsset([spot, outcome()], [])).toBe('USD');
    expect(reportingAsset([], [create(BalanceSchema, { asset: zinc })])).toBe('ZINC');
});
