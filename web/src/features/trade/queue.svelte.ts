import type { Order } from '$protocol/rialto/v1/account_pb';
import { aheadOf, type Queued } from '$state/queue';
import { venue } from '$session/venue.svelte';
import { Poll } from '../ui/poll.svelte';

const ORDERS_MAX = 200;
const EVERY_MILLIS = 3_000;

/** Places in the queues of the market on screen, asked for while one has orders there and somebody looks. */
class Queue {
    private readonly poll = new Poll(async () => {
        const market = venue.selected?.market.id ?? 0n;
        const path = `/api/v1/markets/${market}/book/orders?limit=${ORDERS_MAX}`;
        const { bids, asks } = await venue.ask<{ bids: Queued[]; asks: Queued[] }>(path);
        return { market, ahead: aheadOf([bids, asks]) };
    });
    private readonly isAsked = $derived(
        venue.link === 'live' && !venue.replay.isOn && venue.orders.some((order) => order.market === venue.selected?.market.id),
    );

    /** For the effect of the page that shows them; returns what ends it. */
    watch(): (() => void) | undefined {
        void venue.selected?.market.id;
        return this.isAsked ? this.poll.start(EVERY_MILLIS) : undefined;
    }

    /** What is before an order at its price, in the units of the book, where that is known. */
    ahead(order: Order): number | undefined {
        const { value } = this.poll;
        return this.isAsked && value?.market === order.market ? value.ahead.get(`${order.orderId}`) : undefined;
    }
}

export const queue = new Queue();
