/**
 * What an option should cost after Black and Scholes (1973) and Merton: a calculator for people, in
 * floating point. Nothing here moves money.
 */
export interface Terms {
    isCall: boolean;
    /** Price of the underlying and strike, above 0. */
    spot: number;
    strike: number;
    /** Of a year, above 0. */
    years: number;
    /** A year, as a share: 0.2 for 20%. */
    volatility: number;
    rate: number;
}

export interface Fair {
    price: number;
    /** Change of the price when the underlying rises by 1. */
    delta: number;
    gamma: number;
    /** Change when volatility rises by a percentage point. */
    vega: number;
    /** Change as a day passes. */
    theta: number;
}

export const YEAR_MILLIS = 365 * 86_400_000;

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** The normal distribution, by the series of Marsaglia (2004): exact to about 1e-15. */
export function normal(x: number): number {
    if (x < -8) return 0;
    if (x > 8) return 1;
    let sum = x;
    let term = x;
    for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
        term *= (x * x) / odd;
        sum += term;
    }
    return 0.5 + sum * density(x);
}

/** Undefined where the formula says nothing: no time, no volatility, or a price that is not above 0. */
export function fair(terms: Terms): Fair | undefined {
    const { isCall, spot, strike, years, volatility, rate } = terms;
    if (!(spot > 0 && strike > 0 && years > 0 && volatility > 0) || !Number.isFinite(rate)) return undefined;
    const root = volatility * Math.sqrt(years);
    const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * years) / root;
    const d2 = d1 - root;
    const side = isCall ? 1 : -1;
    const discounted = strike * Math.exp(-rate * years);
    const decay = (spot * density(d1) * volatility) / (2 * Math.sqrt(years));
    return {
        price: side * (spot * normal(side * d1) - discounted * normal(side * d2)),
        delta: side * normal(side * d1),
        gamma: density(d1) / (spot * root),
        vega: (spot * density(d1) * Math.sqrt(years)) / 100,
        theta: -(decay + side * rate * discounted * normal(side * d2)) / 365,
    };
}

/** The volatility at which an option is worth `price`; undefined where there is none up to 1,000%. */
export function impliedVolatility(price: number, terms: Omit<Terms, 'volatility'>): number | undefined {
    const at = (volatility: number) => fair({ ...terms, volatility })?.price ?? NaN;
    let [low, high] = [1e-4, 10];
    if (!(at(low) <= price && price <= at(high))) return undefined;
    for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2;
        if (at(middle) < price) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}
