import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AccountSnapshotSchema } from '$protocol/rialto/v1/account_pb';
import { MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { RestPosition } from '$state/outcome';
import type { Ask, RestFill } from './history';
import { copper } from '$state/testing';
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

const contracts = (id: bigint, symbol: string) =>
    new Units(create(MarketSchema, { id, symbol, base: { id: 0n, scale: 2 }, quote: { id: 1n, symbol: 'USD', scale: 4 } }));
const RAIN = contracts(3n, 'RAIN');
const SNOW = contracts(4n, 'SNOW');

describe('positions', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    /** An account whose positions are asked for; those of markets that it may not see are not told. */
    function positioned() {
        const markets: Units[] = [];
        const had: RestPosition[] = ['RAIN', 'SNOW'].map((market) => ({
            ...{ market, quantity: '2', spent: '1', feesPaid: '0', worst: '-1', settled: false },
        }));
        const failures: Error[] = [];
        const asked = vi.fn(async () => {
            const failure = failures.shift();
            if (failure) throw failure;
            return { positions: had.filter(({ market }) => markets.some((units) => units.market.symbol === market)) };
        });
        const own = new Own(asked as unknown as Ask, { markets: () => markets, changed: () => {} });
        const told = () => [own.positions.map(({ symbol }) => symbol), [...own.positionsOf]];
        return { own, markets, failures, asked, told };
    }

    test('are asked for once the first market of contracts is known, and not where there is none', async () => {
        const { own, markets, asked, told } = positioned();
        markets.push(copper());
        own.marketsKnown();
        await vi.advanceTimersByTimeAsync(1_000);
        expect(asked).not.toHaveBeenCalled();
        markets.push(RAIN);
        own.marketsKnown();
        own.marketsKnown();
        await vi.advanceTimersByTimeAsync(1_000);
        expect(asked).toHaveBeenCalledTimes(1);
        expect(told()).toEqual([['RAIN'], [3n]]);
    });

    test('of a market that is shown again are told again', async () => {
        const { own, markets, told } = positioned();
        const show = async (...shown: Units[]) => {
            markets.splice(0, markets.length, ...shown);
            own.marketsKnown();
            await vi.advanceTimersByTimeAsync(1_000);
        };
        await show(RAIN, SNOW);
        await show(RAIN);
        await own.loadPositions();
        expect(told()).toEqual([['RAIN'], [3n]]);
        await show(RAIN, SNOW);
        expect(told()).toEqual([['RAIN', 'SNOW'], [3n, 4n]]);
    });

    test('are those of the later question, whichever is answered first', async () => {
        const { own, markets, asked, told } = positioned();
        markets.push(RAIN);
        const late = new Promise<{ positions: RestPosition[] }>((done) => setTimeout(() => done({ positions: [] }), 500));
        asked.mockReturnValueOnce(late);
        const both = [own.loadPositions(), own.loadPositions()];
        await vi.advanceTimersByTimeAsync(1_000);
        await Promise.all(both);
        expect(told()).toEqual([['RAIN'], [3n]]);
    });

    test('that could not be had are asked for until they are told', async () => {
        const { own, markets, failures, asked, told } = positioned();
        markets.push(RAIN);
        failures.push(new Error('busy'), new Error('busy'));
        await own.loadPositions();
        expect(told()).toEqual([[], []]);
        await vi.advanceTimersByTimeAsync(20_000);
        expect(told()).toEqual([['RAIN'], [3n]]);
        expect(asked).toHaveBeenCalledTimes(3);
    });

    test('of the account before are not asked for again', async () => {
        const { own, markets, failures, asked } = positioned();
        markets.push(RAIN);
        failures.push(new Error('busy'));
        await own.loadPositions();
        own.reset();
        await vi.advanceTimersByTimeAsync(20_000);
        expect(asked).toHaveBeenCalledTimes(1);
    });
});
