import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { OrderSchema } from '$protocol/rialto/v1/account_pb';
import { Side } from '$protocol/rialto/v1/orders_pb';
import { venue } from '$session/venue.svelte';
import { copper } from '$state/testing';
import { cancel, cancelAll, stopTrading } from './cancel';

vi.mock('$session/venue.svelte', () => ({ venue: { send: vi.fn() } }));
const send = vi.mocked(venue.send);
const units = copper();

beforeEach(() => {
    send.mockClear();
    Object.assign(venue, { replay: { isOn: true }, isStopped: false });
});

test('an order of then is not cancelled: it need not be open now', () => {
    cancel(create(OrderSchema, { market: 1n, orderId: 4n }), units);
    expect(send).not.toHaveBeenCalled();
    Object.assign(venue, { replay: { isOn: false } });
    cancel(create(OrderSchema, { market: 1n, orderId: 4n }), units);
    expect(send).toHaveBeenCalledTimes(1);
});

test('all orders of now can be cancelled while one looks at the past', () => {
    cancelAll(units, Side.BUY);
    cancelAll(units);
    stopTrading();
    expect(send.mock.calls.map(([{ case: what }, market]) => [what, market])).toEqual([
        ['cancelAll', 1n],
        ['cancelAll', 1n],
        ['cancelAll', 0n],
    ]);
    expect(venue.isStopped).toBe(true);
});
