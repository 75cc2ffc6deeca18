import { expect, test } from 'vitest';
import { onlyOnce } from './once';

/** Whether something comes of it. */
function counts(of: { key: string; repeat: boolean } | { detail: number }): boolean {
    let isPrevented = false;
    onlyOnce({ ...of, preventDefault: () => (isPrevented = true) } as unknown as KeyboardEvent | MouseEvent);
    return !isPrevented;
}

test('of a key that is held the first press counts', () => {
    expect([false, true].map((repeat) => counts({ key: 'Enter', repeat }))).toEqual([true, false]);
});

test('of a double click the first counts, and each that the keyboard makes', () => {
    expect([1, 2, 3, 0].map((detail) => counts({ detail }))).toEqual([true, false, false, true]);
});
