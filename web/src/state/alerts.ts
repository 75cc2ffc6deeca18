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

/** What was kept, made good: it may be of another version, or edited by hand. */
export function alertsOf(kept: unknown): Alert[] {
    if (!Array.isArray(kept)) return [];
    const good = kept.filter(
        (each): each is Alert =>
            typeof each?.market === 'string' &&
            (each.side === 'over' || each.side === 'under') &&
            typeof each.price === 'string' &&
            parseSigned(each.price, PRICE_SCALE) !== undefined,
    );
    return good.slice(-ALERTS_MAX);
}

/** With one more: the same again arms it anew, and the oldest gives way where there are too many. */
export function armed(alerts: readonly Alert[], more: Alert): Alert[] {
    return [...alertsOff(alerts, more), more].slice(-ALERTS_MAX);
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
