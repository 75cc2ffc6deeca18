import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Units } from '$state/market';
import { copper } from '$state/testing';
import { nanosOf } from '$state/time';
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

test('a step shows what happened until its event, within its millisecond too', async () => {
    const { made, next } = replay();
    made.goTo(ONE, THEN);
    expect([made.at, made.until]).toEqual([THEN, BigInt(THEN) * 1_000_000n]);
    (await next('/assets')).tell({ assets: [] });
    const answer = async (sequence: string, time: string) => {
        (await next('/markets/1/book')).tell({ update: '1', sequence, time, bids: [], asks: [] });
        (await next('/accounts/7/state')).tell({ sequence: '1', balances: [], orders: [], positions: [], unexplained: [], fills: [] });
        await vi.advanceTimersByTimeAsync(1_000);
    };
    await answer('9', '2026-11-24T09:59:59.5Z');
    made.back(ONE);
    await answer('8', '2026-11-24T09:59:58.123456789Z');
    expect(made.until).toBe(nanosOf('2026-11-24T09:59:58.123456789Z'));
    expect(made.at).toBe(Date.parse('2026-11-24T09:59:58.123Z'));
    made.leave();
    expect([made.at, made.until]).toEqual([undefined, undefined]);
});
