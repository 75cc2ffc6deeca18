import type { Market } from '$protocol/rialto/v1/market_pb';
import { decimalsOf, formatScaled, parseScaled, parseSigned, plainScaled, whyUnread } from './decimal';
import type { Outcome } from './outcome';

/** Prices on the wire are in 1e-9 of a whole quote unit. */
export const PRICE_SCALE = 9;

/** What a market's numbers mean: prices as ticks, quantities as base minor units. */
export class Units {
    readonly priceDecimals: number;
    readonly quantityDecimals: number;

    /** `outcome`: of a market of contracts, once it is known what that is about. */
    constructor(
        readonly market: Market,
        readonly outcome?: Outcome,
    ) {
        this.priceDecimals = decimalsOf(market.tick, PRICE_SCALE);
        this.quantityDecimals = decimalsOf(market.lot, this.baseScale);
    }

    get baseScale(): number {
        return this.market.base?.scale ?? 0;
    }

    get quoteScale(): number {
        return this.market.quote?.scale ?? 0;
    }

    /** Contracts are no asset: one has positions in them, which may be negative. */
    get isContracts(): boolean {
        return this.market.base?.id === 0n;
    }

    /** What the market is called where there is room. */
    get title(): string {
        return this.outcome?.title || `${this.base} for ${this.quote}`;
    }

    get base(): string {
        return this.isContracts ? 'contracts' : (this.market.base?.symbol ?? '');
    }

    get quote(): string {
        return this.market.quote?.symbol ?? '';
    }

    /** When it ends, or is matched: milliseconds since 1970; undefined where nothing says. */
    get endsAt(): number | undefined {
        const { auctionAt } = this.market;
        return auctionAt > 0n ? Number(auctionAt / 1_000_000n) : this.outcome?.expiresAt;
    }

    /** Exact: the venue takes prices on the tick only, and fewer than 2^53 of them. */
    ticks(price: bigint): number {
        return Number(price / this.market.tick);
    }

    priceOf(ticks: number): bigint {
        return BigInt(ticks) * this.market.tick;
    }

    price(price: bigint): string {
        return formatScaled(price, PRICE_SCALE, this.priceDecimals);
    }

    /** As a field takes it. */
    plainPrice(price: bigint): string {
        return plainScaled(price, PRICE_SCALE, this.priceDecimals);
    }

    quantity(quantity: bigint): string {
        return formatScaled(quantity, this.baseScale, this.quantityDecimals);
    }

    /** With what it is of: 3 COPPER, 1 contract. */
    amount(quantity: bigint): string {
        const one = 10n ** BigInt(this.baseScale);
        const isOne = this.isContracts && (quantity === one || quantity === -one);
        return `${this.quantity(quantity)} ${isOne ? 'contract' : this.base}`;
    }

    plainQuantity(quantity: bigint): string {
        return plainScaled(quantity, this.baseScale);
    }

    money(amount: bigint): string {
        return formatScaled(amount, this.quoteScale, this.market.quote?.displayScale ?? 0);
    }

    /** A number for drawing only. */
    drawn(price: bigint): number {
        return Number(price) / 1e9;
    }

    drawnQuantity(quantity: bigint): number {
        return Number(quantity) / 10 ** this.baseScale;
    }

    /** A price that was typed, or what is wrong with it. */
    typedPrice(text: string): Typed {
        const value = parseSigned(text, PRICE_SCALE);
        if (value === undefined) return wrong(whyUnread(text, 'Enter a price'));
        if (!this.isContracts && value <= 0n) return wrong('Enter a price');
        if (value % this.market.tick !== 0n) {
            return wrong(`Prices go by ${this.price(this.market.tick)}`);
        }
        if (this.outcome && value < this.outcome.minimum) {
            return wrong(`At least ${this.price(this.outcome.minimum)}`);
        }
        if (value > this.market.priceMaximum) {
            return wrong(`At most ${this.price(this.market.priceMaximum)}`);
        }
        return { value };
    }

    /** A price that an order is amended to: 0 stands for as it was before, and cannot be asked for. */
    amendedPrice(text: string, before: bigint): Typed {
        const typed = this.typedPrice(text);
        return typed.value === 0n && before !== 0n ? wrong('Not to 0: cancel it and place another') : typed;
    }

    /** A quantity that was typed, or what is wrong with it. */
    typedQuantity(text: string): Typed {
        const value = parseScaled(text, this.baseScale);
        if (value === undefined) return wrong(whyUnread(text, 'Enter a quantity'));
        if (value === 0n) return wrong('Enter a quantity');
        if (value % this.market.lot !== 0n) {
            return wrong(`Quantities go by ${this.quantity(this.market.lot)}`);
        }
        if (value < this.market.quantityMinimum) {
            return wrong(`At least ${this.quantity(this.market.quantityMinimum)}`);
        }
        if (value > this.market.quantityMaximum) {
            return wrong(`At most ${this.quantity(this.market.quantityMaximum)}`);
        }
        return { value };
    }
}

/** A value, or why there is none. */
export type Typed = { value: bigint; wrong?: undefined } | { value?: undefined; wrong: string };

function wrong(what: string): Typed {
    return { wrong: what };
}

/** The last price of a market: of the trades at hand, else as the venue lists it; 0 stands for none. */
export function lastPrice(units: Units, trades: readonly { price: bigint }[] = []): bigint | undefined {
    const last = trades[trades.length - 1]?.price;
    return last ?? (units.market.lastPrice === 0n ? undefined : units.market.lastPrice);
}

/** The same by the market's last 24 hours, which are told of every market; as it is listed where they are not. */
export function lastTraded(units: Units, day: { hasTraded: boolean; last: bigint } | undefined): bigint | undefined {
    return day?.hasTraded ? day.last : lastPrice(units);
}
