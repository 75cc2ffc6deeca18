import { create } from '@bufbuild/protobuf';
import { FillSchema, type Fill } from '$protocol/rialto/v1/account_pb';
import { TradeSchema, type Trade } from '$protocol/rialto/v1/market_pb';
import { Side } from '$protocol/rialto/v1/orders_pb';
import { parseSigned } from '$state/decimal';
import { PRICE_SCALE, type Units } from '$state/market';
import { nanosOf } from '$state/time';

const TRADES_MAX = 1_000;
const FILLS_MAX = 500;

interface RestTrade {
    tradeId: string;
    price: string;
    quantity: string;
    takerSide: string;
    /** 0 where the market hides whose orders are. */
    takerAccount: string;
    time: string;
}

export interface RestFill {
    market: string;
    tradeId: string;
    orderId: string;
    side: string;
    role: string;
    price: string;
    quantity: string;
    notional: string;
    fee: string;
    time: string;
}

/** How the page asks by REST, as the account acted as. */
export type Ask = <T>(path: string) => Promise<T>;

/** The trades that the venue still has of a market, oldest first, as the stream would tell them. */
export async function pastTrades(ask: Ask, units: Units): Promise<Trade[]> {
    const path = `/api/v1/markets/${units.market.id}/trades?limit=${TRADES_MAX}`;
    const told = await ask<{ trades: RestTrade[] }>(path);
    return told.trades.reverse().map((trade) =>
        create(TradeSchema, {
            market: units.market.id,
            trade: BigInt(trade.tradeId),
            price: scaled(trade.price, PRICE_SCALE),
            quantity: scaled(trade.quantity, units.baseScale),
            takerSide: sideOf(trade.takerSide),
            takerAccount: BigInt(trade.takerAccount),
            time: nanosOf(trade.time),
        }),
    );
}

/** One's own latest fills, newest first. */
export async function pastFills(ask: Ask): Promise<RestFill[]> {
    return (await ask<{ trades: RestFill[] }>(`/api/v1/trades?limit=${FILLS_MAX}`)).trades;
}

/** Those of markets that are known here. */
export function readFills(fills: readonly RestFill[], markets: readonly Units[]): Fill[] {
    return fills.flatMap((fill) => {
        const units = markets.find((each) => each.market.symbol === fill.market);
        if (!units) return [];
        return [
            create(FillSchema, {
                market: units.market.id,
                trade: BigInt(fill.tradeId),
                orderId: BigInt(fill.orderId),
                side: sideOf(fill.side),
                maker: fill.role === 'maker',
                price: scaled(fill.price, PRICE_SCALE),
                quantity: scaled(fill.quantity, units.baseScale),
                notional: scaled(fill.notional, units.quoteScale),
                fee: scaled(fill.fee, units.quoteScale),
                time: nanosOf(fill.time),
            }),
        ];
    });
}

export function sideOf(word: string): Side {
    return word === 'buy' ? Side.BUY : Side.SELL;
}

/** 0 for what is no number of that scale. */
export function scaled(text: string, scale: number): bigint {
    return parseSigned(text, scale) ?? 0n;
}
