import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { AssetSchema } from '$protocol/rialto/v1/market_pb';
import { OrderState, Side, TimeInForce } from '$protocol/rialto/v1/orders_pb';
import { readAccount, type RestAccount } from './past';
import { copper } from '$state/testing';

const units = copper();
const asset = create(AssetSchema, { id: 2n, symbol: 'USD', scale: 4, displayScale: 2 });
const told: RestAccount = {
    sequence: '70',
    time: '2026-11-27T07:00:00.5Z',
    balances: [
        { asset: 'USD', cash: '1000.0000', held: '12.5000' },
        { asset: 'GONE', cash: '1', held: '0' },
    ],
    orders: [],
    positions: [],
    unexplained: ['FUND'],
    fills: [],
};

describe('an account of the past', () => {
    it('is what it was, of what is known here', () => {
        const past = readAccount(told, [units], [asset]);
        expect(past.sequence).toBe(70n);
        expect(past.time).toBe(1_795_762_800_500_000_000n);
        expect(past.balances.map(({ cash, held, asset }) => [asset?.symbol, cash, held])).toEqual([
            ['USD', 10_000_000n, 125_000n],
        ]);
        expect(past.unexplained).toEqual(['FUND']);
    });

    it('has its orders as the stream would tell them, the newest first', () => {
        const order = {
            market: units.market.symbol,
            orderId: '4',
            side: 'sell',
            type: 'limit',
            timeInForce: 'gtc',
            postOnly: false,
            price: '10.25',
            quantity: '3',
            filledQuantity: '1',
            remaining: '2',
            state: 'partially-filled',
            acceptedAt: '2026-11-27T07:00:00Z',
        };
        const waiting = { ...order, orderId: '5', state: 'waiting', triggerPrice: '9', filledQuantity: '0' };
        const elsewhere = { ...order, market: 'NOT-HERE' };
        const { orders } = readAccount({ ...told, orders: [order, waiting, elsewhere] }, [units], [asset]);
        expect(orders.map(({ orderId, side, state, price, triggerPrice }) => [orderId, side, state, price, triggerPrice])).toEqual([
            [5n, Side.SELL, OrderState.WAITING, 10_250_000_000n, 9_000_000_000n],
            [4n, Side.SELL, OrderState.PARTIALLY_FILLED, 10_250_000_000n, 0n],
        ]);
        const [, partly] = orders;
        expect([partly?.timeInForce, partly?.remaining, partly?.filledQuantity]).toEqual([
            TimeInForce.GTC,
            2n * 10n ** BigInt(units.baseScale),
            10n ** BigInt(units.baseScale),
        ]);
    });
});
