// ccxt's watch* calls and orders by WebSocket.
const SYMBOL = 'BTC/USD';
/** Changes of the book, and how often the watched one is compared meanwhile. */
const UPDATES = Number(process.env.RIALTO_CCXT_UPDATES ?? 10_000);
const COMPARED = 10;
const AT_ONCE = 32;
const PATIENCE_MILLIS = 30_000;

/** An account that may send as fast as the venue takes it. */
async function flooder(venue) {
    const { id } = await venue.ask('POST', '/api/v1/admin/accounts', { name: 'flood' });
    for (const [asset, amount] of [
        ['USD', '100000000'],
        ['BTC', '100000'],
    ]) {
        await venue.ask('POST', '/api/v1/admin/deposits', { account: id, asset, amount });
    }
    const terms = { label: 'flood', profile: 'bench' };
    return (await venue.ask('POST', `/api/v1/admin/accounts/${id}/tokens`, terms)).token;
}

/** Seeded numbers below a bound. */
function seeded(seed) {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

/** What a promise comes to, or a failure that says what did not come. */
function within(what, promise) {
    const late = new Promise((_, failed) => {
        setTimeout(() => failed(new Error(`${what} did not come`)), PATIENCE_MILLIS).unref();
    });
    return Promise.race([promise, late]);
}

/** Levels that are the same in both books. */
function same(assert, watched, rest) {
    for (const side of ['bids', 'asks']) {
        assert.deepEqual(
            Array.from(watched[side], ([price, amount]) => [price, amount]),
            Array.from(rest[side], ([price, amount]) => [price, amount]),
        );
    }
}

/** What streams tell of trades that are made again and again: a stream may begin after the first. */
async function toldOf(trade, ...news) {
    let isTold = false;
    const told = Promise.all(news).finally(() => (isTold = true));
    told.catch(() => {});
    while (!isTold) {
        await trade();
        await new Promise((done) => setTimeout(done, 100));
    }
    return told;
}

/** What a market's streams tell while two trade there. */
async function watchMarket(api, other, assert) {
    await api.loadMarkets();
    const trade = async () => {
        await other.createOrder(SYMBOL, 'limit', 'sell', 0.1, 500);
        await api.createOrder(SYMBOL, 'limit', 'buy', 0.1, 500);
    };
    const [trades, ticker, tickers, touches, candles] = await toldOf(
        trade,
        within('a trade', api.watchTrades(SYMBOL)),
        within('a ticker', api.watchTicker(SYMBOL)),
        within('tickers', api.watchTickers()),
        within('a touch', api.watchBidsAsks([SYMBOL])),
        within('a candle', api.watchOHLCV(SYMBOL, '1m')),
    );
    assert.equal(trades.at(-1).price, 500);
    assert.equal(ticker.last, 500);
    assert.equal(tickers[SYMBOL].last, 500);
    assert.ok(SYMBOL in touches);
    assert.equal(candles.at(-1)[4], 500);
}

export const streams = {
    async 'a watched book stays that of REST'({ venue, open, ada, assert }) {
        const api = await open(ada);
        await api.loadMarkets();
        const token = await flooder(venue);
        const next = seeded(7);
        let sent = 0;
        const flood = async (until) => {
            while (sent < until) {
                sent += 1;
                const side = next(2) ? 'buy' : 'sell';
                const cents = side === 'buy' ? 90_00 - next(50) : 91_00 + next(50);
                const order = { market: 'BTC-USD', side, price: `${cents / 100}`, quantity: `0.${1 + next(9)}` };
                const { orderId } = await venue.ask('POST', '/api/v1/orders', order, token);
                if (next(10) && sent < until) {
                    sent += 1;
                    await venue.ask('DELETE', `/api/v1/orders/BTC-USD/${orderId}`, null, token);
                }
            }
        };
        const seeds = [];
        await api.watchOrderBook(SYMBOL).then((book) => seeds.push(book.nonce));
        let told = 0;
        let isOver = false;
        const watching = (async () => {
            while (!isOver) {
                await api.watchOrderBook(SYMBOL);
                told += 1;
            }
        })().catch(() => {});
        let watched;
        for (let round = 1; round <= COMPARED; round++) {
            const until = (UPDATES * round) / COMPARED;
            await Promise.all(Array.from({ length: AT_ONCE }, () => flood(until)));
            const deadline = Date.now() + 60_000;
            let rest;
            do {
                // There are a hundred prices; a second's asking is to weigh less than a second may.
                await new Promise((done) => setTimeout(done, 100));
                rest = await api.fetchOrderBook(SYMBOL, 100);
                watched = JSON.parse(JSON.stringify(api.orderbooks[SYMBOL]));
            } while (watched.nonce !== rest.nonce && Date.now() < deadline);
            assert.equal(watched.nonce, rest.nonce);
            same(assert, watched, rest);
        }
        isOver = true;
        await venue.ask('DELETE', '/api/v1/orders', null, token);
        assert.ok(watched.nonce - seeds[0] >= UPDATES * 0.9, `${watched.nonce - seeds[0]} updates`);
        assert.ok(told > 5, `told ${told} times`);
        await api.close();
        await watching;
    },

    async 'trades, tickers, touches and candles are told'({ open, ada, bob, assert }) {
        for (const name of ['binance', 'binanceus']) {
            await watchMarket(await open(ada, name), await open(bob), assert);
        }
    },

    async 'balances, orders and own trades are told'({ open, ada, bob, assert }) {
        const [api, other] = [await open(ada), await open(bob)];
        await api.loadMarkets();
        const resting = await other.createOrder(SYMBOL, 'limit', 'sell', 0.5, 600);
        const trade = () => api.createOrder(SYMBOL, 'limit', 'buy', 0.001, 600);
        const [orders, [first], balance] = await toldOf(
            trade,
            within('an order', api.watchOrders(SYMBOL)),
            within('a trade', api.watchMyTrades(SYMBOL)),
            within('a balance', api.watchBalance()),
        );
        assert.equal(orders[0].price, 600);
        assert.deepEqual([first.price, first.amount, first.takerOrMaker], [600, 0.001, 'taker']);
        assert.ok(balance.BTC.free > 0);
        await other.cancelOrder(resting.id, SYMBOL);
    },

    async 'orders are placed and cancelled by WebSocket'({ open, ada, assert, ccxt }) {
        const api = await open(ada);
        await api.loadMarkets();
        const placed = await api.createOrderWs(SYMBOL, 'limit', 'buy', 0.1, 10);
        assert.equal(placed.status, 'open');
        assert.equal((await api.cancelOrderWs(placed.id, SYMBOL)).status, 'canceled');
        await assert.rejects(() => api.cancelOrderWs(placed.id, SYMBOL), ccxt.OrderNotFound);
    },
};
