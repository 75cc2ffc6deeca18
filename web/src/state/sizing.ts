import { Side } from '$protocol/rialto/v1/orders_pb';
import { CONTRACT_SCALE } from './outcome';
import { PRICE_SCALE, type Units } from './market';

const MILLION = 1_000_000n;

/** What there is to trade with. */
export interface Means {
    /** Available of the quote asset, minor units. */
    money: bigint;
    /** Available of the base asset, minor units; of contracts the position, which may be negative. */
    goods: bigint;
}

/** Three sizes that make sense in a market: from its smallest, ten times each. */
export function presets(units: Units): bigint[] {
    const { lot, quantityMinimum } = units.market;
    const least = quantityMinimum > lot ? quantityMinimum : lot;
    return [least, least * 10n, least * 100n];
}

/**
 * About the most that an order at a price can be of, base minor units and whole lots: the engine has the
 * last word. 0 where there is no price or nothing to trade with.
 */
export function most(units: Units, side: Side, price: bigint | undefined, means: Means): bigint {
    const { market } = units;
    if (side === Side.SELL && !units.isContracts) return lots(units, means.goods);
    if (price === undefined) return 0n;
    const rates = [market.makerFeePpm, market.takerFeePpm, 0];
    const fee = BigInt(Math.max(...rates));
    const scale = units.isContracts ? CONTRACT_SCALE : units.baseScale;
    // Of contracts what can be lost by each is held: the price above the least, or below the most.
    const risk = risked(units, side, price);
    const unit = risk + (abs(price) * fee) / MILLION;
    if (means.money <= 0n || unit <= 0n) return 0n;
    const opens = (means.money * 10n ** BigInt(PRICE_SCALE + scale - units.quoteScale)) / unit;
    // What ends a position needs no money of its own.
    const ends = units.isContracts && means.goods !== 0n && means.goods < 0n === (side === Side.BUY) ? abs(means.goods) : 0n;
    return lots(units, opens + ends);
}

/** What ends what one has: its side and its quantity; undefined where there is nothing, or less than a lot. */
export function flat(units: Units, goods: bigint): { side: Side; quantity: bigint } | undefined {
    const quantity = lots(units, abs(goods));
    if (quantity === 0n) return undefined;
    return { side: goods > 0n ? Side.SELL : Side.BUY, quantity };
}

function risked(units: Units, side: Side, price: bigint): bigint {
    if (!units.isContracts) return price;
    return side === Side.BUY ? price - (units.outcome?.minimum ?? 0n) : units.market.priceMaximum - price;
}

function lots(units: Units, quantity: bigint): bigint {
    const { lot, quantityMaximum, quantityMinimum } = units.market;
    const bounded = quantity > quantityMaximum ? quantityMaximum : quantity;
    const whole = bounded - (bounded % lot);
    return whole < quantityMinimum || whole <= 0n ? 0n : whole;
}

function abs(value: bigint): bigint {
    return value < 0n ? -value : value;
}
