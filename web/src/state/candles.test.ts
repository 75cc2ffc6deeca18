import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { AssetSchema, MarketSchema, TradeSchema } from '$protocol/rialto/v1/market_pb';
import { averagePrice, candlesOf, continued, depth, readCandles } from './candles';
import { Units } from './market';

const units = new Units(create(MarketSchema, { base: create(AssetSchema, { id: 2n, scale: 0 }) }));
const trade = (number: number, second: number, price: number, quantity = 1) =>
    create(TradeSchema, {
        trade: BigInt(number),
        time: BigInt(second) * 1_000_000_000n,
        price: BigInt(price) * 1_000_000_000n,
        quantity: BigInt(quantity),
    });
const candle = (time: number, price: number, volume: number) => ({
    time,
    open: price,
    high: price + 1,
    low: price - 1,
    close: price,
    volume,
});

test('stored candles are read oldest first', () => {
    const told = (begin: string, close: string) => ({
        begin,
        open: '1',
        high: '3',
        low: '-1',
        close,
        volume: '2.5',
    });
    const read = readCandles([told('1970-01-01T00:02:00Z', '2'), told('1970-01-01T00:01:00Z', '1')]);
    expect(read.map(({ time, close, low }) => [time, close, low])).toEqual([
        [60, 1, -1],
        [120, 2, -1],
    ]);
});

test('trades continue what was stored, and the interval that they begin in keeps its volume', () => {
    const stored = [candle(0, 10, 7), candle(60, 20, 9), candle(120, 30, 1)];
    const trades = [trade(8, 90, 22, 2), trade(9, 110, 18), trade(10, 130, 40, 5)];
    expect(candlesOf(stored, trades, 60, units)).toEqual([
        candle(0, 10, 7),
        { time: 60, open: 20, high: 22, low: 18, close: 18, volume: 9 },
        { time: 120, open: 40, high: 40, low: 40, close: 40, volume: 5 },
    ]);
});

test('where all trades are at hand nothing that was stored counts for their time', () => {
    const result = candlesOf([candle(60, 20, 9)], [trade(1, 61, 5)], 60, units);
    expect(result).toEqual([{ time: 60, open: 5, high: 5, low: 5, close: 5, volume: 1 }]);
    expect(candlesOf([candle(60, 20, 9)], [], 60, units)).toEqual([candle(60, 20, 9)]);
});

test('what the stream tells continues what was stored, and what it missed is filled in', () => {
    const stored = [candle(0, 10, 7), candle(60, 20, 9), candle(120, 30, 1)];
    expect(continued(stored, [])).toEqual(stored);
    expect(continued(stored, [candle(60, 21, 11), candle(180, 5, 2)])).toEqual([
        candle(0, 10, 7),
        candle(60, 21, 11),
        candle(120, 30, 1),
        candle(180, 5, 2),
    ]);
});

test('the average price weighs by volume, and is the close before anything was traded', () => {
    const values = averagePrice([candle(0, 10, 0), candle(1, 10, 1), candle(2, 40, 2)]);
    expect(values.map(({ value }) => value)).toEqual([10, 10, 30]);
});

test('depth sums from the touch outwards', () => {
    const side = new Map([
        [5, 1n],
        [9, 2n],
        [7, 4n],
    ]);
    expect(depth(side, 'falling')).toEqual([
        { ticks: 9, sum: 2n },
        { ticks: 7, sum: 6n },
        { ticks: 5, sum: 7n },
    ]);
    expect(depth(side, 'rising')[0]).toEqual({ ticks: 5, sum: 1n });
});
