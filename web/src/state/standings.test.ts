import { expect, it } from 'vitest';
import { placesOf, scaleOf, type RestStanding } from './standings';

const standing = (account: string, value: string): RestStanding => ({ account, name: account, value, whole: true });

it('who has the same shares a rank, and the next is left out', () => {
    const places = placesOf([standing('a', '12.5'), standing('b', '10'), standing('c', '10.0'), standing('d', '-1')], '10', 1);
    expect(places.map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
    expect(places.map(({ gain }) => gain)).toEqual([25n, 0n, 0n, -110n]);
    expect(places.map(({ share }) => share)).toEqual([1, 0.8, 0.8, 0]);
});

it('a start in another asset says nothing of gains', () => {
    expect(placesOf([standing('a', '1')], undefined, 0)[0]!.gain).toBeUndefined();
});

it('the scale is that of the longest decimal', () => {
    expect(scaleOf(['1', '1.25', '1.5'])).toBe(2);
    expect(scaleOf([])).toBe(0);
});
