import { create } from '@bufbuild/protobuf';
import {
    Condition,
    ExitsSchema,
    Instruction,
    OrderType,
    Peg,
    PlaceOrderSchema,
    Side,
    TimeInForce,
    type Exits,
    type PlaceOrder,
} from '$protocol/rialto/v1/orders_pb';
import { venue } from '$session/venue.svelte';
import { parseScaled, parseSigned } from '$state/decimal';
import { PRICE_SCALE, type Typed, type Units } from '$state/market';
import { describe } from './describe';

/** What the ticket calls the types of orders that the venue has. */
export type Kind = 'limit' | 'market' | 'stop' | 'stop-limit' | 'take-profit' | 'trailing';

/** What the venue does with a limit order while it rests, besides letting it rest. */
export type Way = '' | 'slide' | 'reduce' | 'iceberg' | 'bid' | 'ask' | 'mid';

const PEGS: Partial<Record<Way, Peg>> = { bid: Peg.BID, ask: Peg.ASK, mid: Peg.MID };
const INSTRUCTIONS: Partial<Record<Way, Instruction>> = { slide: Instruction.SLIDE, reduce: Instruction.REDUCE_ONLY };

/** Fields of the ticket that can be wrong. */
export type Field = 'display' | 'offset' | 'price' | 'quantity' | 'trigger' | 'trail' | 'expiry' | 'takeProfit' | 'stop';

const NANOS_PER_MILLI = 1_000_000n;
/** What stands for no price in a market of contracts, where 0 is one. */
const NO_PRICE = -(2n ** 63n);

const CONDITIONS: Record<Kind, Condition> = {
    limit: Condition.UNSPECIFIED,
    market: Condition.UNSPECIFIED,
    stop: Condition.STOP,
    'stop-limit': Condition.STOP,
    'take-profit': Condition.TAKE_PROFIT,
    trailing: Condition.TRAILING_STOP,
};

/** The types that a market takes: contracts have no orders that wait. */
export function kindsIn(units: Units): readonly Kind[] {
    const all: Kind[] = ['limit', 'market', 'stop', 'stop-limit', 'take-profit', 'trailing'];
    return units.isContracts ? all.slice(0, 2) : all;
}

export interface Reading {
    order?: PlaceOrder;
    wrong: Partial<Record<Field, string>>;
}

/** What the ticket says: filled by hand, by the ladder, by keys. One per page. */
export class Ticket {
    side = $state<Side>(Side.BUY);
    kind = $state<Kind>('limit');
    price = $state('');
    quantity = $state('');
    /** A market order to buy: how much to spend, instead of how much to buy. */
    isBudget = $state(false);
    /** How much that is. Apart from the quantity: what was meant as money is never sent as goods. */
    budget = $state('');
    trigger = $state('');
    trail = $state('');
    /** An order to buy with two that sell again what it has bought; see {@link hasExits}. */
    wantsExits = $state(false);
    takeProfit = $state('');
    stop = $state('');
    timeInForce = $state<TimeInForce>(TimeInForce.GTC);
    /** Local time, as the field has it. */
    expiry = $state('');
    postOnly = $state(false);
    way = $state<Way>('');
    /** Of an iceberg: how much of it is seen. */
    display = $state('');
    /** Of an order that follows a price: how far from it. */
    offset = $state('');
    /** Counts up when the price should get the focus. */
    focusWanted = $state(0);
    /** Of which account in which market its numbers are; empty for none. */
    private of = '';

    get isLimit(): boolean {
        return this.kind === 'limit' || this.kind === 'stop-limit';
    }

    /** Enters the market when a price has been traded. */
    get waits(): boolean {
        return this.kind !== 'limit' && this.kind !== 'market';
    }

    get hasTrigger(): boolean {
        return this.waits && this.kind !== 'trailing';
    }

    get spends(): boolean {
        return this.kind === 'market' && this.side === Side.BUY && this.isBudget;
    }

