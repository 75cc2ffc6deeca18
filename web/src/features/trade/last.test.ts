import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { MarketSchema } from '$protocol/rialto/v1/market_pb';
import { venue } from '$session/venue.svelte';
import { Units } from '$state/market';
import { copper } from '$state/testing';
import { lastShown } from './last';

const HERE = new Units({ ...copper().market, lastPrice: 9n });
const ELSEWHERE = new Units(create(MarketSchema, { id: 5n, lastPrice: 8n }));

vi.mock('$session/venue.svelte', () => ({ venue: {} }));

beforeEach(() => void Object.assign(venue, { selected: HERE, trades: [{ price: 6n }, { price: 7n }], replay: { isOn: false } }));

test('the last price is that of the last trade, else as the market is listed', () => {
    expect([lastShown(HERE), lastShown(ELSEWHERE)]).toEqual([7n, 8n]);
    Object.assign(venue, { trades: [] });
    expect(lastShown(HERE)).toBe(9n);
});

test('the last price of then is that of a trade of then, not as the market is listed now', () => {
    Object.assign(venue, { replay: { isOn: true } });
    expect([lastShown(HERE), lastShown(ELSEWHERE)]).toEqual([7n, undefined]);
    Object.assign(venue, { trades: [] });
    expect(lastShown(HERE)).toBeUndefined();
});
