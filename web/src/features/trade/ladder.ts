import type { Order } from '$protocol/rialto/v1/account_pb';
import { OrderState, Side } from '$protocol/rialto/v1/orders_pb';
import { rowOf, type Book } from '$state/book';
import type { Units } from '$state/market';

/** How many ticks a row may cover. */
export const STEPS = [1, 10, 100, 1_000];
/** Bars grow by so many hundredths: a row whose bar moves by less need not be drawn again. */
const SHARE_STEP = 4;

/** A price of the ladder in words: what rests there, and one's own of it; empty for nothing. */
export interface LadderRow {
    ticks: number;
    price: string;
    bid: string;
    ask: string;
    /** Hundredths of the most on screen. */
    bidShare: number;
    askShare: number;
    myBid: string;
    myAsk: string;
    isLast: boolean;
}

/** What of the ladder is looked at: `count` rows of `step` ticks, `half` of them above `centre`. */
export interface LadderView {
    centre: number;
    half: number;
    count: number;
    step: number;
}

/** At first both sides of the touch are to be seen, however far apart they are. */
export function stepFor(apart: number, rowsOfASide: number): number {
    return STEPS.find((each) => apart / each <= rowsOfASide / 3) ?? STEPS[STEPS.length - 1]!;
}

/** How a row's side is named, among one's own orders by row. */
export function keyOf(side: Side, ticks: number): string {
    return `${side === Side.BUY ? 'bid' : 'ask'}${ticks}`;
}

/** One's own orders that the ladder shows, each with its row: those that wait for a price are in no book. */
export function restingIn(units: Units, orders: readonly Order[], step: number): { order: Order; key: string }[] {
    return orders
        .filter((order) => order.market === units.market.id && order.state !== OrderState.WAITING)
        .map((order) => {
            const side = order.side === Side.BUY ? 'bid' : 'ask';
            return { order, key: keyOf(order.side, rowOf(side, units.ticks(order.price), step)) };
        });
}

/** Makes the rows of a ladder again and again, and those that say the same stay the same objects. */
export class LadderRows {
    private rows: LadderRow[] = [];
    private readonly prices = new Map<number, string>();

    constructor(private readonly units: Units) {}

    /** `mine` by side and row: bid10127. Highest price first. */
    of(book: Book, view: LadderView, mine: ReadonlyMap<string, bigint>, last: number | undefined): LadderRow[] {
        const { centre, half, count, step } = view;
        const high = centre + (half - 1) * step;
        const low = high - (count - 1) * step;
        const bids = book.rows('bid', low, high, step);
        const asks = book.rows('ask', low, high, step);
        let most = 1n;
        for (const side of [bids, asks]) {
            for (const quantity of side.values()) if (quantity > most) most = quantity;
        }
        const lastRow = last === undefined ? undefined : rowOf('bid', last, step);
        const rows = Array.from({ length: count }, (_, index) => {
            const ticks = high - index * step;
            const [bid, ask] = [bids.get(ticks), asks.get(ticks)];
            const row: LadderRow = {
                ticks,
                price: this.price(ticks),
                bid: this.quantity(bid),
                ask: this.quantity(ask),
                bidShare: share(bid, most),
                askShare: share(ask, most),
                myBid: this.quantity(mine.get(`bid${ticks}`)),
                myAsk: this.quantity(mine.get(`ask${ticks}`)),
                isLast: lastRow === ticks,
            };
            const before = this.rows[index];
            return before && saysTheSame(before, row) ? before : row;
        });
        this.rows = rows;
        return rows;
    }

    private quantity(quantity: bigint | undefined): string {
        return quantity === undefined ? '' : this.units.quantity(quantity);
    }

    private price(ticks: number): string {
        let text = this.prices.get(ticks);
        if (text === undefined) {
            text = this.units.price(this.units.priceOf(ticks));
            this.prices.set(ticks, text);
        }
        return text;
    }
}

function saysTheSame(a: LadderRow, b: LadderRow): boolean {
    return (
        a.ticks === b.ticks &&
        a.bid === b.bid &&
        a.ask === b.ask &&
        a.bidShare === b.bidShare &&
        a.askShare === b.askShare &&
        a.myBid === b.myBid &&
        a.myAsk === b.myAsk &&
        a.isLast === b.isLast
    );
}

/** Rounds up, so that what is there is seen. */
function share(quantity: bigint | undefined, most: bigint): number {
    if (quantity === undefined) return 0;
    return Math.ceil((Number(quantity) / Number(most)) * (100 / SHARE_STEP)) * SHARE_STEP;
}