    /** What its one field for an amount says: the money, where that is asked for, else the quantity. */
    get amount(): string {
        return this.spends ? this.budget : this.quantity;
    }

    set amount(text: string) {
        if (this.spends) this.budget = text;
        else this.quantity = text;
    }

    /** Another quantity, of which it is then; not of money. */
    take(quantity: bigint, units: Units): void {
        this.isBudget = false;
        this.quantity = units.plainQuantity(quantity);
    }

    /** Exits are of orders to buy assets by quantity, which enter at once. */
    mayHaveExits(units: Units): boolean {
        return this.side === Side.BUY && !this.waits && !this.spends && !units.isContracts;
    }

    hasExits(units: Units): boolean {
        return this.wantsExits && this.mayHaveExits(units);
    }

    /** An order that rests and has no exits can be told what to do meanwhile. */
    mayBeManaged(units: Units): boolean {
        return this.kind === 'limit' && this.mayPostOnly && !this.hasExits(units);
    }

    get follows(): boolean {
        return PEGS[this.way] !== undefined;
    }

    /** For an account in a market, wherever the ticket was shown last: says whether it is for others than before. */
    open(units: Units, account: bigint): boolean {
        const of = `${account}:${units.market.id}`;
        if (of === this.of) return false;
        this.of = of;
        this.reset(units);
        return true;
    }

    /** Whoever filled it has left: it stands for nobody. */
    forget(): void {
        this.of = '';
    }

