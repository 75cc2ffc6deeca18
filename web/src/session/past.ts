import { create } from '@bufbuild/protobuf';
import { BalanceSchema, OrderSchema, type Balance, type Fill, type Order } from '$protocol/rialto/v1/account_pb';
import { AssetSchema, BookSnapshotSchema, type Asset } from '$protocol/rialto/v1/market_pb';
import { OrderState, OrderType, TimeInForce } from '$protocol/rialto/v1/orders_pb';
import { Book } from '$state/book';
import { PRICE_SCALE, type Units } from '$state/market';
import { readPosition, type Position, type RestPosition } from '$state/outcome';
import { nanosOf } from '$state/time';
import { readFills, scaled, sideOf, type Ask, type RestFill } from './history';

/** An event's number, or an instant in milliseconds since 1970. */
export type Moment = { event: bigint } | { millis: number };

interface RestLevel {
    price: string;
    quantity: string;
}

/** The book as it was, with the event that last changed it. */
export interface PastBook {
    book: Book;
    sequence: bigint;
    /** Nanoseconds since 1970; undefined before its first change. */
    time: bigint | undefined;
}

/** What an account had and had open, with the last event of its own. */
export interface PastOwn {
    sequence: bigint;
    time: bigint | undefined;
    orders: Order[];
    balances: Balance[];
    positions: Position[];
    fills: Fill[];
    /** Markets of which no position can be told. */
    unexplained: string[];
}

function at(moment: Moment): string {
    return encodeURIComponent('event' in moment ? `${moment.event}` : new Date(moment.millis).toISOString());
}

export async function pastBook(ask: Ask, units: Units, moment: Moment): Promise<PastBook> {
    const told = await ask<{
        update: string;
        sequence: string;
        time?: string;
        bids: RestLevel[];
        asks: RestLevel[];
    }>(`/api/v1/markets/${units.market.id}/book?at=${at(moment)}`);
    const book = new Book(units.market.tick);
    const prices = (side: RestLevel[]) => side.map((each) => scaled(each.price, PRICE_SCALE));
    const quantities = (side: RestLevel[]) => side.map((each) => scaled(each.quantity, units.baseScale));
    book.snapshot(
        create(BookSnapshotSchema, {
            market: units.market.id,
            update: BigInt(told.update),
            bidPrices: prices(told.bids),
            bidQuantities: quantities(told.bids),
            askPrices: prices(told.asks),
            askQuantities: quantities(told.asks),
        }),
    );
    return { book, sequence: BigInt(told.sequence), time: told.time === undefined ? undefined : nanosOf(told.time) };
}

interface RestOrder {
    market: string;
    orderId: string;
    side: string;
    type: string;
    timeInForce: string;
    postOnly: boolean;
    price: string;
    triggerPrice?: string;
    quantity: string;
    filledQuantity: string;
    remaining: string;
    state: string;
    acceptedAt: string;
}

export interface RestAccount {
    sequence: string;
    time?: string;
    balances: { asset: string; cash: string; held: string }[];
    orders: RestOrder[];
    positions: Omit<RestPosition, 'worst' | 'settled'>[];
    unexplained: string[];
    fills: RestFill[];
}

export async function pastOwn(
    ask: Ask,
    account: bigint,
    markets: readonly Units[],
    assets: readonly Asset[],
    moment: Moment,
): Promise<PastOwn> {
    const told = await ask<RestAccount>(`/api/v1/accounts/${account}/state?at=${at(moment)}`);
    return readAccount(told, markets, assets);
}

/** As the stream would have told it. */
export function readAccount(told: RestAccount, markets: readonly Units[], assets: readonly Asset[]): PastOwn {
    const unitsOf = (symbol: string) => markets.filter(({ market }) => market.symbol === symbol);
    return {
        sequence: BigInt(told.sequence),
        time: told.time === undefined ? undefined : nanosOf(told.time),
        orders: told.orders.flatMap((each) => unitsOf(each.market).map((units) => readOrder(each, units))).reverse(),
        balances: told.balances.flatMap(({ asset: symbol, cash, held }) =>
            assets
                .filter((asset) => asset.symbol === symbol)
                .map((asset) =>
                    create(BalanceSchema, { asset, cash: scaled(cash, asset.scale), held: scaled(held, asset.scale) }),
                ),
        ),
        // What it could still come to is not kept.
        positions: told.positions.flatMap((each) =>
            unitsOf(each.market).map((units) => readPosition({ ...each, worst: '0', settled: false }, units.quoteScale)),
        ),
        fills: readFills(told.fills, markets),
        unexplained: told.unexplained,
    };
}

function readOrder(from: RestOrder, units: Units): Order {
    const quantity = (text: string) => scaled(text, units.baseScale);
    return create(OrderSchema, {
        market: units.market.id,
        orderId: BigInt(from.orderId),
        side: sideOf(from.side),
        orderType: from.type === 'market' ? OrderType.MARKET : OrderType.LIMIT,
        timeInForce: TimeInForce[from.timeInForce.toUpperCase() as keyof typeof TimeInForce],
        postOnly: from.postOnly,
        price: scaled(from.price, PRICE_SCALE),
        triggerPrice: scaled(from.triggerPrice ?? '0', PRICE_SCALE),
        quantity: quantity(from.quantity),
        filledQuantity: quantity(from.filledQuantity),
        remaining: quantity(from.remaining),
        state: STATES[from.state] ?? OrderState.OPEN,
    });
}

const STATES: Record<string, OrderState> = {
    open: OrderState.OPEN,
    'partially-filled': OrderState.PARTIALLY_FILLED,
    waiting: OrderState.WAITING,
};

export async function knownAssets(ask: Ask): Promise<Asset[]> {
    const { assets } = await ask<{ assets: { id: string; symbol: string; scale: number; displayScale: number }[] }>(
        '/api/v1/assets',
    );
    return assets.map((each) => create(AssetSchema, { ...each, id: BigInt(each.id) }));
}
