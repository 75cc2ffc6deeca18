import { parseSigned } from './decimal';
import { PRICE_SCALE, type Units } from './market';
import { millisOf } from './time';

/** Contracts are counted in hundredths. */
export const CONTRACT_SCALE = 2;

/** What a market of contracts is about; prices in 1e-9 of quote. */
export interface Outcome {
    id: bigint;
    symbol: string;
    kind: string;
    minimum: bigint;
    maximum: bigint;
    owner: bigint;
    pinned: boolean;
    title: string;
    descriptionHash: string;
    type: string;
    group: string;
    settlement: bigint | undefined;
    /** Of an option: the market that it is on, where one may know of that. */
    underlying: string;
    /** Of an option: milliseconds since 1970; undefined where it does not expire. */
    expiresAt: number | undefined;
}

/** As REST tells it. */
export interface RestOutcome {
    id: string;
    symbol: string;
    kind: string;
    priceMinimum: string;
    priceMaximum: string;
    owner: string;
    pinned: boolean;
    title: string;
    descriptionHash?: string;
    type?: string;
    group?: string;
    settlementPrice?: string;
}

/** What is an option, and on what, as REST tells it. */
export interface RestOption {
    id: string;
    symbol: string;
    /** Left out where one may not know of it. */
    underlying?: string;
    optionType: 'call' | 'put';
    strike: string;
    expiresAt?: string;
}

/** Milliseconds since 1970; undefined where it does not expire. */
export function expiryOf(option: RestOption | undefined): number | undefined {
    return option?.expiresAt === undefined ? undefined : millisOf(option.expiresAt);
}

export function readOutcome(from: RestOutcome, option?: RestOption): Outcome {
    return {
        id: BigInt(from.id),
        symbol: from.symbol,
        kind: from.kind,
        minimum: parseSigned(from.priceMinimum, PRICE_SCALE) ?? 0n,
        maximum: parseSigned(from.priceMaximum, PRICE_SCALE) ?? 0n,
        owner: BigInt(from.owner),
        pinned: from.pinned,
        title: from.title,
        descriptionHash: from.descriptionHash ?? '',
        type: from.type ?? '',
        group: from.group ?? '',
        settlement:
            from.settlementPrice === undefined
                ? undefined
                : parseSigned(from.settlementPrice, PRICE_SCALE),
        underlying: option?.underlying ?? '',
        expiresAt: expiryOf(option),
    };
}

/** What an account has in a market of contracts. */
export interface Position {
    symbol: string;
    /** Hundredths of a contract; negative owes. */
    quantity: bigint;
    /** Paid for it on balance, quote minor units; negative was received. */
    spent: bigint;
    feesPaid: bigint;
    /** The worst that it, with the open orders, can still come to, quote minor units. */
    worst: bigint;
    settled: boolean;
}

export interface RestPosition {
    market: string;
    quantity: string;
    spent: string;
    feesPaid: string;
    worst: string;
    settled: boolean;
}

export function readPosition(from: RestPosition, quoteScale: number): Position {
    const money = (text: string) => parseSigned(text, quoteScale) ?? 0n;
    return {
        symbol: from.market,
        quantity: parseSigned(from.quantity, CONTRACT_SCALE) ?? 0n,
        spent: money(from.spent),
        feesPaid: money(from.feesPaid),
        worst: money(from.worst),
        settled: from.settled,
    };
}

/**
 * Quote minor units that a quantity of base minor units is worth at a price, rounded down: for
 * showing what something is worth, not for moving it.
 */
export function worth(price: bigint, quantity: bigint, baseScale: number, quoteScale: number): bigint {
    const divisor = 10n ** BigInt(PRICE_SCALE + baseScale - quoteScale);
    const product = price * quantity;
    const whole = product / divisor;
    return product < 0n && product % divisor !== 0n ? whole - 1n : whole;
}

/** What a position has made at a price, fees taken off. */
export function profit(position: Position, price: bigint, units: Units): bigint {
    const value = worth(price, position.quantity, CONTRACT_SCALE, units.quoteScale);
    return value - position.spent - position.feesPaid;
}

/** What can be used of an asset: cash less holds, and what open positions may still cost. */
export function available(
    balance: { cash: bigint; held: bigint },
    asset: bigint | undefined,
    positions: readonly Position[],
    markets: readonly Units[],
): bigint {
    let sum = balance.cash - balance.held;
    for (const position of positions) {
        if (position.settled) continue;
        const units = markets.find((each) => each.market.symbol === position.symbol);
        if (units?.market.quote?.id === asset) sum += position.worst;
    }
    return sum;
}
