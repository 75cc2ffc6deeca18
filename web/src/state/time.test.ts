import { expect, test } from 'vitest';
import { duration, moment, nanosOf, shortMoment } from './time';

const at = (...parts: [number, number, number, number, number, number]) => BigInt(new Date(...parts).getTime()) * 1_000_000n;
const NOW = new Date(2026, 10, 27, 17, 20).getTime();

test('an instant has its day where that is not today, and its year where that is not this one', () => {
    expect(moment(at(2026, 10, 27, 9, 5, 7), NOW)).toBe('09:05:07');
    expect(moment(at(2026, 11, 4, 9, 5, 7), NOW)).toBe('4 Dec 09:05:07');
    expect(moment(at(2099, 0, 1, 0, 0, 0), NOW)).toBe('1 Jan 2099 00:00:00');
});

test('to the minute too', () => {
    expect(shortMoment(new Date(2026, 10, 27, 9, 5, 59).getTime(), NOW)).toBe('09:05');
    expect(shortMoment(new Date(2026, 10, 26, 9, 5, 59).getTime(), NOW)).toBe('26 Nov 09:05');
});

test('how long something is is told in its largest unit', () => {
    expect([1_500, 61_000, 7_200_000, 259_200_000].map(duration)).toEqual(['1 s', '1 min', '2 h', '3 days']);
});

test('an instant of the wire is read to the nanosecond', () => {
    expect(nanosOf('1970-01-01T00:00:01.000000002Z')).toBe(1_000_000_002n);
});
