import { SvelteSet } from 'svelte/reactivity';
import type { Order } from '$protocol/rialto/v1/account_pb';
import { venue } from '$session/venue.svelte';
import { orderKey } from '$state/account';
import { cancel } from './cancel';

/** The open orders that are ticked in the blotter, to be cancelled together. */
class Chosen {
    private readonly keys = new SvelteSet<string>();
    readonly orders = $derived(venue.orders.filter((order) => this.keys.has(orderKey(order))));
    /** All that are open, and at least one. */
    readonly areAll = $derived(this.orders.length > 0 && this.orders.length === venue.orders.length);

    has(order: Order): boolean {
        return this.keys.has(orderKey(order));
    }

    toggle(order: Order): void {
        const key = orderKey(order);
        if (!this.keys.delete(key)) this.keys.add(key);
    }

    toggleAll(): void {
        const { areAll } = this;
        this.keys.clear();
        if (!areAll) for (const order of venue.orders) this.keys.add(orderKey(order));
    }

    cancel(): void {
        for (const order of this.orders) {
            cancel(order, venue.markets?.find(({ market }) => market.id === order.market));
        }
        this.keys.clear();
    }
}

export const chosen = new Chosen();
