import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ahead } from './ahead';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('parts are fetched a while after a first load, and one that cannot be had keeps none from it', async () => {
    const fetched: string[] = [];
    ahead([
        () => Promise.reject(new Error('away')),
        () => Promise.resolve(fetched.push('positions')),
    ]);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(fetched).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetched).toEqual(['positions']);
});

test('a page that is left fetches nothing more', async () => {
    const part = vi.fn(() => Promise.resolve());
    ahead([part])();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(part).not.toHaveBeenCalled();
});
