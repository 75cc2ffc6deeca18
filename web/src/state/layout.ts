/** How the trading screen is divided, as one has set it. */
export interface Layout {
    /** Panels that are not shown. */
    hidden: string[];
    /** Share of the height that the blotter takes, percent. */
    blotter: number;
    /** Width of the ladder, pixels. */
    ladder: number;
    /** The id of the market that is laid over the chart; empty for none. */
    compare: string;
}

/** The parts that can be left out; the chart is what the others are around. */
export const PANELS = [
    ['markets', 'Markets'],
    ['ladder', 'Ladder'],
    ['side', 'Order and trades'],
    ['blotter', 'Orders and positions'],
] as const;

export const STANDARD_LAYOUT: Layout = { hidden: [], blotter: 27, ladder: 308, compare: '' };
export const BLOTTER = [15, 60] as const;
export const LADDER = [240, 480] as const;

/** What was kept, made good: it may be of an earlier version, or edited by hand. */
export function layoutOf(kept: unknown): Layout {
    const from = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Layout>;
    const known = PANELS.map(([name]) => name as string);
    return {
        hidden: Array.isArray(from.hidden) ? from.hidden.filter((each) => known.includes(each)) : [],
        blotter: within(from.blotter, BLOTTER, STANDARD_LAYOUT.blotter),
        ladder: within(from.ladder, LADDER, STANDARD_LAYOUT.ladder),
        compare: typeof from.compare === 'string' && /^\d{1,16}$/.test(from.compare) ? from.compare : '',
    };
}

function within(value: unknown, [least, most]: readonly [number, number], standard: number): number {
    return typeof value === 'number' && Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : standard;
}

/** The columns and rows of the wide screen. */
export function gridOf(layout: Layout): { columns: string; rows: string } {
    const shows = (panel: string) => !layout.hidden.includes(panel);
    return {
        columns: [
            shows('markets') ? '224px' : '0',
            'minmax(0, 1fr)',
            shows('ladder') ? `${layout.ladder}px` : '0',
            shows('side') ? '272px' : '0',
        ].join(' '),
        rows: `58px minmax(200px, 1fr) ${shows('blotter') ? `minmax(120px, ${layout.blotter}%)` : '0'}`,
    };
}
