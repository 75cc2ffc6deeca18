import { MarketStatus } from '$protocol/rialto/v1/market_pb';
import { Condition, OrderType, Side, TimeInForce } from '$protocol/rialto/v1/orders_pb';

/** As many as an asset can have behind the point. The three that numbers have by themselves hide small quantities. */
const QUANTITIES = new Intl.NumberFormat('en', { maximumFractionDigits: 9 });

/** A quantity that was added up as a number. */
export function quantityWord(quantity: number): string {
    return QUANTITIES.format(quantity);
}

/** What is before an order in its queue; empty where that is not known. */
export function aheadWord(ahead: number | undefined): string {
    if (ahead === undefined) return '';
    return ahead === 0 ? 'first' : `${quantityWord(ahead)} ahead`;
}

/** A status in a word; one that this page does not know is not taken for open. */
export function statusWord(status: MarketStatus): string {
    const name = MarketStatus[status] ?? 'not open';
    return name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');
}

export function sideWord(side: Side): string {
    return side === Side.BUY ? 'Buy' : 'Sell';
}

/** Beside the colour, never instead of it. */
export function sideMark(side: Side): string {
    return side === Side.BUY ? '▲' : '▼';
}

export function sideClass(side: Side): string {
    return side === Side.BUY ? 'text-buy' : 'text-sell';
}

export function typeWord(order: { orderType: OrderType; condition: Condition }): string {
    const isMarket = order.orderType === OrderType.MARKET;
    switch (order.condition) {
        case Condition.STOP:
            return isMarket ? 'Stop' : 'Stop limit';
        case Condition.TAKE_PROFIT:
            return isMarket ? 'Take profit' : 'Take profit limit';
        case Condition.TRAILING_STOP:
            return 'Trailing stop';
        default:
            return isMarket ? 'Market' : 'Limit';
    }
}

export function timeWord(time: TimeInForce): string {
    switch (time) {
        case TimeInForce.IOC:
            return 'At once or not';
        case TimeInForce.FOK:
            return 'All or nothing';
        case TimeInForce.GTD:
            return 'Until a time';
        case TimeInForce.DAY:
            return 'Day';
        default:
            return 'Until cancelled';
    }
}
