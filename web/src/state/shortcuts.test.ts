import { describe, expect, it } from 'vitest';
import { actionOf, ACTION_NAMES, keyOf, remapped } from './shortcuts';

describe('keys', () => {
    it('are those that everybody has, each for one action', () => {
        expect(actionOf({}, 'b')).toBe('buy');
        expect(actionOf({}, 'B')).toBe('buy');
        expect(actionOf({}, 'Escape')).toBe('cancelAll');
        expect(actionOf({}, 'x')).toBeUndefined();
        expect(new Set(ACTION_NAMES.map((name) => keyOf({}, name))).size).toBe(ACTION_NAMES.length);
    });

    it('are given to another action, and taken from the one before', () => {
        const own = remapped({}, 'sell', 'B')!;
        expect(actionOf(own, 'b')).toBe('sell');
        expect(actionOf(own, 's')).toBeUndefined();
        expect(keyOf(own, 'buy')).toBe('');
        expect(actionOf(own, '')).toBeUndefined();
    });

    it('are turned off one by one', () => {
        const own = remapped({}, 'cancelAll', '')!;
        expect(actionOf(own, 'Escape')).toBeUndefined();
        expect(actionOf(own, 'q')).toBe('cancelBids');
    });

    it('cannot be those that a page needs', () => {
        for (const key of ['Tab', 'Enter', ' ', 'ArrowUp', 'Shift', 'Dead']) expect(remapped({}, 'buy', key)).toBeUndefined();
        expect(remapped({}, 'buy', 'F2')).toEqual({ buy: 'F2' });
    });
});
