import { expect, it } from 'vitest';
import { gridOf, layoutOf, STANDARD_LAYOUT } from './layout';

it.each([undefined, null, 'x', {}, { hidden: 7, blotter: 'much', ladder: NaN }])('%j is the standard one', (kept) => {
    expect(layoutOf(kept)).toEqual(STANDARD_LAYOUT);
});

it('what is kept is made good', () => {
    expect(layoutOf({ hidden: ['side', 'chart', 3], blotter: 99, ladder: 1 })).toEqual({
        hidden: ['side'],
        blotter: 60,
        ladder: 240,
        compare: '',
    });
});

it('what is hidden takes no room', () => {
    const { columns, rows } = gridOf({ hidden: ['markets', 'blotter'], blotter: 30, ladder: 300, compare: '' });
    expect(columns).toBe('0 minmax(0, 1fr) 300px 272px');
    expect(rows).toBe('58px minmax(200px, 1fr) 0');
    const other = gridOf({ hidden: ['side', 'ladder'], blotter: 30, ladder: 300, compare: '' });
    expect(other.columns).toBe('224px minmax(0, 1fr) 0 0');
    expect(other.rows).toContain('30%');
});

it('keeps which market is laid over the chart, by an id and nothing else', () => {
    expect(layoutOf({ compare: '17' }).compare).toBe('17');
    expect(layoutOf({ compare: 17 }).compare).toBe('');
    expect(layoutOf({ compare: 'NICKEL-USD' }).compare).toBe('');
});
