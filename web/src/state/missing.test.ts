import { expect, test } from 'vitest';
import { leftOut } from './missing';

test('what the sum leaves out is said with why: no price is another thing than none that is known yet', () => {
    expect(leftOut([], 'unknown')).toBe('');
    expect(leftOut(['ZINC', 'TIN'], 'none')).toBe('without ZINC, TIN, which have no such price');
    expect(leftOut(['ZINC'], 'unknown')).toBe('without ZINC: prices are not known');
    expect(leftOut(['ZINC'], 'past')).toBe('without ZINC: prices of then are not told');
});
