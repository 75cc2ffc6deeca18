// ccxt's calls by REST.
const SYMBOL = 'BTC/USD';

/** An order's life, asked for directly after each step of it. */
async function restAndGo(api, assert) {
    const placed = await api.createOrder(SYMBOL, 'limit', 'buy', 0.5, 100);
    assert.equal(placed.status, 'open');
    assert.equal((await api.fetchOpenOrders(SYMBOL))[0].id, placed.id);
    const shown = await api.fetchOrder(placed.id, SYMBOL);
    assert.equal(shown.price, 100);
    assert.equal(shown.amount, 0.5);
    assert.equal((await api.fetchOrderBook(SYMBOL)).bids[0][0], 100);
    const edited = await api.editOrder(placed.id, SYMBOL, 'limit', 'buy', 0.4, 101);
    assert.equal((await api.fetchOpenOrders(SYMBOL))[0].price, 101);
    await api.cancelOrder(edited.id, SYMBOL);
    assert.equal((await api.fetchOrder(edited.id, SYMBOL)).status, 'canceled');
    await api.createOrder(SYMBOL, 'limit', 'buy', 0.5, 100);
    await api.createOrder(SYMBOL, 'limit', 'sell', 0.5, 1000);
    assert.equal((await api.cancelAllOrders(SYMBOL)).length, 2);
    assert.equal((await api.fetchOpenOrders(SYMBOL)).length, 0);
    assert.ok((await api.fetchOrders(SYMBOL)).length >= 4);
}

