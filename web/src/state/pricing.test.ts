import { expect, it } from 'vitest';
import { fair, impliedVolatility, normal } from './pricing';

const terms = { spot: 100, strike: 100, years: 1, volatility: 0.2, rate: 0.05 };

it('gives the prices that are in the books', () => {
    const call = fair({ ...terms, isCall: true })!;
    const put = fair({ ...terms, isCall: false })!;
    expect(call.price).toBeCloseTo(10.450584, 6);
    expect(put.price).toBeCloseTo(5.573526, 6);
    expect(call.delta).toBeCloseTo(0.636831, 6);
    expect(put.delta).toBeCloseTo(-0.363169, 6);
    expect(call.gamma).toBeCloseTo(0.018762, 6);
    expect(call.vega).toBeCloseTo(0.37524, 5);
    expect(call.theta * 365).toBeCloseTo(-6.414028, 5);
    expect(put.theta * 365).toBeCloseTo(-1.657881, 5);
});

it.each([0.4, 1.7, 3, 60, 250])('a call less a put at %d is a forward', (strike) => {
    const of = (isCall: boolean) => fair({ ...terms, strike, isCall })!.price;
    expect(of(true) - of(false)).toBeCloseTo(100 - strike * Math.exp(-0.05), 9);
});

it.each([0.05, 0.2, 0.8, 3])('finds a volatility of %d again', (volatility) => {
    const known = { ...terms, strike: 110, isCall: false };
    const { price } = fair({ ...known, volatility })!;
    expect(impliedVolatility(price, known)).toBeCloseTo(volatility, 6);
});

it('says nothing where the formula does not', () => {
    expect(fair({ ...terms, isCall: true, years: 0 })).toBeUndefined();
    expect(fair({ ...terms, isCall: true, spot: -3 })).toBeUndefined();
    expect(impliedVolatility(200, { ...terms, isCall: true })).toBeUndefined();
});

it('the normal distribution at its usual places', () => {
    expect(normal(0)).toBe(0.5);
    expect(normal(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(normal(-6)).toBeCloseTo(9.865876e-10, 14);
});
