/** What an account was worth at a moment, as getEquity tells it. */
export interface EquityPoint {
    time: string;
    total: string;
    complete: boolean;
    unvalued: string[];
}

/** A line through points in a box; y grows downward, as on screens. */
export interface Curve {
    path: string;
    low: EquityPoint;
    high: EquityPoint;
    /** What some of the points leave out, each once. */
    unvalued: string[];
}

/** The curve of at least two points, the oldest first; undefined where there is nothing to draw. */
export function curveOf(points: readonly EquityPoint[], width: number, height: number): Curve | undefined {
    if (points.length < 2 || width <= 0 || height <= 0) return undefined;
    const times = points.map(({ time }) => Date.parse(time));
    const totals = points.map(({ total }) => Number(total));
    const low = Math.min(...totals);
    const high = Math.max(...totals);
    const begin = times[0]!;
    const span = times[times.length - 1]! - begin || 1;
    const x = (time: number) => ((time - begin) / span) * width;
    const y = (total: number) => (high === low ? height / 2 : ((high - total) / (high - low)) * height);
    const steps = points.map((_, i) => `${round(x(times[i]!))} ${round(y(totals[i]!))}`);
    return {
        path: `M${steps.join('L')}`,
        low: points[totals.indexOf(low)]!,
        high: points[totals.indexOf(high)]!,
        unvalued: [...new Set(points.flatMap(({ unvalued }) => unvalued))].sort(),
    };
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}

/**
 * What it was worth when the day of a clock began: the last that is known before, else the first since.
 * Who had nothing then began with what came first.
 */
export function dayBegan(points: readonly EquityPoint[], now: number): string | undefined {
    const midnight = new Date(now).setHours(0, 0, 0, 0);
    const had = points.filter(({ total }) => Number(total) !== 0);
    const before = had.filter(({ time }) => Date.parse(time) <= midnight);
    return (before[before.length - 1] ?? had[0])?.total;
}