export const rest = {
    async 'markets are loaded by both classes'({ open, ada, assert }) {
        for (const name of ['binance', 'binanceus']) {
            const api = await open(ada, name);
            const markets = await api.loadMarkets();
            const market = markets[SYMBOL];
            assert.equal(market.id, 'BTCUSD');
            assert.equal(market.active, true);
            assert.equal(market.precision.price, 0.01);
            assert.equal(market.precision.amount, 0.0001);
            assert.equal(market.limits.amount.max, 10);
            assert.ok(Math.abs((await api.fetchTime()) - Date.now()) < 60_000);
        }
        assert.equal((await (await open(ada)).fetchStatus()).status, 'ok');
    },

    async 'orders rest, are told at once, change and go'({ open, ada, assert }) {
        for (const name of ['binance', 'binanceus']) {
            await restAndGo(await open(ada, name), assert);
        }
    },

    async 'market orders trade, and everything tells of it'({ open, ada, bob, assert }) {
        const [buyer, seller] = [await open(ada), await open(bob, 'binanceus')];
        const before = await buyer.fetchBalance();
        await seller.createOrder(SYMBOL, 'limit', 'sell', 1, 200);
        const bought = await buyer.createOrder(SYMBOL, 'market', 'buy', 0.25);
        assert.equal(bought.status, 'closed');
        assert.equal(bought.filled, 0.25);
        assert.equal(bought.average, 200);
        assert.equal(bought.trades.length, 1);
        const after = await buyer.fetchBalance();
        assert.equal(after.BTC.free, before.BTC.free + 0.25);
        // Fifty, and a thousandth of it.
        assert.equal(Math.round((before.USD.free - after.USD.free) * 1e4), 500_500);
        const [mine] = (await buyer.fetchMyTrades(SYMBOL)).slice(-1);
        assert.equal(mine.order, bought.id);
        assert.equal(mine.takerOrMaker, 'taker');
        assert.deepEqual([mine.fee.cost, mine.fee.currency], [0.05, 'USD']);
        const [trade] = (await buyer.fetchTrades(SYMBOL)).slice(-1);
        assert.deepEqual([trade.price, trade.amount, trade.side], [200, 0.25, 'buy']);
        const ticker = await buyer.fetchTicker(SYMBOL);
        assert.deepEqual([ticker.last, ticker.ask], [200, 200]);
        assert.equal((await buyer.fetchTickers())[SYMBOL].last, 200);
        assert.equal((await buyer.fetchBidsAsks())[SYMBOL].ask, 200);
        assert.equal((await buyer.fetchLastPrices())[SYMBOL].price, 200);
        const candles = await buyer.fetchOHLCV(SYMBOL, '1m');
        assert.equal(candles.at(-1)[4], 200);
        assert.equal((await buyer.fetchTradingFee(SYMBOL)).taker, 0.001);
        assert.equal((await buyer.fetchClosedOrders(SYMBOL)).at(-1).id, bought.id);
        await seller.cancelAllOrders(SYMBOL);
    },

    async 'stop-limit orders wait'({ open, ada, assert }) {
        const api = await open(ada);
        const terms = { triggerPrice: 150 };
        const stop = await api.createOrder(SYMBOL, 'limit', 'sell', 0.1, 149, terms);
        const shown = await api.fetchOrder(stop.id, SYMBOL);
        assert.equal(shown.triggerPrice, 150);
        assert.equal(shown.status, 'open');
        await api.cancelOrder(stop.id, SYMBOL);
    },

    async 'of two orders one cancels the other'({ open, ada, bob, assert, ccxt }) {
        const [api, other] = [await open(ada), await open(bob)];
        const both = {
            ...{ symbol: 'BTCUSD', side: 'SELL', quantity: '0.1', listClientOrderId: 'both' },
            ...{ aboveType: 'LIMIT_MAKER', abovePrice: '300' },
            ...{ belowType: 'STOP_LOSS_LIMIT', belowStopPrice: '150', belowPrice: '149' },
            belowTimeInForce: 'GTC',
        };
        const placed = await api.privatePostOrderListOco(both);
        assert.equal(placed.contingencyType, 'OCO');
        assert.equal((await api.fetchOpenOrders(SYMBOL)).length, 2);
        await other.createOrder(SYMBOL, 'limit', 'buy', 0.1, 300);
        const which = { orderListId: placed.orderListId };
        while ((await api.privateGetOrderList(which)).listOrderStatus !== 'ALL_DONE');
        const [stop] = await api.fetchCanceledOrders(SYMBOL).then((all) => all.slice(-1));
        assert.equal(stop.triggerPrice, 150);
        assert.equal((await api.fetchClosedOrders(SYMBOL)).at(-1).clientOrderId, 'both');
        const again = await api.privatePostOrderListOco({ ...both, listClientOrderId: 'again' });
        const { orderListId } = again;
        const ended = await api.privateDeleteOrderList({ symbol: 'BTCUSD', orderListId });
        assert.equal(ended.listOrderStatus, 'ALL_DONE');
        assert.equal((await api.fetchOpenOrders(SYMBOL)).length, 0);
        const wrong = { ...both, abovePrice: '100' };
        await assert.rejects(() => api.privatePostOrderListOco(wrong), ccxt.ExchangeError);
    },

    async 'errors are those that ccxt knows'({ open, ada, assert, ccxt }) {
        const api = await open(ada);
        const refuses = (work, error) => assert.rejects(work, (thrown) => {
            assert.equal(thrown.constructor.name, error.name, thrown.message);
            return true;
        });
        const order = (...terms) => api.createOrder(SYMBOL, 'limit', ...terms);
        await refuses(() => order('sell', 9, 900_000, { newClientOrderId: 'x y' }), ccxt.BadRequest);
        for (let i = 0; i < 100; i++) {
            await order('sell', 10, 900_000).catch(() => {});
        }
        await refuses(() => order('sell', 10, 900_000), ccxt.InsufficientFunds);
        await api.cancelAllOrders(SYMBOL);
        const raw = { symbol: 'BTCUSD', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' };
        await refuses(() => api.privatePostOrder({ ...raw, quantity: '1', price: '1.001' }), ccxt.InvalidOrder);
        await refuses(() => api.fetchOrder('999999', SYMBOL), ccxt.OrderNotFound);
        await refuses(() => api.cancelOrder('999999', SYMBOL), ccxt.OrderNotFound);
        await refuses(() => api.publicGetDepth({ symbol: 'NONE' }), ccxt.BadSymbol);
        const stranger = await open({ ...ada, secret: 'another' });
        await refuses(() => stranger.fetchBalance(), ccxt.AuthenticationError);
        const nobody = await open({ apiKey: 'rk_0123456789abcdef0123', secret: 'x' });
        await refuses(() => nobody.fetchBalance(), ccxt.AuthenticationError);
        const late = await open(ada, 'binance', { options: { timeDifference: 120_000 } });
        await refuses(() => late.fetchBalance(), ccxt.InvalidNonce);
    },
};

/** What uses up what one may ask for: after all others. */
export const last = {
    async 'too many orders are told as such'({ open, bob, assert, ccxt }) {
        const api = await open(bob);
        await api.loadMarkets();
        // A thousand at once, and a hundred a second.
        const all = Array.from({ length: 1_500 }, () => api.cancelOrderWs('999999', SYMBOL));
        const refused = (await Promise.allSettled(all)).map((each) => each.reason);
        assert.ok(refused.some((why) => why instanceof ccxt.RateLimitExceeded), `${refused[0]}`);
    },

    async 'too many requests are told as such'({ open, assert, ccxt }) {
        const api = await open({});
        // Twenty each of six thousand a minute, of which a new one may begin meanwhile.
        const used = async () => {
            for (let i = 0; i < 650; i++) await api.publicGetExchangeInfo();
        };
        // Which is what ccxt calls status 429, whatever the answer says.
        await assert.rejects(used, ccxt.DDoSProtection);
    },
};
