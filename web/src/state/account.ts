import type {
    AccountSnapshot,
    AccountUpdate,
    Balance,
    Fill,
    Order,
} from '$protocol/rialto/v1/account_pb';
import { OrderState } from '$protocol/rialto/v1/orders_pb';

/** Fills and ended orders kept for display. */
export const KEPT_MAX = 500;

/** What the account has, by sequence: open orders, balances, fills since the page was opened. */
export class AccountBooks {
    /** What to resume after; 0 before the first snapshot. */
    sequence = 0n;
    readonly orders = new Map<string, Order>();
    readonly balances = new Map<bigint, Balance>();
    /** Newest first. */
    fills: Fill[] = [];

    snapshot(from: AccountSnapshot): void {
        this.orders.clear();
        this.balances.clear();
        for (const order of from.openOrders) this.orders.set(orderKey(order), order);
        for (const balance of from.balances) this.setBalance(balance);
        this.sequence = from.sequence;
    }

    /** False if something between is missing: the account must then be asked for again. */
    update(from: AccountUpdate): boolean {
        if (from.previousSequence > this.sequence) return false;
        if (from.sequence <= this.sequence) return true;
        for (const order of from.orders) {
            if (isOpen(order)) this.orders.set(orderKey(order), order);
            else this.orders.delete(orderKey(order));
        }
        for (const balance of from.balances) this.setBalance(balance);
        this.addFills(from.fills);
        this.sequence = from.sequence;
        return true;
    }

    /** Fills from elsewhere, as the venue's list of recent ones; those known already are left out. */
    addFills(fills: readonly Fill[]): void {
        const known = new Set(this.fills.map(fillKey));
        const fresh = fills.filter((fill) => !known.has(fillKey(fill)));
        if (fresh.length === 0) return;
        this.fills = [...fresh, ...this.fills]
            .sort((a, b) => (a.time === b.time ? 0 : a.time < b.time ? 1 : -1))
            .slice(0, KEPT_MAX);
    }

    private setBalance(balance: Balance): void {
        if (balance.asset) this.balances.set(balance.asset.id, balance);
    }

    /** Newest first. */
    openOrders(): Order[] {
        return [...this.orders.values()].sort((a, b) =>
            a.market === b.market ? compare(b.orderId, a.orderId) : compare(a.market, b.market),
        );
    }
}

/** Order ids count per market. */
export function orderKey(order: { market: bigint; orderId: bigint }): string {
    return `${order.market}:${order.orderId}`;
}

/** A trade with oneself is a fill of both orders. */
export function fillKey(fill: Fill): string {
    return `${fill.market}:${fill.trade}:${fill.orderId}`;
}

export function isOpen(order: Order): boolean {
    return (
        order.state === OrderState.OPEN ||
        order.state === OrderState.PARTIALLY_FILLED ||
        order.state === OrderState.WAITING
    );
}

function compare(a: bigint, b: bigint): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
