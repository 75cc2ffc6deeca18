import { parseSigned } from './decimal';
import { PRICE_SCALE, type Units } from './market';

/** A price that somebody waits for, as it is kept; small, for what is kept has a limit. */
export interface Alert {
    /** The market's id. */
    market: string;
    side: 'over' | 'under';
    /** In whole quote units, as a field takes it. */
    price: string;
    /** When it was reached, milliseconds since 1970: from then on it is news, and waits no more. */
    at?: number;
}

/** As many as are kept: what somebody prefers has some kilobytes for all of it. */
export const ALERTS_MAX = 24;

export function alertKey({ market, side, price }: Alert): string {
    return `${market}:${side}:${price}`;
}

/** The largest instant that a Date can be, milliseconds since 1970. */
const DATE_MAX = 8_640_000_000_000_000;

/** What was kept, made good: it may be of another version, or edited by hand. */
export function alertsOf(kept: unknown): Alert[] {
    if (!Array.isArray(kept)) return [];
    const good = new Map<string, Alert>();
    for (const each of kept.flatMap(madeGood)) {
        // Of two that are the same the later one counts, in its place.
        good.delete(alertKey(each));
        good.set(alertKey(each), each);
    }
    return withRoom([...good.values()], ALERTS_MAX);
}

function madeGood(kept: Partial<Record<keyof Alert, unknown>> | null): Alert[] {
    if (typeof kept !== 'object' || kept === null) return [];
    const { market, side, price, at } = kept;
    if (typeof market !== 'string' || !/^\d{1,20}$/.test(market)) return [];
    if (side !== 'over' && side !== 'under') return [];
    if (typeof price !== 'string' || parseSigned(price, PRICE_SCALE) === undefined) return [];
    const isInstant = Number.isSafeInteger(at) && (at as number) >= 0 && (at as number) <= DATE_MAX;
    return [{ market, side, price, ...(isInstant ? { at: at as number } : {}) }];
}

/** The last `most`: what was reached gives way first, the oldest of it before the rest. */
function withRoom(alerts: readonly Alert[], most: number): Alert[] {
    const surplus = Math.max(0, alerts.length - most);
    const reachedFirst = [...alerts.filter((each) => each.at !== undefined)].sort((a, b) => a.at! - b.at!);
    const given = new Set([...reachedFirst, ...alerts.filter((each) => each.at === undefined)].slice(0, surplus));
    return alerts.filter((each) => !given.has(each));
}

/**
 * With one more: the same again arms it anew, and where there are too many the one that was reached
 * first gives way. Undefined where as many wait as are kept: none of those is dropped unasked.
 */
export function armed(alerts: readonly Alert[], more: Alert): Alert[] | undefined {
    const others = alertsOff(alerts, more);
    if (others.filter((each) => each.at === undefined).length >= ALERTS_MAX) return undefined;
    return [...withRoom(others, ALERTS_MAX - 1), more];
}

/** With some of them reached: those that are there still, and wait. */
export function fired(alerts: readonly Alert[], keys: ReadonlySet<string>, at: number): Alert[] {
    return alerts.map((each) => (each.at === undefined && keys.has(alertKey(each)) ? { ...each, at } : each));
}

/** Without one. */
export function alertsOff(alerts: readonly Alert[], which: Alert): Alert[] {
    return alerts.filter((each) => alertKey(each) !== alertKey(which));
}

export function priceOf(alert: Alert): bigint {
    return parseSigned(alert.price, PRICE_SCALE) ?? 0n;
}

/** Whether a price is at the alert's or beyond it. */
export function isReached(alert: Alert, price: bigint): boolean {
    return alert.side === 'over' ? price >= priceOf(alert) : price <= priceOf(alert);
}

/** How far a market is from an alert's price; never negative. */
export function distance(alert: Alert, last: bigint): bigint {
    const away = alert.side === 'over' ? priceOf(alert) - last : last - priceOf(alert);
    return away > 0n ? away : 0n;
}

/** Which of those that wait are reached by what a market traded at. */
export function reached(alerts: readonly Alert[], market: bigint, prices: readonly bigint[]): Alert[] {
    const of = market.toString();
    return alerts.filter(
        (each) => each.at === undefined && each.market === of && prices.some((price) => isReached(each, price)),
    );
}

export function sideWords(side: Alert['side']): string {
    return side === 'over' ? 'at or over' : 'at or under';
}

/** In words: COPPER-USD at or over 105.00. */
export function alertWords(alert: Alert, units: Units): string {
    return `${units.market.symbol} ${sideWords(alert.side)} ${units.price(priceOf(alert))}`;
}

/** A trade, as far as it is watched. */
export interface Traded {
    market: bigint;
    trade: bigint;
    price: bigint;
}

/** How far the trades of the market on screen were looked at. */
export interface Seen {
    /** The market, and its newest trade that was looked at. */
    market: bigint;
    trade: bigint;
    /** What a replay showed last: it is shown for a moment longer than the replay lasts. */
    past?: readonly Traded[];
}

export const NOTHING_SEEN: Seen = { market: -1n, trade: 0n };

/**
 * What a market traded at since it was looked at. `trades`, oldest first, may be another market's for a
 * moment after one was chosen, and of a past in a replay and for a moment after it: those count for
 * nothing. What is seen never falls back within one market.
 */
export function tradedSince(
    seen: Seen,
    market: bigint | undefined,
    trades: readonly Traded[],
    isReplay: boolean,
): { seen: Seen; prices: bigint[] } {
    if (isReplay) return { seen: { ...seen, past: trades }, prices: [] };
    const newest = trades[trades.length - 1];
    if (market === undefined || newest?.market !== market || trades === seen.past) return { seen, prices: [] };
    const isSame = seen.market === market;
    const since = isSame ? seen.trade : newest.trade;
    const prices = trades.filter(({ trade }) => trade > since).map(({ price }) => price);
    return { seen: { market, trade: newest.trade > since ? newest.trade : since }, prices };
}
