import { Condition, Instruction, OrderType, Peg, type PlaceOrder } from '$protocol/rialto/v1/orders_pb';
import type { Units } from '$state/market';
import { sideWord } from './words';

/** An order in words, for the list of what was sent and for the button that sends it. */
export function describe(units: Units, order: PlaceOrder): string {
    const side = sideWord(order.side);
    const isMarket = order.orderType === OrderType.MARKET;
    const at = isMarket ? 'at the market' : `at ${units.price(order.price)}`;
    const when =
        order.condition === Condition.UNSPECIFIED
            ? ''
            : order.condition === Condition.TRAILING_STOP
              ? `, trailing by ${units.price(order.trail)}`
              : `, once ${units.price(order.triggerPrice)} trades`;
    const exits = order.exits
        ? `, out at ${units.price(order.exits.takeProfitPrice)} or ${units.price(order.exits.stopPrice)}`
        : '';
    const does = manner(units, order);
    if (order.budget > 0n) return `${side} for ${units.money(order.budget)} ${units.quote}${when}`;
    return `${side} ${units.quantity(order.quantity)} ${at}${when}${exits}${does}`;
}

/** What the venue does with it besides, in words. */
function manner(units: Units, order: PlaceOrder): string {
    const words = [
        ...(order.instruction === Instruction.SLIDE ? ['sliding'] : []),
        ...(order.instruction === Instruction.REDUCE_ONLY ? ['only to reduce'] : []),
        ...(order.displayQuantity > 0n ? [`showing ${units.quantity(order.displayQuantity)}`] : []),
        ...(order.peg === Peg.UNSPECIFIED ? [] : [`following the ${Peg[order.peg].toLowerCase()}`]),
    ];
    return words.length > 0 ? `, ${words.join(', ')}` : '';
}
