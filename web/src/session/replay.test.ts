import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Units } from '$state/market';
import { copper } from '$state/testing';
import { Replay } from './replay.svelte';

const ONE = copper();
const OTHER = new Units({ ...ONE.market, id: 2n, symbol: 'ZINC-USD' });
const THEN = Date.parse('2026-11-24T10:00:00Z');

/** A replay whose questions are answered when the test says so. */
function replay() {
    const asked: { path: string; fail: (why: Error) => void; tell: (what: unknown) => void }[] = [];
    const ask = <T>(path: string) =>
        new Promise<T>((tell, fail) => void asked.push({ path, fail, tell: (what) => tell(what as T) }));
    const made = new Replay(ask, { account: () => 7n, markets: () => [ONE, OTHER], changed: () => {} });
    const next = async (path: string) => {
        await vi.advanceTimersByTimeAsync(1_000);
        const at = asked.findIndex((each) => each.path.includes(path));
        expect(at, `${path} is asked for`).toBeGreaterThanOrEqual(0);
        return asked.splice(at, 1)[0]!;
    };
    return { made, next };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a past that cannot be had after one left it says nothing of now', async () => {
    const { made, next } = replay();
    made.goTo(ONE, THEN);
    (await next('/assets')).tell({ assets: [] });
    const book = await next('/markets/1/book');
    made.leave();
    book.fail(new Error('gone'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(made.problem).toBe('');
});

test('a past of another market that cannot be had says nothing of the one that is shown', async () => {
    const { made, next } = replay();
    made.goTo(ONE, THEN);
    (await next('/assets')).tell({ assets: [] });
    const book = await next('/markets/1/book');
    made.leave();
    made.goTo(OTHER, THEN);
    book.fail(new Error('gone'));
    await vi.advanceTimersByTimeAsync(0);
    expect(made.problem).toBe('');
    (await next('/assets')).tell({ assets: [] });
    (await next('/markets/2/book')).fail(new Error('gone too'));
    await vi.advanceTimersByTimeAsync(0);
    expect(made.problem).not.toBe('');
});

test('the assets are asked for in each replay: balances in new ones are told too', async () => {
    const { made, next } = replay();
    for (let times = 0; times < 2; times++) {
        made.goTo(ONE, THEN);
        (await next('/assets')).tell({ assets: [] });
        (await next('/markets/1/book')).fail(new Error('gone'));
        await vi.advanceTimersByTimeAsync(1_000);
        made.leave();
    }
});
