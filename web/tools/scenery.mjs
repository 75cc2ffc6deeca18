// What the pictures show: markets of contracts, a fund, options, things for sale, a class.
import { enliven } from '../e2e/venue.mjs';

/** All of it. `picture`: a PNG in base64, of a thing for sale. */
export async function scenery(on) {
    await outcomes(on);
    await products(on);
    await cohort(on);
}

/** Markets of contracts: one traded in, one settled, one paused. */
async function outcomes({ venue, maker, taker, me }) {
    const market = (symbol, title, group, more = {}) =>
        venue.ask('POST', '/api/v1/outcome-markets', {
            symbol,
            title,
            group,
            type: 'WEATHER',
            quote: 'USD',
            priceMinimum: '-20',
            priceMaximum: '50',
            tick: '0.01',
            lot: '1',
            quantityMaximum: '10000',
            positionMaximum: '100000',
            ...more,
        });
    await market('OSLO-APR1', 'Highest temperature in Oslo on 1 April, °C', 'APRIL');
    await market('RAIN-APR', 'Rainy days in Oslo in April', 'APRIL', { priceMinimum: '0', priceMaximum: '30' });
    await market('PORT-STRIKE', 'Port strike ends in week', 'FORECASTS', { type: 'NEWS', priceMinimum: '0' });
    await market('FROST-MAR', 'Nights below zero in March', 'MARCH', { priceMinimum: '0', priceMaximum: '31' });
    await enliven(venue, maker, taker, 'OSLO-APR1', 1_240, 20, 9);
    await enliven(venue, maker, taker, 'RAIN-APR', 1_150, 8, 4);
    await enliven(venue, maker, taker, 'FROST-MAR', 1_800, 4, 2);
    await venue.order(me, 'buy', '12.80', 40, { market: 'OSLO-APR1' });
    await venue.order(me, 'sell', '11.00', 25, { market: 'RAIN-APR' });
    await venue.order(me, 'buy', '18.40', 12, { market: 'FROST-MAR' });
    await venue.ask('POST', '/api/v1/admin/outcome-markets/FROST-MAR/settlement', { price: '19', reason: 'counted' });
    const paused = { status: 'semi-paused', reason: 'the forecast is being read' };
    await venue.ask('PATCH', '/api/v1/admin/markets/RAIN-APR', paused);
}

/** A fund, options on a market, things for sale. */
async function products({ venue, maker, taker, me, picture: drawn }) {
    const post = (path, body, token) => venue.ask('POST', path, body, token);
    const limits = { tick: '0.01', lot: '1', quantityMaximum: '10000', positionMaximum: '10000' };
    await post('/api/v1/funds', {
        symbol: 'SPRING',
        title: 'Weather of the spring',
        group: 'APRIL',
        constituents: [
            { market: 'OSLO-APR1', multiplier: 1 },
            { market: 'PORT-STRIKE', multiplier: 2 },
        ],
        redemptionFee: '3',
        ...limits,
    });
    await enliven(venue, maker, taker, 'PORT-STRIKE', 2_150, 3, 8);
    await enliven(venue, maker, taker, 'SPRING', 5_470, 3, 6);
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
    for (const [strike, ...bids] of [
        ['8', '4.90', '0.35'],
        ['10', '3.10', '0.60'],
        ['12', '1.70', '1.20'],
        ['14', '0.80', '2.30'],
    ]) {
        for (const [index, optionType] of ['call', 'put'].entries()) {
            const symbol = `OSLO-${optionType[0].toUpperCase()}${strike}`;
            const title = `${optionType} at ${strike}`;
            const terms = { symbol, title, underlying: 'OSLO-APR1', optionType, strike, expiresAt: inAMonth, ...limits };
            await post('/api/v1/options', terms);
            await venue.order(maker, 'buy', bids[index], 30, { market: symbol });
            const ask = (Number(bids[index]) + 0.15).toFixed(2);
            await venue.order(maker, 'sell', ask, 25, { market: symbol });
            if (strike === '10') await venue.order(me, 'buy', ask, 4, { market: symbol });
        }
    }
    const { picture } = await post('/api/v1/pictures', { content: drawn }, me.token);
    const item = (name, more, token) => post('/api/v1/items', { name, asset: 'USD', ...more }, token);
    await item('Bicycle, blue', { description: 'Seven gears, a new chain, rides well', picture, buyNowPrice: '75' }, me.token);
    await item('A lamp', { description: 'Bring it home today' }, taker.token);
    let lamp;
    // Another's listing is seen a moment after it was answered.
    while (!lamp) {
        const { items } = await venue.ask('GET', '/api/v1/items', undefined, me.token);
        lamp = items.find(({ name }) => name === 'A lamp');
    }
    await item('A box of old chess problems', { buyNowPrice: '12.50' }, taker.token);
    await post(`/api/v1/admin/items/${lamp.id}/settlement`, {
        owner: me.id,
        contributions: [{ account: me.id, amount: '20' }],
    });
}

/** A cohort with three members, who trade in a market of theirs and do differently well. */
async function cohort({ venue }) {
    const sudo = async (method, path, body) => {
        const headers = { Authorization: `Bearer ${venue.token}`, 'X-Sudo': 'true', 'Content-Type': 'application/json' };
        const response = await fetch(venue.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
        return response.json();
    };
    const { id: owner } = await venue.ask('GET', '/api/v1/account');
    const { id } = await sudo('POST', '/api/v1/admin/universes', { name: 'Markets 101, spring', owner });
    const begins = { asset: 'USD', startingBalance: '10000', marketCreators: 'members' };
    await sudo('POST', `/api/v1/universes/${id}/cohort`, begins);
    const tokens = new Map();
    for (const name of ['Ada Lovelace', 'Grace Hopper', 'Emmy Noether']) {
        const { id: user } = await sudo('POST', '/api/v1/admin/accounts', { name });
        await sudo('POST', `/api/v1/universes/${id}/accounts`, { user, name });
        const made = await sudo('POST', `/api/v1/admin/accounts/${user}/tokens`, { label: 'pictures' });
        tokens.set(name, made.token);
    }
    const { members } = await sudo('GET', `/api/v1/universes/${id}/members`);
    const as = (name) => {
        const { account } = members.find((each) => each.name === name);
        return (path, body) => venue.ask('POST', `${path}?account=${account}`, body, tokens.get(name));
    };
    const [ada, grace, emmy] = [...tokens.keys()].map(as);
    const limits = { tick: '0.01', lot: '1', quantityMaximum: '1000', positionMaximum: '1000' };
    const range = { quote: 'USD', priceMinimum: '0', priceMaximum: '100' };
    await ada('/api/v1/outcome-markets', { symbol: 'PENDULUM', title: 'Swings in a minute', ...range, ...limits });
    const trade = async (seller, buyer, price, quantity) => {
        const order = { market: 'PENDULUM', price, quantity };
        await seller('/api/v1/orders', { ...order, side: 'sell' });
        await buyer('/api/v1/orders', { ...order, side: 'buy' });
    };
    await trade(ada, grace, '31', '60');
    await trade(emmy, grace, '34', '25');
    await trade(grace, emmy, '38.5', '10');
    await emmy('/api/v1/orders', { market: 'PENDULUM', side: 'buy', price: '37', quantity: '20' });
    await sudo('POST', `/api/v1/universes/${id}/messages`, { text: 'The second round begins at ten' });
}
