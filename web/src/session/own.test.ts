import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { AccountSnapshotSchema } from '$protocol/rialto/v1/account_pb';
import { MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { Ask, RestFill } from './history';
import { Own } from './own';

const FIRST = new Units(create(MarketSchema, { id: 1n, symbol: 'BTC-USD', base: { scale: 8 }, quote: { scale: 4 } }));
const SECOND = new Units(create(MarketSchema, { id: 2n, symbol: 'ETH-USD', base: { scale: 8 }, quote: { scale: 4 } }));

function fill(market: string, tradeId: string): RestFill {
    const order = { orderId: '1', side: 'buy', role: 'maker' };
    return { market, tradeId, ...order, price: '10', quantity: '1', notional: '10', fee: '0', time: '2026-11-24T10:00:00Z' };
}

/** An account with two fills of before, and the markets that its page knows. */
function account() {
    const markets: Units[] = [];
    const answers: ((trades: RestFill[]) => void)[] = [];
    const ask: Ask = <T>() => new Promise<T>((done) => void answers.push((trades) => done({ trades } as T)));
    const own = new Own(ask, { markets: () => markets, changed: () => {} });
    const told = async (...trades: RestFill[]) => {
        answers.shift()!(trades);
        await new Promise((done) => setTimeout(done));
    };
    return { own, markets, told };
}

const shown = (own: Own) => own.books.fills.map(({ market }) => market);

test('fills that are told before their markets are shown once these are known', async () => {
    const { own, markets, told } = account();
    own.snapshot(create(AccountSnapshotSchema, { sequence: 5n }));
    await told(fill('BTC-USD', '1'), fill('ETH-USD', '1'));
    expect(shown(own)).toEqual([]);
    markets.push(FIRST);
    own.marketsKnown();
    expect(shown(own)).toEqual([1n]);
    markets.push(SECOND);
    own.marketsKnown();
    own.marketsKnown();
    expect(shown(own).toSorted()).toEqual([1n, 2n]);
});

test('fills of the account that was acted as before are not shown', async () => {
    const { own, markets, told } = account();
    markets.push(FIRST);
    own.snapshot(create(AccountSnapshotSchema, { sequence: 5n }));
    own.reset();
    await told(fill('BTC-USD', '1'));
    own.marketsKnown();
    expect(shown(own)).toEqual([]);
});
