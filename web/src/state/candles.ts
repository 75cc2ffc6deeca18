import type { Trade } from '$protocol/rialto/v1/market_pb';
import type { Candle as CandleMessage } from '$protocol/rialto/v1/marketdata_pb';
import type { Units } from './market';
import { addToCandles, type Candle } from './trades';

/** Intervals that the venue keeps candles of, by their seconds. */
export const INTERVALS: readonly [number, string][] = [
    [1, '1s'],
    [60, '1m'],
    [300, '5m'],
    [900, '15m'],
    [3_600, '1h'],
    [14_400, '4h'],
    [86_400, '1d'],
];

export function intervalWord(seconds: number): string {
    return INTERVALS.find(([each]) => each === seconds)?.[1] ?? '1m';
}

/** As REST tells it. */
export interface RestCandle {
    begin: string;
    open: string;
    high: string;
    low: string;
    close: string;
    volume: string;
}

/** For drawing only. Oldest first. */
export function readCandles(newestFirst: readonly RestCandle[]): Candle[] {
    return newestFirst
        .map((from) => ({
            time: Math.floor(Date.parse(from.begin) / 1_000),
            open: Number(from.open),
            high: Number(from.high),
            low: Number(from.low),
            close: Number(from.close),
            volume: Number(from.volume),
        }))
        .reverse();
}

/** As the stream tells it. For drawing only. */
export function candleOf(from: CandleMessage, units: Units): Candle {
    return {
        time: Number(from.begin / 1_000_000_000n),
        open: units.drawn(from.open),
        high: units.drawn(from.high),
        low: units.drawn(from.low),
        close: units.drawn(from.close),
        volume: units.drawnQuantity(BigInt(from.volume)),
    };
}

/** What was stored, and what the stream has told since, of which the newest are the truest. */
export function continued(stored: readonly Candle[], live: readonly Candle[]): Candle[] {
    const first = live[0];
    if (!first) return [...stored];
    const told = new Set(live.map((each) => each.time));
    const older = stored.filter((each) => each.time < first.time);
    const missed = stored.filter((each) => each.time > first.time && !told.has(each.time));
    if (missed.length === 0) return [...older, ...live];
    return [...older, ...[...live, ...missed].sort((a, b) => a.time - b.time)];
}

/**
 * What was stored, continued by the trades at hand: intervals that those cover whole are made from
 * them; the one that they begin in takes its price from them and its volume from what was stored.
 */
export function candlesOf(
    stored: readonly Candle[],
    trades: readonly Trade[],
    seconds: number,
    units: Units,
): Candle[] {
    const fresh: Candle[] = [];
    for (const trade of trades) {
        const quantity = units.drawnQuantity(trade.quantity);
        addToCandles(fresh, seconds, trade.time, units.drawn(trade.price), quantity);
    }
    const first = fresh[0];
    if (!first) return [...stored];
    const isAll = trades[0]!.trade === 1n;
    const older = stored.filter((each) => each.time < first.time);
    const same = stored.find((each) => each.time === first.time);
    if (isAll || !same) return [...older, ...fresh];
    const joined = {
        ...same,
        high: Math.max(same.high, first.high),
        low: Math.min(same.low, first.low),
        close: first.close,
        volume: Math.max(same.volume, first.volume),
    };
    return [...older, joined, ...fresh.slice(1)];
}

/** The average price of what was traded so far, at each candle: the typical price stands for it. */
export function averagePrice(candles: readonly Candle[]): { time: number; value: number }[] {
    let volume = 0;
    let notional = 0;
    return candles.map((candle) => {
        volume += candle.volume;
        notional += ((candle.high + candle.low + candle.close) / 3) * candle.volume;
        return { time: candle.time, value: volume > 0 ? notional / volume : candle.close };
    });
}

/** What a side could take or give up to each price: from the touch outwards. */
export function depth(
    side: ReadonlyMap<number, bigint>,
    order: 'falling' | 'rising',
): { ticks: number; sum: bigint }[] {
    const prices = [...side.keys()].sort((a, b) => (order === 'falling' ? b - a : a - b));
    let sum = 0n;
    return prices.map((ticks) => ({ ticks, sum: (sum += side.get(ticks)!) }));
}
