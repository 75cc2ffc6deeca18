// The real ccxt against a venue of its own: what its classes `binance` and `binanceus` call must work
// as their users expect. `node check.mjs`; `./rialto test ccxt` installs ccxt first.
import assert from 'node:assert/strict';
import ccxt from 'ccxt';
import { Venue } from '../../web/e2e/venue.mjs';
import { last, rest } from './rest.mjs';
import { streams } from './streams.mjs';

/** A person with money, and a key of its own. */
async function person(venue, name) {
    const { code } = await venue.ask('POST', '/api/v1/admin/join-codes', { label: name });
    const password = `${name} likes markets 1`;
    const joined = await venue.ask('POST', '/api/v1/people', { name, code, password });
    for (const [asset, amount] of [
        ['USD', '1000000'],
        ['BTC', '1000'],
    ]) {
        const deposit = { account: joined.account, asset, amount };
        await venue.ask('POST', '/api/v1/admin/deposits', deposit);
    }
    const terms = { scopes: ['read', 'trade'] };
    const key = await venue.ask('POST', '/api/v1/me/keys', terms, joined.accessToken);
    return { apiKey: key.id, secret: key.secret };
}

/** An exchange of ccxt's that speaks with the venue. */
export async function exchange(venue, keys, name = 'binance', more = {}) {
    const ws = venue.url.replace('http', 'ws');
    const api = { ws: { spot: `${ws}/ws`, 'ws-api': { spot: `${ws}/ws-api/v3` } } };
    for (const part of ['public', 'private', 'v1']) {
        api[part] = `${venue.url}/api/v3`;
    }
    for (const part of ['sapi', 'sapiV2', 'sapiV3', 'sapiV4']) {
        api[part] = `${venue.url}/sapi/v${part.slice(5) || 1}`;
    }
    const Class = name in ccxt.pro && more.pro !== false ? ccxt.pro[name] : ccxt[name];
    const options = {
        fetchMarkets: { types: ['spot'] },
        fetchMargins: false,
        fetchCurrencies: false,
        ...more.options,
    };
    const made = new Class({ ...keys, urls: { api }, enableRateLimit: false, options });
    // For plain ws:// its JavaScript needs this once.
    await made.loadHttpProxyAgent();
    return made;
}

const venue = await Venue.start();
const tests = { ...rest, ...streams, ...last };
const only = process.argv[2] ?? '';
let failed = 0;
let passed = 0;
try {
    for (const [symbol, scale] of [
        ['USD', 6],
        ['BTC', 8],
    ]) {
        await venue.ask('POST', '/api/v1/admin/assets', { symbol, scale });
    }
    await venue.ask('POST', '/api/v1/admin/markets', {
        ...{ symbol: 'BTC-USD', base: 'BTC', quote: 'USD', tick: '0.01', lot: '0.0001' },
        ...{ priceMaximum: '1000000', quantityMaximum: '10', takerFeePpm: 1000 },
        openOrdersAccountMax: 5000,
    });
    const ada = await person(venue, 'ada');
    const bob = await person(venue, 'bob');
    for (const [name, test] of Object.entries(tests)) {
        if (!name.includes(only)) continue;
        const opened = [];
        const open = async (keys, ...rest) => {
            opened.push(await exchange(venue, keys, ...rest));
            return opened.at(-1);
        };
        try {
            await test({ venue, ada, bob, open, assert, ccxt });
            passed += 1;
        } catch (failure) {
            failed += 1;
            console.error(`FAILED ${name}`, failure);
        } finally {
            await Promise.all(opened.map((each) => each.close?.()));
        }
    }
} finally {
    await venue.stop();
}
console.log(`ccxt ${ccxt.version}: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
