import type { BookDelta, BookSnapshot } from '$protocol/rialto/v1/market_pb';

/** A level for display: price in ticks, total quantity in base minor units. */
export interface Level {
    ticks: number;
    quantity: bigint;
}

/**
 * One market's book by price level, kept in plain maps: messages change it as they come, and what
 * is shown is read from it once a frame.
 */
export class Book {
    readonly bids = new Map<number, bigint>();
    readonly asks = new Map<number, bigint>();
    private bid: number | undefined;
    private ask: number | undefined;
    /** The best prices are known; otherwise they are looked for when somebody asks. */
    private isBidKnown = false;
    private isAskKnown = false;
    /** The market's public update number that this is the state after; 0 before the snapshot. */
    update = 0n;

    constructor(private readonly tick: bigint) {}

    get isComplete(): boolean {
        return this.update > 0n;
    }

    snapshot(from: BookSnapshot): void {
        this.bids.clear();
        this.asks.clear();
        this.set(this.bids, from.bidPrices, from.bidQuantities);
        this.set(this.asks, from.askPrices, from.askQuantities);
        // A book that nothing has touched is as complete as another.
        this.update = from.update > 0n ? from.update : 1n;
    }

    /** False if something between is missing: the book must then be asked for again. */
    delta(from: BookDelta): boolean {
        if (!this.isComplete || from.previousUpdate > this.update) return false;
        if (from.update <= this.update) return true;
        this.set(this.bids, from.bidPrices, from.bidQuantities);
        this.set(this.asks, from.askPrices, from.askQuantities);
        this.update = from.update;
        return true;
    }

    private set(side: Map<number, bigint>, prices: bigint[], quantities: bigint[]): void {
        if (side === this.bids) this.isBidKnown = false;
        else this.isAskKnown = false;
        for (let i = 0; i < prices.length; i++) {
            const ticks = Number(prices[i]! / this.tick);
            const quantity = quantities[i]!;
            if (quantity === 0n) side.delete(ticks);
            else side.set(ticks, quantity);
        }
    }

    bestBid(): number | undefined {
        if (!this.isBidKnown) this.bid = best(this.bids, (a, b) => a > b);
        this.isBidKnown = true;
        return this.bid;
    }

    bestAsk(): number | undefined {
        if (!this.isAskKnown) this.ask = best(this.asks, (a, b) => a < b);
        this.isAskKnown = true;
        return this.ask;
    }

    /**
     * What rests in a window of prices. A row covers `step` ticks: bids belong to the row at or
     * below them, asks to the one at or above, so that no row shows a better price than there is.
     */
    rows(side: 'bid' | 'ask', low: number, high: number, step: number): Map<number, bigint> {
        const rows = new Map<number, bigint>();
        const levels = side === 'bid' ? this.bids : this.asks;
        if (step === 1 && high - low < levels.size) {
            for (let ticks = low; ticks <= high; ticks++) {
                const quantity = levels.get(ticks);
                if (quantity !== undefined) rows.set(ticks, quantity);
            }
            return rows;
        }
        for (const [ticks, quantity] of levels) {
            const row = rowOf(side, ticks, step);
            if (row >= low && row <= high) rows.set(row, (rows.get(row) ?? 0n) + quantity);
        }
        return rows;
    }
}

/** The row that a price belongs to. */
export function rowOf(side: 'bid' | 'ask', ticks: number, step: number): number {
    return (side === 'bid' ? Math.floor(ticks / step) : Math.ceil(ticks / step)) * step;
}

function best(
    side: Map<number, bigint>,
    better: (a: number, b: number) => boolean,
): number | undefined {
    let found: number | undefined;
    for (const ticks of side.keys()) {
        if (found === undefined || better(ticks, found)) found = ticks;
    }
    return found;
}
