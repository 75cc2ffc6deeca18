import type { Ticker } from '$protocol/rialto/v1/marketdata_pb';
import type { Bars } from './bars';
import type { Focus } from './focus';
import type { Own } from './own';
import type { Sender } from './sender';
import type { Shown } from './shown.svelte';

export type What = 'book' | 'touch' | 'trades' | 'candles' | 'days' | 'account' | 'entries';

/** People read it: more often is of no use to them. */
export const PACED_MILLIS: Partial<Record<What, number>> = { touch: 250, trades: 250, candles: 250, days: 250 };

/** Who knows what is shown. */
export interface Sources {
    focus: Focus;
    own: Own;
    bars: Bars;
    days: ReadonlyMap<bigint, Ticker>;
    sender: Sender;
}

/** Shows what has changed: as it is, and in the replay as it was. */
export function publish(shown: Shown, from: Sources, what: ReadonlySet<What>): void {
    const { replay } = shown;
    if (what.has('book')) {
        const book = replay.isOn ? replay.past?.book : from.focus.book;
        shown.book = book?.isComplete ? { book } : undefined;
        shown.statusReason = from.focus.statusReason;
    }
    if (what.has('touch')) shown.touch = { bid: shown.book?.book.bestBid(), ask: shown.book?.book.bestAsk() };
    if (what.has('trades')) {
        const { trades } = from.focus.tape;
        const { until } = replay;
        shown.hasPastTrades = from.focus.past.at > 0;
        shown.areTradesKept = until === undefined || reaches(from.focus, until);
        shown.trades = until === undefined ? trades.slice() : trades.filter(({ time }) => time <= until);
    }
    if (what.has('candles')) shown.candles = from.bars.candles.slice();
    if (what.has('days')) shown.days = { of: from.days };
    if (what.has('account')) publishAccount(shown, from.own);
    if (what.has('entries')) shown.entries = from.sender.entries;
}

/** Whether the trades that are kept here reach back to an instant: they are the last of all, by number. */
function reaches({ tape, past }: Focus, until: bigint): boolean {
    const [first] = tape.trades;
    return first ? first.trade === 1n || first.time <= until : past.at > 0;
}

function publishAccount(shown: Shown, now: Own): void {
    const { books } = now;
    const { own, isOn } = shown.replay;
    shown.orders = isOn ? (own?.orders ?? []) : books.openOrders();
    shown.fills = isOn ? (own?.fills ?? []) : books.fills;
    shown.balances = isOn ? (own?.balances ?? []) : [...books.balances.values()];
    shown.positions = isOn ? (own?.positions ?? []) : now.positions;
    shown.positionsOf = isOn ? explained(shown) : now.positionsOf;
    shown.hasAccount = isOn ? own !== undefined : books.sequence > 0n;
}

/** Of the past of a market whose history begins later nothing is told. */
function explained({ markets, replay }: Shown): ReadonlySet<bigint> {
    const of = markets?.filter(({ market }) => !replay.own?.unexplained.includes(market.symbol));
    return new Set(of?.map(({ market }) => market.id));
}
