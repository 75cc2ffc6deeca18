/** A count with its thousands apart; a dash where there is none. */
export function count(value: string | bigint | undefined): string {
    return value === undefined ? '–' : BigInt(value).toLocaleString('en');
}

/** Bytes in the unit that reads best. */
export function bytes(value: number): string {
    return value >= 1e9 ? `${(value / 1e9).toFixed(1)} GB` : `${(value / 1e6).toFixed(1)} MB`;
}
