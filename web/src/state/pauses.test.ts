import { expect, it } from 'vitest';
import { openingsOf, pausesOf } from './pauses';

const change = (sequence: number, status: string) => ({
    sequence: `${sequence}`,
    status,
    reason: `why ${sequence}`,
    time: new Date(sequence * 1_000).toISOString(),
});

it('a pause lasts until the next change, and the last until something happens', () => {
    const pauses = pausesOf([change(9, 'closed'), change(2, 'paused'), change(10, 'open'), change(5, 'open')].reverse());
    expect(pauses).toEqual([
        { from: 2_000, until: 5_000, status: 'paused', reason: 'why 2', sequence: '2' },
        { from: 9_000, until: 10_000, status: 'closed', reason: 'why 9', sequence: '9' },
    ]);
    expect(pausesOf([change(3, 'halted')])[0]!.until).toBe(Infinity);
});

it('a market opens at each change to open', () => {
    expect(openingsOf([change(10, 'open'), change(2, 'paused')])).toEqual([{ at: 10_000, sequence: '10' }]);
});
