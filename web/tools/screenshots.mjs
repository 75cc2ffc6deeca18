// Pictures of every screen, dark and light, on a desk and on a phone, into web/target/screenshots:
// npm run screenshots. They are for looking at; nothing compares them.
import { mkdirSync } from 'node:fs';
import { chromiumPath, launch, signIn } from '../e2e/browser.mjs';
import { enliven, Venue } from '../e2e/venue.mjs';

if (!chromiumPath) {
    console.error('web: no pictures without Chromium: apt-get install chromium');
    process.exit(process.env.CI ? 1 : 0);
}

const folder = new URL('../target/screenshots/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const venue = await Venue.start();
const browser = await launch();
let maker, taker, me;
try {
    await venue.furnish();
    maker = await venue.trader('Maker');
    taker = await venue.trader('Taker');
    me = await venue.trader('Ada', '1000000', '500');
    await enliven(venue, maker, taker, 'NICKEL-USD', 14_206, 3, 3);
    await enliven(venue, maker, taker, 'ZINC-USD', 5_731, 3, 5);
    // Over some seconds, so that there is a chart to see.
    for (let second = 0; second < 14; second++) {
        await venue.ask('DELETE', '/api/v1/orders', undefined, maker.token);
        await enliven(venue, maker, taker, 'COPPER-USD', 10_127 + Math.round(9 * Math.sin(second / 2)), 5, 7 + second);
        await new Promise((done) => setTimeout(done, 900));
    }
    const { bids, asks } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const near = (level, cents) => (Number(level.price) + cents / 100).toFixed(2);
    await venue.order(me, 'buy', asks[0].price, 40);
    await venue.order(me, 'sell', bids[0].price, 25);
    for (const [side, price, quantity] of [
        ['buy', near(bids[0], -2), 20],
        ['buy', near(bids[0], -4), 60],
        ['sell', near(asks[0], 3), 30],
    ]) {
        await venue.order(me, side, price, quantity);
    }
    await outcomes();
    await products();
    await cohort();
    await floor(me.token);
    for (const colorScheme of ['dark', 'light']) {
        await desk(colorScheme, me.token);
        await phone(colorScheme, me.token);
        await administrator(colorScheme);
        await administratorOnPhone(colorScheme);
    }
} finally {
    await browser.close();
    await venue.stop();
}
console.log(`web: pictures are in ${folder}`);

/** Markets of contracts: one traded in, one settled, one paused. */
async function outcomes() {
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
async function products() {
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
    const page = await open({ width: 400, height: 300 });
    await page.setContent('<body style="margin:0;background:#89a;color:#123;font:90px/300px serif;text-align:center">Bicycle');
    const content = (await page.screenshot()).toString('base64');
    await page.context().close();
    const { picture } = await post('/api/v1/pictures', { content }, me.token);
    const item = (name, more, token) => post('/api/v1/items', { name, asset: 'USD', ...more }, token);
    await item('Bicycle, blue', { description: 'Seven gears, a new chain, rides well', picture, buyNowPrice: '75' }, me.token);
    await item('A lamp', { description: 'Bring it home today' }, taker.token);
    const { items } = await venue.ask('GET', '/api/v1/items', undefined, me.token);
    await item('A box of old chess problems', { buyNowPrice: '12.50' }, taker.token);
    await post(`/api/v1/admin/items/${items.find(({ name }) => name === 'A lamp').id}/settlement`, {
        owner: me.id,
        contributions: [{ account: me.id, amount: '20' }],
    });
}

/** What an administrator has: a class, and what administrators did. */
async function administrator(colorScheme) {
    const page = await open({ width: 1680, height: 1010 }, { colorScheme });
    await signIn(page, venue.url, venue.token);
    await page.goto(`${venue.url}/class`);
    await page.getByRole('heading', { name: /^Members/ }).waitFor();
    await page.getByText('Grace Hopper').first().waitFor();
    await page.screenshot({ path: `${folder}class-desk-${colorScheme}.png` });
    await page.goto(`${venue.url}/standings`);
    await page.getByRole('row', { name: /Grace Hopper/ }).waitFor();
    await page.screenshot({ path: `${folder}standings-desk-${colorScheme}.png` });
    await page.getByRole('button', { name: 'Projector' }).click();
    await page.getByTestId('projector').getByRole('row', { name: /Grace Hopper/ }).waitFor();
    await page.screenshot({ path: `${folder}standings-projector-${colorScheme}.png` });
    await page.goto(`${venue.url}/operate`);
    await page.getByRole('region', { name: 'Kill switches' }).waitFor();
    await whole(page, `operate-managed-desk-${colorScheme}`);
    await page.goto(`${venue.url}/auctions`);
    await page.getByRole('article', { name: 'Bicycle' }).getByRole('button', { name: 'Settle' }).click();
    await page.screenshot({ path: `${folder}auctions-settle-desk-${colorScheme}.png` });
    await page.goto(`${venue.url}/markets/RAIN-APR`);
    await page.getByText('Who may know of it').waitFor();
    await whole(page, `market-managed-desk-${colorScheme}`);
    await page.context().close();
}

/** Waits until what a page shows is of now. */
function live(page) {
    return page.locator('footer [data-link=live]').waitFor();
}

/** A picture of all of a page: what scrolls in it gets the room that it needs. */
async function whole(page, name) {
    const size = page.viewportSize();
    const hidden = await page.evaluate(() => {
        const scrolling = document.querySelector('main').parentElement;
        return scrolling.scrollHeight - scrolling.clientHeight;
    });
    await page.setViewportSize({ ...size, height: size.height + hidden });
    await page.screenshot({ path: `${folder}${name}.png` });
    await page.setViewportSize(size);
}

/** The same on a phone. */
async function administratorOnPhone(colorScheme) {
    const page = await open({ width: 390, height: 844 }, { colorScheme, hasTouch: true });
    await signIn(page, venue.url, venue.token);
    for (const [name, path, ready] of [
        ['class', '/class', 'Grace Hopper'],
        ['standings-class', '/standings', 'Grace Hopper'],
        ['operate-managed', '/operate', 'Take a snapshot now'],
        ['market-managed', '/markets/RAIN-APR', 'Who may know of it'],
    ]) {
        await page.goto(venue.url + path);
        await live(page);
        await page.getByText(ready).first().waitFor();
        await whole(page, `${name}-phone-${colorScheme}`);
    }
    await page.context().close();
}

/** A cohort with three members. */
async function cohort() {
    const sudo = async (path, body) => {
        const headers = { Authorization: `Bearer ${venue.token}`, 'X-Sudo': 'true', 'Content-Type': 'application/json' };
        const response = await fetch(venue.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
        return response.json();
    };
    const { id: owner } = await venue.ask('GET', '/api/v1/account');
    const { id } = await sudo('/api/v1/admin/universes', { name: 'Markets 101, spring', owner });
    const begins = { asset: 'USD', startingBalance: '10000', marketCreators: 'members' };
    await sudo(`/api/v1/universes/${id}/cohort`, begins);
    for (const name of ['Ada Lovelace', 'Grace Hopper', 'Emmy Noether']) {
        const { id: user } = await sudo('/api/v1/admin/accounts', { name });
        await sudo(`/api/v1/universes/${id}/accounts`, { user, name });
    }
}

/** The theme that is black and bright. */
async function floor(token) {
    const page = await open({ width: 1680, height: 1010 }, { colorScheme: 'dark' }, { theme: 'floor' });
    await signIn(page, venue.url, token);
    await page.locator('canvas').first().waitFor();
    await page.screenshot({ path: `${folder}trade-desk-floor.png` });
    await page.getByRole('button', { name: 'Depth' }).click();
    await page.screenshot({ path: `${folder}trade-depth-desk-floor.png` });
    await page.context().close();
}

async function open(viewport, more, preferences = {}) {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...more });
    context.setDefaultTimeout(60_000);
    // Seconds are what a venue of a minute has.
    await context.addInitScript(
        (chosen) => localStorage.setItem('rialto.preferences', JSON.stringify(chosen)),
        { interval: 1, ...preferences },
    );
    return context.newPage();
}

async function desk(colorScheme, token) {
    const page = await open({ width: 1680, height: 1010 }, { colorScheme });
    const picture = (name) => page.screenshot({ path: `${folder}${name}-desk-${colorScheme}.png` });
    await page.goto(venue.url);
    await page.getByRole('tab', { name: 'Join' }).waitFor();
    await picture('sign-in');
    await signIn(page, venue.url, token);
    await page.mouse.move(5, 5);
    await page.locator('h1').first().click();
    await page.keyboard.press('b');
    await page.getByLabel('Quantity', { exact: true }).fill('300');
    await page.getByRole('group', { name: 'What this order would do now' }).getByText(' at ').first().waitFor();
    await page.locator('canvas').first().waitFor();
    await picture('trade');
    await page.locator('h1').first().click();
    for (const key of ['[', '[']) {
        await page.keyboard.press(key);
        await page.getByRole('region', { name: 'Replay' }).getByText(/^Event/).waitFor();
    }
    await picture('trade-replay');
    await page.getByRole('tab', { name: /^Balances/ }).click();
    await picture('trade-replay-balances');
    await page.getByRole('tab', { name: /^Open orders/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Layout' }).click();
    await picture('trade-layout');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /^Fills/ }).click();
    await page.getByLabel('Quantity', { exact: true }).fill('90000');
    await page.getByTestId('preview-denial').waitFor();
    await picture('trade-fills-denied');
    await page.locator('h1').first().click();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await picture('keys');
    await page.keyboard.press('Escape');
    await page.goto(`${venue.url}/trade/OSLO-APR1`);
    await page.locator('canvas').first().waitFor();
    await page.getByRole('tab', { name: /^Positions/ }).click();
    await picture('trade-outcome');
    await more(page, picture);
    await page.goto(`${venue.url}/operate`);
    await page.getByText('Looked at').waitFor();
    await page.getByRole('heading', { name: 'Hand back' }).waitFor();
    await picture('operate');
    await page.goto(`${venue.url}/developers#placeOrder`);
    await live(page);
    await page.getByRole('main').getByRole('heading', { name: 'Administration' }).last().waitFor();
    await picture('developers');
    await page.getByRole('button', { name: 'Retries' }).click();
    await page.getByRole('button', { name: 'Python', exact: true }).click();
    await page.getByRole('article', { name: 'Retries' }).waitFor();
    await page.locator('h1').first().scrollIntoViewIfNeeded();
    await picture('developers-protocol');
    await page.context().close();
}

async function phone(colorScheme, token) {
    const page = await open({ width: 390, height: 844 }, { colorScheme, hasTouch: true });
    const picture = (name) => page.screenshot({ path: `${folder}${name}-phone-${colorScheme}.png` });
    await page.goto(venue.url);
    await page.getByRole('tab', { name: 'Join' }).waitFor();
    await picture('sign-in');
    await signIn(page, venue.url, token);
    await page.locator('canvas').first().waitFor();
    for (const part of ['Markets', 'Chart', 'Book', 'Trade', 'Orders']) {
        await page.getByRole('navigation', { name: 'Parts' }).getByRole('button', { name: part }).click();
        await picture(`trade-${part.toLowerCase()}`);
    }
    await more(page, picture);
    await page.goto(`${venue.url}/operate`);
    await page.getByText('Looked at').waitFor();
    await picture('operate');
    await page.goto(`${venue.url}/developers`);
    await page.getByRole('main').getByRole('heading', { name: 'Administration' }).last().waitFor();
    await picture('developers');
    await page.context().close();
}

/** The places that look alike on a desk and on a phone. */
async function more(page, picture) {
    for (const [name, path, ready] of [
        ['markets', '/markets', 'PORT-STRIKE'],
        ['market', '/markets/RAIN-APR', 'the forecast is being read'],
        ['fund', '/markets/SPRING', 'a share'],
        ['option', '/markets/OSLO-C10', 'holder'],
        ['options', '/markets/OSLO-APR1/options', 'Calls, strike, puts'],
        ['auctions', '/auctions', 'Bicycle, blue'],
        ['standings', '/standings', /No class|Worth in/],
        ['portfolio', '/portfolio', 'OSLO-APR1'],
        ['accounts', '/portfolio#accounts', 'New account'],
        ['money', '/portfolio#money', 'Claim a code'],
        ['account', '/account', 'Shown as'],
        ['about', '/about', 'Made with'],
    ]) {
        await page.goto(venue.url + path);
        await live(page);
        await page.getByText(ready).first().waitFor();
        await picture(name);
    }
}
