import { intervalWord, readCandles, type RestCandle } from '$state/candles';
import type { Units } from '$state/market';
import type { Candle } from '$state/trades';
import type { Ask } from './history';

const CANDLES_MAX = 1_000;

/** The latest candles that the venue has stored of a market, oldest first. */
export async function storedCandles(ask: Ask, units: Units, seconds: number): Promise<Candle[]> {
    const path = `/api/v1/markets/${units.market.id}/candles?interval=${intervalWord(seconds)}&limit=${CANDLES_MAX}`;
    return readCandles((await ask<{ candles: RestCandle[] }>(path)).candles);
}
