import type { Book } from './book';

/** Levels kept of each side, from the touch outwards: what rests further away is seldom seen. */
const LEVELS_MAX = 200;
const FAINTEST = 0.04;
const STRONGEST = 0.34;

/** What rested at each price when a candle was last seen. */
export interface HeatColumn {
    ticks: Int32Array;
    sizes: Float32Array;
    /** The largest of the sizes. */
    most: number;
}

/** Prices from `high` down, `merged` ticks to a row. */
export interface HeatRows {
    high: number;
    merged: number;
    count: number;
}

export function heatColumn(book: Book): HeatColumn {
    const ticks = [...nearest(book.bids, -1), ...nearest(book.asks, 1)];
    const sizes = ticks.map((each) => Number(book.bids.get(each) ?? book.asks.get(each)));
    return { ticks: Int32Array.from(ticks), sizes: Float32Array.from(sizes), most: Math.max(0, ...sizes) };
}

function nearest(side: ReadonlyMap<number, bigint>, outwards: 1 | -1): number[] {
    return [...side.keys()].sort((a, b) => (a - b) * outwards).slice(0, LEVELS_MAX);
}

/** A row for each tick from one price down to another, or for several where there is no room. */
export function heatRows(high: number, low: number, rowsMax: number): HeatRows {
    const ticks = high - low + 1;
    const merged = Math.max(1, Math.ceil(ticks / rowsMax));
    return { high, merged, count: Math.ceil(ticks / merged) };
}

/**
 * Paints columns of one pixel each, left to right, undefined for none. The more rested at a price the
 * stronger; where several prices share a pixel the most of them is seen.
 *
 * @param pixels a row after another, as ImageData has them: red, green, blue and opacity
 */
export function paintHeat(
    pixels: Uint8ClampedArray,
    columns: readonly (HeatColumn | undefined)[],
    rows: HeatRows,
    [red, green, blue]: readonly [number, number, number],
): void {
    const most = columns.reduce((sum, column) => Math.max(sum, column?.most ?? 0), 0);
    columns.forEach((column, x) => {
        for (let i = 0; column && i < column.ticks.length; i++) {
            const row = Math.floor((rows.high - column.ticks[i]!) / rows.merged);
            if (row < 0 || row >= rows.count) continue;
            const at = (row * columns.length + x) * 4;
            const strength = FAINTEST + (STRONGEST - FAINTEST) * (column.sizes[i]! / most);
            pixels[at] = red;
            pixels[at + 1] = green;
            pixels[at + 2] = blue;
            pixels[at + 3] = Math.max(pixels[at + 3]!, strength * 255);
        }
    });
}
