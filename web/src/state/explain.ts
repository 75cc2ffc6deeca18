import type { Failure } from '$protocol/rialto/v1/orders_pb';

/** A failure in words, with its numbers. */
export function explain(failure: Failure): string {
    const numbers = failure.needed
        ? `Needed ${failure.needed}, available ${failure.available || '0'} ${failure.unit}`
        : '';
    return [failure.title, numbers, failure.detail].filter(Boolean).join('. ');
}
