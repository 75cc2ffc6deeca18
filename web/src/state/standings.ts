import { parseSigned } from './decimal';

/** As REST tells it: richest first. */
export interface RestStanding {
    account: string;
    name: string;
    value: string;
    /** False where something of it has no price and is left out. */
    whole: boolean;
    colour?: string;
}

/** A member's place, with how it has done since the cohort began. */
export interface Place {
    rank: number;
    account: string;
    name: string;
    colour: string;
    isWhole: boolean;
    /** In minor units of the reporting asset. */
    value: bigint;
    /** Against the starting balance; undefined where that is in another asset. */
    gain: bigint | undefined;
    /** Of the richest, 0 to 1. */
    share: number;
}

/** How many decimals the venue wrote, at most. */
export function scaleOf(texts: readonly string[]): number {
    return Math.max(0, ...texts.map((text) => (text.split('.')[1] ?? '').length));
}

/** Ranks: who has the same shares a rank, and the next rank is left out. */
export function placesOf(
    standings: readonly RestStanding[],
    start: string | undefined,
    scale: number,
): Place[] {
    const began = start === undefined ? undefined : parseSigned(start, scale);
    const values = standings.map((each) => parseSigned(each.value, scale) ?? 0n);
    const most = values.reduce((a, b) => (b > a ? b : a), 1n);
    return standings.map((each, index) => {
        const value = values[index]!;
        return {
            rank: values.findIndex((other) => other === value) + 1,
            account: each.account,
            name: each.name,
            colour: each.colour ?? '',
            isWhole: each.whole,
            value,
            gain: began === undefined ? undefined : value - began,
            share: value <= 0n ? 0 : Number((value * 1_000n) / most) / 1_000,
        };
    });
}