    /** Another market or account: numbers of the old one mean nothing in it. */
    private reset(units: Units): void {
        this.price = this.quantity = this.budget = this.trigger = this.trail = this.takeProfit = this.stop = '';
        this.display = this.offset = '';
        if (!kindsIn(units).includes(this.kind)) this.kind = 'limit';
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

    /** Moves a price by ticks; does nothing while it is no price. */
    step(units: Units, ticks: number, field: 'price' | 'trigger' | 'takeProfit' | 'stop' = 'price'): void {
        const typed = units.typedPrice(this[field]);
        if (typed.value === undefined) return;
        const next = units.plainPrice(typed.value + BigInt(ticks) * units.market.tick);
        if (units.typedPrice(next).value !== undefined) this[field] = next;
    }

    /** What is wrong with each field, and the order if nothing is. */
    read(units: Units): Reading {
        const wrong: Partial<Record<Field, string>> = {};
        const value = (field: Field, typed: Typed): bigint => {
            if (typed.value === undefined) wrong[field] = typed.wrong;
            return typed.value ?? 0n;
        };
        const none = units.isContracts ? NO_PRICE : 0n;
        const price = this.isLimit ? value('price', units.typedPrice(this.price)) : none;
        const amount = value('quantity', this.spends ? money(this.budget, units) : units.typedQuantity(this.quantity));
        const triggerPrice = this.hasTrigger ? value('trigger', units.typedPrice(this.trigger)) : 0n;
        const trail = this.kind === 'trailing' ? value('trail', distance(this.trail, units)) : 0n;
        const exits = this.hasExits(units) ? this.readExits(units, price, wrong) : undefined;
        const way = this.mayBeManaged(units) ? this.way : '';
        const displayQuantity = way === 'iceberg' ? value('display', units.typedQuantity(this.display)) : 0n;
        const isFollowing = PEGS[way] !== undefined;
        const pegOffset = isFollowing ? value('offset', signed(this.offset, units)) : 0n;
        const timeInForce = this.times().includes(this.timeInForce) ? this.timeInForce : this.times()[0]!;
        const expiresAt =
            timeInForce === TimeInForce.GTD
                ? value('expiry', instant(this.expiry))
                : timeInForce === TimeInForce.DAY
                  ? endOfDay()
                  : 0n;
        if (Object.keys(wrong).length > 0) return { wrong };
        const order = create(PlaceOrderSchema, {
            market: units.market.id,
            side: this.side,
            orderType: this.isLimit ? OrderType.LIMIT : OrderType.MARKET,
            timeInForce,
            postOnly: this.kind === 'limit' && this.mayPostOnly && (way === 'slide' || (this.postOnly && !isFollowing)),
            price,
            ...(this.spends ? { budget: amount } : { quantity: amount }),
            condition: CONDITIONS[this.kind],
            triggerPrice,
            trail,
            expiresAt,
            exits,
            instruction: INSTRUCTIONS[way] ?? Instruction.UNSPECIFIED,
            displayQuantity,
            peg: PEGS[way] ?? Peg.UNSPECIFIED,
            pegOffset,
        });
        return { order, wrong };
    }

    /** The exits: a limit order above the price, a market order below. */
    private readExits(units: Units, price: bigint, wrong: Reading['wrong']): Exits {
        const above = units.typedPrice(this.takeProfit);
        const below = units.typedPrice(this.stop);
        const takeProfitPrice = above.value ?? 0n;
        const stopPrice = below.value ?? 0n;
        const least = this.isLimit && price > stopPrice ? price : stopPrice;
        if (above.value === undefined) wrong.takeProfit = above.wrong;
        else if (takeProfitPrice <= least) wrong.takeProfit = `Above ${units.price(least)}`;
        if (below.value === undefined) wrong.stop = below.wrong;
        else if (this.isLimit && price > 0n && stopPrice >= price) wrong.stop = `Below ${units.price(price)}`;
        return create(ExitsSchema, { takeProfitPrice, takeProfitLimit: takeProfitPrice, stopPrice });
    }

    /** How long an order of this type can last; the first is what it does unless told otherwise. */
    times(): readonly TimeInForce[] {
        const { GTC, IOC, FOK, GTD, DAY } = TimeInForce;
        if (this.kind === 'limit') return [GTC, DAY, IOC, FOK, GTD];
        if (this.kind === 'market') return [IOC];
        // A stop that is no limit order takes what there is when it enters.
        return this.isLimit ? [GTC, DAY, IOC, GTD] : [IOC];
    }

    get mayPostOnly(): boolean {
        return [TimeInForce.GTC, TimeInForce.GTD, TimeInForce.DAY].includes(this.timeInForce);
    }
}

function money(text: string, units: Units): Typed {
    const value = parseScaled(text, units.quoteScale);
    return value ? { value } : { wrong: `Enter an amount in ${units.quote}` };
}

function distance(text: string, units: Units): Typed {
    const value = parseScaled(text, PRICE_SCALE);
    if (!value) return { wrong: 'Enter a distance' };
    return value % units.market.tick === 0n ? { value } : { wrong: `Goes by ${units.price(units.market.tick)}` };
}

/** A distance up or down; none is 0. */
function signed(text: string, units: Units): Typed {
    if (text.trim() === '') return { value: 0n };
    const value = parseSigned(text, PRICE_SCALE);
    if (value === undefined) return { wrong: 'Enter a distance, or none' };
    return value % units.market.tick === 0n ? { value } : { wrong: `Goes by ${units.price(units.market.tick)}` };
}

/** Midnight of the trader's own clock. */
function endOfDay(): bigint {
    return BigInt(new Date().setHours(24, 0, 0, 0)) * NANOS_PER_MILLI;
}

function instant(local: string): Typed {
    const millis = Date.parse(local);
    if (Number.isNaN(millis)) return { wrong: 'Enter a time' };
    if (millis <= Date.now()) return { wrong: 'That is past' };
    return { value: BigInt(millis) * NANOS_PER_MILLI };
}

export const ticket = new Ticket();
// Whatever page they leave from, and for whichever account somebody comes next.
$effect.root(() => {
    $effect(() => {
        if (venue.link === 'signed-out') ticket.forget();
    });
});

/** Sends an order for the market on screen. */
export function place(units: Units, order: PlaceOrder): ReturnType<typeof venue.send> {
    const summary = `${describe(units, order)} in ${units.market.symbol}`;
    return venue.send({ case: 'placeOrder', value: order }, units.market.id, summary);
}
