import { expect, test } from 'vitest';
import { aheadWord, quantityWord } from './words';

test('small quantities are written whole, and what adding them up left over is not', () => {
    expect([0.0004, 0.1 + 0.2, 1e-8, 1_234.5, 0].map(quantityWord)).toEqual(['0.0004', '0.3', '0.00000001', '1,234.5', '0']);
});

test('what is before an order says so, and that nothing is', () => {
    expect([undefined, 0, 0.0004].map(aheadWord)).toEqual(['', 'first', '0.0004 ahead']);
});
