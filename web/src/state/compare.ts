import type { Candle } from './trades';

/** Another market's course laid over the one that is shown, both in percent from the same candle. */
export interface Comparison {
    /** At the candles shown, as high on their scale as the other moved in percent. */
    points: { time: number; value: number }[];
    /** How far each has come since, in hundredths. */
    own: number;
    other: number;
}

/**
 * `from`: when the first visible candle begins, in seconds. Undefined where one of them has no price
 * then, or one of which there is no percentage. For drawing only.
 */
export function compared(own: readonly Candle[], other: readonly Candle[], from: number): Comparison | undefined {
    const seen = own.filter((each) => each.time >= from);
    const first = seen[0];
    const start = first && closeAt(other, first.time);
    if (!first || start === undefined || first.close <= 0 || start <= 0) return undefined;
    let index = 0;
    let close = start;
    const points = seen.map(({ time }) => {
        while (index < other.length && other[index]!.time <= time) close = other[index++]!.close;
        return { time, value: (first.close * close) / start };
    });
    const last = seen[seen.length - 1]!;
    return { points, own: (last.close / first.close - 1) * 100, other: (close / start - 1) * 100 };
}

/** The last price by then; of a market that began later its first. */
function closeAt(candles: readonly Candle[], time: number): number | undefined {
    let found: number | undefined;
    for (const each of candles) {
        if (each.time > time) return found ?? each.open;
        found = each.close;
    }
    return found;
}

/** With its sign. */
export function percentWords(percent: number): string {
    const text = Math.abs(percent).toFixed(2);
    return `${text === '0.00' ? '' : percent > 0 ? '+' : '−'}${text}%`;
}
