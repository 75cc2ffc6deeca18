import { create } from '@bufbuild/protobuf';
import { expect, it } from 'vitest';
import { TickerSchema } from '$protocol/rialto/v1/marketdata_pb';
import { changeOf } from './change';

const day = (last: bigint, more: { open?: bigint; previousClose?: bigint; hasPrevious?: boolean; trades?: bigint } = {}) =>
    changeOf(create(TickerSchema, { last, open: 100n, trades: 1n, ...more })).text;

it('tells how far a price moved, from before the day where that is known', () => {
    expect([day(101n), day(99n), day(100n)]).toEqual(['+1.0%', '−1.0%', '0.0%']);
    expect(day(100n, { hasPrevious: true, previousClose: 80n })).toBe('+25.0%');
    // Below zero nearer to it is up.
    expect(day(-1n, { open: -2n })).toBe('+50.0%');
});

it('says nothing where nothing traded, or where it was worth nothing', () => {
    expect([day(5n, { trades: 0n }), day(5n, { open: 0n }), changeOf(undefined).text]).toEqual(['', '', '']);
});
