import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { TradeSchema } from '$protocol/rialto/v1/market_pb';
import { Tape } from '$state/trades';
import { publish, type Sources } from './publishing';
import type { Shown } from './shown.svelte';

/** What is shown at an instant of a market with two trades within one millisecond. */
function shownAt(until: bigint | undefined, firstTrade: bigint, isTold = true) {
    const tape = new Tape();
    tape.add([100n, 101n].map((time, at) => create(TradeSchema, { trade: firstTrade + BigInt(at), time })));
    const shown = { replay: { isOn: until !== undefined, until } } as Shown;
    const focus = { tape: isTold ? tape : new Tape(), past: { at: isTold ? 1 : 0 } };
    publish(shown, { focus } as unknown as Sources, new Set(['trades'] as const));
    return [shown.trades.map(({ time }) => time), shown.areTradesKept];
}

test('the trades of then are those until its event, to the nanosecond', () => {
    expect(shownAt(undefined, 1n)).toEqual([[100n, 101n], true]);
    expect(shownAt(101n, 1n)).toEqual([[100n, 101n], true]);
    expect(shownAt(100n, 1n)).toEqual([[100n], true]);
});

test('before the first trade of all nothing had traded, and before the first that is kept nothing is known', () => {
    expect(shownAt(99n, 1n)).toEqual([[], true]);
    expect(shownAt(99n, 7n)).toEqual([[], false]);
    expect(shownAt(100n, 7n)).toEqual([[100n], true]);
    expect(shownAt(99n, 7n, false)).toEqual([[], false]);
});

test('that nothing has traded is not said before the trades of before are shown', () => {
    const shown = { replay: { isOn: false } } as Shown;
    const focus = { tape: new Tape(), past: { at: 0 } };
    const sources = { focus } as unknown as Sources;
    publish(shown, sources, new Set(['trades'] as const));
    expect(shown.hasPastTrades).toBe(false);
    // They are there, and are to be shown with the next frame that is due.
    focus.past.at = 1;
    publish(shown, sources, new Set());
    expect(shown.hasPastTrades).toBe(false);
    publish(shown, sources, new Set(['trades'] as const));
    expect(shown.hasPastTrades).toBe(true);
});
