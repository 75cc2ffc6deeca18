import { parseSigned } from './decimal';
import { PRICE_SCALE, type Units } from './market';
import { expiryOf, type RestOption } from './outcome';

export interface Option {
    units: Units;
    isCall: boolean;
    /** 1e-9 of quote. */
    strike: bigint;
    /** Milliseconds since 1970; undefined where it does not expire. */
    expiresAt: number | undefined;
}

/** One strike of one expiry. */
export interface ChainRow {
    strike: bigint;
    call: Option | undefined;
    put: Option | undefined;
}

export interface Chain {
    expiresAt: number | undefined;
    rows: ChainRow[];
}

export function readOption(from: RestOption, markets: readonly Units[]): Option | undefined {
    const units = markets.find(({ market }) => market.symbol === from.symbol);
    if (!units) return undefined;
    return {
        units,
        isCall: from.optionType === 'call',
        strike: parseSigned(from.strike, PRICE_SCALE) ?? 0n,
        expiresAt: expiryOf(from),
    };
}

/** By expiry, the next first and what does not expire last; by rising strike. Two of a kind are two rows. */
export function chains(options: readonly Option[]): Chain[] {
    const found = new Map<number | undefined, ChainRow[]>();
    for (const option of options) {
        const rows = found.get(option.expiresAt) ?? [];
        found.set(option.expiresAt, rows);
        const side = option.isCall ? 'call' : 'put';
        const row = rows.find((each) => each.strike === option.strike && !each[side]);
        if (row) row[side] = option;
        else rows.push({ strike: option.strike, call: undefined, put: undefined, [side]: option });
    }
    return [...found]
        .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
        .map(([expiresAt, rows]) => ({
            expiresAt,
            rows: rows.sort((a, b) => (a.strike < b.strike ? -1 : a.strike > b.strike ? 1 : 0)),
        }));
}
