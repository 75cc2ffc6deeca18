import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FailureSchema } from '$protocol/rialto/v1/orders_pb';
import { SubscribedSchema } from '$protocol/rialto/v1/stream_pb';
import { untilTaken } from './requests';
import type { Content } from './stream';

const behind: Content = {
    case: 'failure',
    value: create(FailureSchema, { code: 'view-behind', retryAfterMillis: 100 }),
};
const unknown: Content = { case: 'failure', value: create(FailureSchema, { code: 'unknown-market' }) };
const subscribed: Content = { case: 'subscribed', value: create(SubscribedSchema) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is asked too early is asked again after as long as the venue says, until it is taken', async () => {
    const answers = [behind, behind, subscribed];
    const ask = vi.fn(async () => answers.shift()!);
    const told = untilTaken(ask, () => true);
    await vi.advanceTimersByTimeAsync(99);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(ask).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(await told).toBe(subscribed);
});

test('what was refused for good, or is wanted no more, is not asked again', async () => {
    const refused = vi.fn(async () => unknown);
    expect(await untilTaken(refused, () => true)).toBe(unknown);
    expect(refused).toHaveBeenCalledTimes(1);
    const left = vi.fn(async () => behind);
    const told = untilTaken(left, () => false);
    await vi.advanceTimersByTimeAsync(100);
    expect(await told).toBe(behind);
    expect(left).toHaveBeenCalledTimes(1);
});
