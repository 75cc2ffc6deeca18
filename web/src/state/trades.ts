import type { Trade } from '$protocol/rialto/v1/market_pb';

/** Trades kept of the market on screen. */
export const TRADES_MAX = 2_000;

/** A market's latest trades, oldest first, by number: `trade` counts without gaps. */
export class Tape {
    trades: Trade[] = [];

    get last(): Trade | undefined {
        return this.trades[this.trades.length - 1];
    }

    /** Adds what is not there yet, whatever the order in which it comes. */
    add(more: readonly Trade[]): void {
        const newest = this.last?.trade ?? 0n;
        const after = more.filter((trade) => trade.trade > newest);
        const oldest = this.trades[0]?.trade;
        const before = oldest === undefined ? [] : more.filter((trade) => trade.trade < oldest);
        if (before.length > 0) this.trades = [...before, ...this.trades];
        for (const trade of after) this.trades.push(trade);
        if (this.trades.length > TRADES_MAX) {
            this.trades = this.trades.slice(this.trades.length - TRADES_MAX);
        }
    }

    /** Replaces everything if what comes does not join what is there. */
    snapshot(from: readonly Trade[]): void {
        const first = from[0];
        const last = this.last;
        if (first && last && first.trade > last.trade + 1n) this.trades = [];
        this.add(from);
    }
}

/** One bar of the chart; `time` in seconds since 1970 at its begin. */
export interface Candle {
    time: number;
    open: number;
    high: number;
    low: number;
    close: number;
    volume: number;
}

/** Continues `candles` with a trade, which must not be older than the last of them. */
export function addToCandles(
    candles: Candle[],
    seconds: number,
    timeNanos: bigint,
    price: number,
    quantity: number,
): void {
    const at = Number(timeNanos / 1_000_000_000n);
    const time = at - (at % seconds);
    const last = candles[candles.length - 1];
    if (last && last.time >= time) {
        last.high = Math.max(last.high, price);
        last.low = Math.min(last.low, price);
        last.close = price;
        last.volume += quantity;
        return;
    }
    candles.push({ time, open: price, high: price, low: price, close: price, volume: quantity });
}
