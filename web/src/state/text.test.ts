import { describe, expect, it } from 'vitest';
import { atMost, histograms, seconds } from './histogram';
import { metricNumber, readMetrics } from './metrics';
import { countdown, duration, nanosOf } from './time';

describe('readMetrics', () => {
    it('reads names, labels and numbers, and leaves comments out', () => {
        const text = '# HELP a b\na_total 5.0\nb{le="+Inf",x="a \\"b\\""} 7\nnot a line\n';
        expect(readMetrics(text)).toEqual([
            { name: 'a_total', labels: {}, value: 5 },
            { name: 'b', labels: { le: '+Inf', x: 'a "b"' }, value: 7 },
        ]);
    });

    it.each([
        [1_234_567, '1,234,567'],
        [0.0123456, '0.0123'],
        [1234.56, '1,235'],
        [Number.NaN, '–'],
    ])('shows %s as %s', (value, text) => {
        expect(metricNumber(value)).toBe(text);
    });
});

describe('histograms', () => {
    const text = 't_bucket{le="0.001"} 5\nt_bucket{le="+Inf"} 10\nt_bucket{le="0.5"} 9\n';
    const buckets = histograms(readMetrics(text)).get('t')!;

    it('makes counts of their own of cumulative ones, in order', () => {
        expect(buckets).toEqual([
            { seconds: 0.001, count: 5 },
            { seconds: 0.5, count: 4 },
            { seconds: Infinity, count: 1 },
        ]);
    });

    it.each([
        [0.5, 0.001],
        [0.9, 0.5],
        [0.99, Infinity],
    ])('says of the share %s: at most %s', (share, most) => {
        expect(atMost(buckets, share)).toBe(most);
    });

    it('says nothing where nothing was counted', () => {
        expect(atMost([{ seconds: 1, count: 0 }], 0.5)).toBeUndefined();
    });

    it.each([
        [0.00005, '50 µs'],
        [0.0025, '2.5 ms'],
        [1, '1 s'],
    ])('writes %s as %s', (value, words) => {
        expect(seconds(value)).toBe(words);
    });
});

describe('time', () => {
    it('reads an instant to the nanosecond', () => {
        expect(nanosOf('1970-01-01T00:00:01Z')).toBe(1_000_000_000n);
        expect(nanosOf('1970-01-01T00:00:01.5Z')).toBe(1_500_000_000n);
        expect(nanosOf('2030-01-31T17:30:00.123456789Z') % 1_000_000_000n).toBe(123_456_789n);
    });

    it.each([
        [900, '0 s'],
        [59_999, '59 s'],
        [60_000, '1 min'],
        [7_200_000, '2 h'],
        [259_200_000, '3 days'],
    ])('says %s ms as %s', (millis, words) => {
        expect(duration(millis)).toBe(words);
    });
});

it('what is an hour away or less is counted to the second', () => {
    expect([3_600_000, 3_599_000, 61_000, 400, -5].map(countdown)).toEqual(['1 h', '00:59:59', '00:01:01', '00:00:01', '00:00:00']);
});
