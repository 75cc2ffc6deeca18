import { create } from '@bufbuild/protobuf';
import {
    OrderType,
    PlaceOrderSchema,
    Side,
    TimeInForce,
    type PlaceOrder,
} from '$protocol/rialto/v1/orders_pb';
import { venue } from '$session/venue.svelte';
import type { Units } from '$state/market';

export type Kind = 'limit' | 'market';

/** What the ticket says: filled by hand, by the ladder, by keys. One per page. */
export class Ticket {
    side = $state<Side>(Side.BUY);
    kind = $state<Kind>('limit');
    price = $state('');
    quantity = $state('');
    timeInForce = $state<TimeInForce>(TimeInForce.GTC);
    postOnly = $state(false);
    /** Counts up when the price should get the focus. */
    focusWanted = $state(0);

    /** Another market: numbers of the old one mean nothing in it. */
    reset(): void {
        this.price = '';
        this.quantity = '';
    }

    /** At the touch: the best price that the other side offers, else one's own side's. */
    atTouch(side: Side, units: Units): void {
        this.side = side;
        const book = venue.book?.book;
        const [other, own] =
            side === Side.BUY
                ? [book?.bestAsk(), book?.bestBid()]
                : [book?.bestBid(), book?.bestAsk()];
        const ticks = other ?? own;
        if (ticks !== undefined) this.price = units.plainPrice(units.priceOf(ticks));
        this.kind = 'limit';
        this.focusWanted++;
    }

    /** Moves the price by ticks; does nothing while it is no price. */
    step(units: Units, ticks: number): void {
        const typed = units.typedPrice(this.price);
        if (typed.value === undefined) return;
        const next = typed.value + BigInt(ticks) * units.market.tick;
        if (next > 0n) this.price = units.plainPrice(next);
    }

    /** What is wrong with each field, and the order if nothing is. */
    read(units: Units): { order?: PlaceOrder; price?: string; quantity?: string } {
        const price = this.kind === 'market' ? { value: 0n } : units.typedPrice(this.price);
        const quantity = units.typedQuantity(this.quantity);
        if (price.value === undefined || quantity.value === undefined) {
            return {
                ...('wrong' in price && price.wrong ? { price: price.wrong } : {}),
                ...(quantity.wrong ? { quantity: quantity.wrong } : {}),
            };
        }
        return { order: this.order(units, price.value, quantity.value) };
    }

    private order(units: Units, price: bigint, quantity: bigint): PlaceOrder {
        const isLimit = this.kind === 'limit';
        return create(PlaceOrderSchema, {
            market: units.market.id,
            side: this.side,
            orderType: isLimit ? OrderType.LIMIT : OrderType.MARKET,
            timeInForce: isLimit ? this.timeInForce : TimeInForce.IOC,
            postOnly: isLimit && this.postOnly && this.timeInForce === TimeInForce.GTC,
            price,
            quantity,
        });
    }
}

/** An order in words, for the list of what was sent. */
export function describe(units: Units, order: PlaceOrder): string {
    const side = order.side === Side.BUY ? 'Buy' : 'Sell';
    const price = order.orderType === OrderType.MARKET ? 'the market' : units.price(order.price);
    return `${side} ${units.quantity(order.quantity)} ${units.base} at ${price}`;
}

/** Three sizes that make sense in a market: from its smallest, ten times each. */
export function presets(units: Units): bigint[] {
    const { lot, quantityMinimum } = units.market;
    const least = quantityMinimum > lot ? quantityMinimum : lot;
    return [least, least * 10n, least * 100n];
}

export const ticket = new Ticket();

/** Sends an order for the market on screen. */
export function place(units: Units, order: PlaceOrder): ReturnType<typeof venue.send> {
    return venue.send({ case: 'placeOrder', value: order }, units.market.id, describe(units, order));
}
