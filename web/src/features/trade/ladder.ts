import { rowOf, type Book } from '$state/book';

/** How many ticks a row may cover. */
export const STEPS = [1, 10, 100, 1_000];

/** A price of the ladder: what rests there, as share of the most on screen, and one's own of it. */
export interface LadderRow {
    ticks: number;
    bid: bigint | undefined;
    ask: bigint | undefined;
    bidShare: string;
    askShare: string;
    myBid: bigint | undefined;
    myAsk: bigint | undefined;
    isLast: boolean;
}

/** At first both sides of the touch are to be seen, however far apart they are. */
export function stepFor(apart: number, rowsOfASide: number): number {
    return STEPS.find((each) => apart / each <= rowsOfASide / 3) ?? STEPS[STEPS.length - 1]!;
}

/** `mine` by side and row: bid10127. Highest price first. */
export function ladderRows(
    book: Book,
    centre: number,
    half: number,
    count: number,
    step: number,
    mine: ReadonlyMap<string, bigint>,
    last: number | undefined,
): LadderRow[] {
    const high = centre + (half - 1) * step;
    const low = high - (count - 1) * step;
    const bids = book.rows('bid', low, high, step);
    const asks = book.rows('ask', low, high, step);
    let most = 1n;
    for (const side of [bids, asks]) {
        for (const quantity of side.values()) if (quantity > most) most = quantity;
    }
    return Array.from({ length: count }, (_, index) => {
        const ticks = high - index * step;
        const bid = bids.get(ticks);
        const ask = asks.get(ticks);
        return {
            ticks,
            bid,
            ask,
            bidShare: share(bid, most),
            askShare: share(ask, most),
            myBid: mine.get(`bid${ticks}`),
            myAsk: mine.get(`ask${ticks}`),
            isLast: last !== undefined && rowOf('bid', last, step) === ticks,
        };
    });
}

function share(quantity: bigint | undefined, most: bigint): string {
    return quantity === undefined ? '0%' : `${Number((quantity * 100n) / most)}%`;
}
