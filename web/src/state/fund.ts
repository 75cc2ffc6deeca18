import { CONTRACT_SCALE, worth, type Position } from './outcome';
import { lastPrice, type Units } from './market';

/** What a fund is redeemable for, as REST tells it. */
export interface RestFund {
    id: string;
    symbol: string;
    redemptionFee: string;
    constituents: { market: string; multiplier: number }[];
}

/** What a redemption does to one's position in one market; quantities in hundredths. */
export interface Leg {
    symbol: string;
    units: Units | undefined;
    /** Contracts for one share; −1 for the shares themselves. */
    multiplier: number;
    before: bigint;
    change: bigint;
    after: bigint;
}

const UNIT = 10n ** BigInt(CONTRACT_SCALE);

/** Redeeming `shares` (below zero: making them): the shares first, then the constituents. */
export function legs(
    fund: RestFund,
    shares: bigint,
    positions: readonly Position[],
    markets: readonly Units[],
): Leg[] {
    const leg = (symbol: string, multiplier: number): Leg => {
        const before = positions.find((each) => each.symbol === symbol)?.quantity ?? 0n;
        const change = shares * BigInt(multiplier);
        const units = markets.find(({ market }) => market.symbol === symbol);
        return { symbol, units, multiplier, before, change, after: before + change };
    };
    return [leg(fund.symbol, -1), ...fund.constituents.map((each) => leg(each.market, each.multiplier))];
}

/** The sum of the constituents' last prices, 1e-9 of quote; undefined while one has none. */
export function assetValue(fund: RestFund, markets: readonly Units[]): bigint | undefined {
    let sum = 0n;
    for (const { market, multiplier } of fund.constituents) {
        const units = markets.find((each) => each.market.symbol === market);
        const price = units && (units.outcome?.settlement ?? lastPrice(units));
        if (price === undefined) return undefined;
        sum += price * BigInt(multiplier);
    }
    return sum;
}

/** The worst that a position alone can still bring, quote minor units, without open orders. */
export function worstOf(units: Units, quantity: bigint): bigint {
    const { outcome } = units;
    if (!outcome) return 0n;
    const at = quantity < 0n ? outcome.maximum : outcome.minimum;
    return worth(at, quantity, CONTRACT_SCALE, units.quoteScale);
}

/** By how much the legs together change what is available, fee and open orders left out. */
export function availableChange(all: readonly Leg[]): bigint {
    return all.reduce(
        (sum, { units, before, after }) => (units ? sum + worstOf(units, after) - worstOf(units, before) : sum),
        0n,
    );
}

/** How many whole shares one could redeem with what one has; below zero, make. */
export function redeemable(all: readonly Leg[], isMaking: boolean): bigint {
    if (!isMaking) return all[0]!.before > 0n ? all[0]!.before : 0n;
    let most: bigint | undefined;
    for (const { before, multiplier } of all.slice(1)) {
        const each = multiplier === 0 ? undefined : before / BigInt(multiplier);
        if (each !== undefined && (most === undefined || each < most)) most = each;
    }
    return most === undefined || most < 0n ? 0n : (most / UNIT) * UNIT;
}
