import type { Balance } from '$protocol/rialto/v1/account_pb';
import type { Units } from './market';
import { worth, type Position } from './outcome';

/** By which price something is valued: VENUE-wide marks, or one that the viewer gives. */
export type MarkBy = 'last' | 'mid' | 'settlement' | 'own';

/** What is known of a market's prices; prices in 1e-9 of quote. */
export interface Prices {
    last?: bigint | undefined;
    bid?: bigint | undefined;
    ask?: bigint | undefined;
    own?: bigint | undefined;
}

/** The price to value at; undefined where there is none of that kind. A settled market has one only. */
export function markOf(units: Units, prices: Prices | undefined, by: MarkBy): bigint | undefined {
    const settled = units.outcome?.settlement;
    if (settled !== undefined) return settled;
    switch (by) {
        case 'last':
            return prices?.last;
        case 'mid':
            return prices?.bid === undefined || prices.ask === undefined
                ? undefined
                : (prices.bid + prices.ask) / 2n;
        case 'settlement':
            return undefined;
        case 'own':
            return prices?.own;
    }
}

/** Something that one has, and what it is worth in the reporting asset if that can be told. */
export interface Holding {
    name: string;
    units: Units | undefined;
    mark: bigint | undefined;
    value: bigint | undefined;
}

/** Values cash: of the reporting asset as it is, of another by its market in the reporting asset. */
export function valueCash(
    balance: Balance,
    reporting: string,
    markets: readonly Units[],
    mark: (units: Units) => bigint | undefined,
): Holding {
    const name = balance.asset?.symbol ?? '';
    if (name === reporting) return { name, units: undefined, mark: undefined, value: balance.cash };
    const units = markets.find(
        (each) => !each.isContracts && each.base === name && each.quote === reporting,
    );
    const price = units && mark(units);
    const value =
        units && price !== undefined
            ? worth(price, balance.cash, units.baseScale, units.quoteScale)
            : undefined;
    return { name, units, mark: price, value };
}

/** Values a position that is not settled: what was settled is cash already. */
export function valuePosition(
    position: Position,
    reporting: string,
    markets: readonly Units[],
    mark: (units: Units) => bigint | undefined,
): Holding {
    const units = markets.find((each) => each.market.symbol === position.symbol);
    const price = units && mark(units);
    const counts = units && units.quote === reporting && price !== undefined && !position.settled;
    return {
        name: position.symbol,
        units,
        mark: price,
        value: counts
            ? worth(price, position.quantity, units.baseScale, units.quoteScale)
            : position.settled
              ? 0n
              : undefined,
    };
}

/** The sum of what can be valued, and the names of what cannot. */
export function total(holdings: readonly Holding[]): { value: bigint; unvalued: string[] } {
    let value = 0n;
    const unvalued: string[] = [];
    for (const holding of holdings) {
        if (holding.value === undefined) unvalued.push(holding.name);
        else value += holding.value;
    }
    return { value, unvalued };
}

/** The asset that most markets are paid in. */
export function reportingAsset(markets: readonly Units[], balances: readonly Balance[]): string {
    const counts = new Map<string, number>();
    for (const { quote } of markets) counts.set(quote, (counts.get(quote) ?? 0) + 1);
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    return most?.[0] ?? balances[0]?.asset?.symbol ?? '';
}
