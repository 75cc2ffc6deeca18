import { describe, expect, it } from 'vitest';
import { cutText, decimalsOf, formatCut, formatScaled, formatShort, formatText, parseScaled, parseSigned, plainScaled, whyUnread } from './decimal';

describe('formatScaled', () => {
    it.each([
        [0n, 2, 0, '0'],
        [0n, 2, 2, '0.00'],
        [5n, 2, 0, '0.05'],
        [1_234_500n, 4, 2, '123.45'],
        [1_234_567n, 4, 2, '123.4567'],
        [123_456_789_000n, 3, 0, '123,456,789'],
        [-1_000_001n, 3, 0, '−1,000.001'],
        [7n, 0, 0, '7'],
    ])('shows %s of scale %s with at least %s decimals as %s', (value, scale, decimals, text) => {
        expect(formatScaled(value, scale, decimals)).toBe(text);
    });

    it('loses nothing of numbers that a double could not hold', () => {
        expect(formatScaled(4_611_686_018_427_387_903n, 8)).toBe('46,116,860,184.27387903');
    });
});

describe('parseScaled', () => {
    it.each([
        ['1', 2, 100n],
        ['1.5', 2, 150n],
        ['.5', 1, 5n],
        ['1.', 2, 100n],
        ['1.500', 1, 15n],
        ['1,234.5', 1, 12_345n],
        ['1,234,567', 0, 1_234_567n],
        ['1 234', 0, 1_234n],
        ['12\u202f345.5', 1, 123_455n],
        [' 7 ', 0, 7n],
    ])('reads %j of scale %s as %s', (text, scale, value) => {
        expect(parseScaled(text, scale)).toBe(value);
    });

    it.each([
        ['', 2],
        ['.', 2],
        ['1.005', 2],
        ['1,5', 2],
        ['1e5', 2],
        ['-1', 2],
        ['12a', 2],
        ['1.2.3', 2],
        ['0,125', 9],
        ['0 125', 9],
        ['1234,567', 9],
        ['1.234,567', 9],
        ['1.5,000', 9],
        ['1,234 567', 9],
        ['1,234,56', 9],
        [',125', 9],
    ])('does not take %j for a decimal of scale %s', (text, scale) => {
        expect(parseScaled(text, scale)).toBeUndefined();
    });

    it('says what is wrong with a comma, where that is what is wrong', () => {
        expect(['0,125', '1.234,567', 'twelve', ''].map((text) => whyUnread(text, 'Enter a price'))).toEqual([
            'Decimals go behind a point, as in 0.5',
            'Decimals go behind a point, as in 0.5',
            'Enter a price',
            'Enter a price',
        ]);
    });

    it('reads what plainScaled writes', () => {
        for (const value of [0n, 1n, 10n, 99n, 100n, 123_456n]) {
            expect(parseScaled(plainScaled(value, 4, 2), 4)).toBe(value);
        }
    });
});

describe('decimalsOf', () => {
    it.each([
        [1n, 9, 9],
        [10_000_000n, 9, 2],
        [1_000_000_000n, 9, 0],
        [25_000_000n, 9, 3],
        [100n, 2, 0],
        [0n, 3, 3],
    ])('of the step %s with scale %s is %s', (step, scale, decimals) => {
        expect(decimalsOf(step, scale)).toBe(decimals);
    });
});

describe('formatShort', () => {
    it.each([
        [999_900n, 2, '9,999'],
        [4_821_000n, 2, '48.2k'],
        [123_456_789n, 0, '123.4M'],
        [5_000_000_000n, 0, '5.0G'],
    ])('writes %s of scale %s as %s', (value, scale, text) => {
        expect(formatShort(value, scale)).toBe(text);
    });
});

it('what is estimated is cut down to what is shown, below zero too', () => {
    expect(formatCut(11_503_193_833n, 4, 2)).toBe('1,150,319.38');
    expect(formatCut(-15n, 2, 1)).toBe('−0.2');
    expect(formatCut(-10n, 2, 1)).toBe('−0.1');
    expect(formatCut(5n, 0, 2)).toBe('5');
    expect(['1150327.2189', '-0.001', '5'].map((text) => cutText(text, 2))).toEqual(['1,150,327.21', '−0.01', '5']);
});

it('signs are taken as typed on a keyboard and as shown', () => {
    expect(parseSigned('-2.5', 2)).toBe(-250n);
    expect(parseSigned('−2.5', 2)).toBe(-250n);
    expect(parseSigned('2.5', 2)).toBe(250n);
    expect(parseSigned('--2', 2)).toBeUndefined();
    expect(parseSigned('-', 2)).toBeUndefined();
});

it('a decimal of the venue is shown in groups and without idle zeros', () => {
    expect(formatText('5000.0000', 2)).toBe('5,000.00');
    expect(formatText('-1234.5600', 2)).toBe('−1,234.56');
    expect(formatText('3')).toBe('3');
    expect(formatText('none')).toBe('none');
});
