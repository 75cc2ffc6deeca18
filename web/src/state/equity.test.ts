import { expect, it } from 'vitest';
import { curveOf, dayBegan, type EquityPoint } from './equity';

const point = (minute: number, total: string, ...unvalued: string[]): EquityPoint => ({
    time: new Date(minute * 60_000).toISOString(),
    total,
    complete: unvalued.length === 0,
    unvalued,
});

it('draws by time and from the lowest to the highest', () => {
    const curve = curveOf([point(0, '100.00'), point(1, '-50.00', 'NOON'), point(4, '25.00', 'NOON', 'BTC')], 200, 30)!;
    expect(curve.path).toBe('M0 0L50 30L200 15');
    expect(curve.low.total).toBe('-50.00');
    expect(curve.high.total).toBe('100.00');
    expect(curve.unvalued).toEqual(['BTC', 'NOON']);
});

it('draws what never changed in the middle', () => {
    expect(curveOf([point(0, '7'), point(1, '7')], 10, 30)!.path).toBe('M0 15L10 15');
});

it('draws nothing of a single point or in no room', () => {
    expect(curveOf([point(0, '7')], 10, 30)).toBeUndefined();
    expect(curveOf([point(0, '7'), point(1, '8')], 0, 30)).toBeUndefined();
});

it('knows what the day began with, or what is first known of it', () => {
    const midnight = new Date(2026, 10, 27).getTime();
    const noon = midnight + 43_200_000;
    const at = (hours: number, total: string) => point((midnight + hours * 3_600_000) / 60_000, total);
    expect(dayBegan([at(-2, '1'), at(-1, '2'), at(1, '3')], noon)).toBe('2');
    expect(dayBegan([at(1, '3'), at(2, '4')], noon)).toBe('3');
    expect(dayBegan([at(-1, '0.00'), at(3, '5')], noon)).toBe('5');
    expect(dayBegan([], noon)).toBeUndefined();
});
