import { create } from '@bufbuild/protobuf';
import type { Order } from '$protocol/rialto/v1/account_pb';
import { CancelAllSchema, CancelOrderSchema, LinkOrdersSchema, Side } from '$protocol/rialto/v1/orders_pb';
import { venue } from '$session/venue.svelte';
import type { Units } from '$state/market';

export function cancel(order: Order, units: Units | undefined): void {
    // What is shown then need not be open now.
    if (venue.replay.isOn) return;
    const { market, orderId } = order;
    const name = units ? ` in ${units.market.symbol}` : '';
    void venue.send(
        { case: 'cancelOrder', value: create(CancelOrderSchema, { market, orderId }) },
        market,
        `Cancel order ${orderId}${name}`,
    );
}

/** Lets two orders of a market cancel each other. */
export function link(order: Order, other: Order, units: Units): void {
    const { market, orderId } = order;
    void venue.send(
        { case: 'linkOrders', value: create(LinkOrdersSchema, { market, orderId, otherOrderId: other.orderId }) },
        market,
        `Link orders ${orderId} and ${other.orderId} in ${units.market.symbol}`,
    );
}

/** Cancels all of a market, or of its bids or asks; those of now in the replay too, for it may be urgent. */
export function cancelAll(units: Units, side: Side = Side.UNSPECIFIED): void {
    const what = side === Side.BUY ? 'bids' : side === Side.SELL ? 'asks' : 'orders';
    const market = units.market.id;
    void venue.send(
        { case: 'cancelAll', value: create(CancelAllSchema, { market, side }) },
        market,
        `Cancel all ${what} in ${units.market.symbol}`,
    );
}

/** Cancels everything everywhere, and locks the ticket until the user unlocks it. */
export function stopTrading(): void {
    venue.isStopped = true;
    void venue.send(
        { case: 'cancelAll', value: create(CancelAllSchema) },
        0n,
        'Stop trading: cancel all orders in every market',
    );
}
