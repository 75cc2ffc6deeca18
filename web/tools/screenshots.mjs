// Pictures of every screen, dark and light, on a desk and on a phone, into web/target/screenshots:
// npm run screenshots. They are for looking at; nothing compares them.
import { mkdirSync } from 'node:fs';
import { chromiumPath, launch, live, signIn } from '../e2e/browser.mjs';
import { enliven, Venue } from '../e2e/venue.mjs';
import { scenery } from './scenery.mjs';

if (!chromiumPath) {
    console.error('web: no pictures without Chromium: apt-get install chromium-headless-shell');
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
    await scenery({ venue, maker, taker, me, picture: await bicycle() });
    const person = await join();
    await floor(me.token);
    for (const colorScheme of ['dark', 'light']) {
        await desk(colorScheme, me.token);
        await phone(colorScheme, me.token);
        await administrator(colorScheme);
        await administratorOnPhone(colorScheme);
        await personal(colorScheme, person);
    }
} finally {
    await browser.close();
    await venue.stop();
}
console.log(`web: pictures are in ${folder}`);

/** A picture of something for sale, in base64. */
async function bicycle() {
    const page = await open({ width: 400, height: 300 });
    await page.setContent('<body style="margin:0;background:#89a;color:#123;font:90px/300px serif;text-align:center">Bicycle');
    const content = await page.screenshot();
    await page.context().close();
    return content.toString('base64');
}

/** Somebody who has joined by a code: a person has sessions, keys and a second factor. */
async function join() {
    const { code } = await venue.ask('POST', '/api/v1/admin/join-codes', { label: 'pictures', uses: 1 });
    const person = { name: 'Grace', password: 'compilers and moths' };
    const joined = await venue.ask('POST', '/api/v1/people', { ...person, code });
    for (const key of [
        { label: 'at home', kind: 'hmac-sha256', scopes: ['read'], addresses: '10.0.0.0/8' },
        { label: 'market maker', kind: 'hmac-sha256', scopes: ['read', 'trade'], expiresAt: '2099-01-01T00:00:00Z' },
    ]) {
        await venue.ask('POST', '/api/v1/me/keys', key, joined.accessToken);
    }
    return person;
}

/** What a person alone has, on a desk and on a phone. */
async function personal(colorScheme, person) {
    for (const [form, width, height] of [
        ['desk', 1680, 1010],
        ['phone', 390, 844],
    ]) {
        const page = await open({ width, height }, { colorScheme, hasTouch: form === 'phone' });
        await page.goto(venue.url);
        await page.getByLabel('E-mail or name').fill(person.name);
        await page.getByRole('tabpanel').getByLabel('Password', { exact: true }).fill(person.password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await live(page);
        await page.goto(`${venue.url}/account`);
        await page.getByText('this one').waitFor();
        await page.getByText('market maker').waitFor();
        await whole(page, `account-person-${form}-${colorScheme}`);
        await page.context().close();
    }
}

/** What an administrator has: a class, and what administrators did. */
async function administrator(colorScheme) {
    const page = await open({ width: 1680, height: 1010 }, { colorScheme });
    await signIn(page, venue.url, venue.token);
    await page.goto(`${venue.url}/class`);
    await live(page);
    await page.getByText('Grace Hopper').first().waitFor();
    await page.getByRole('button', { name: 'Manage PENDULUM' }).waitFor();
    await page.getByRole('button', { name: 'Make one' }).click();
    await page.getByText('Shown once').waitFor();
    await whole(page, `class-desk-${colorScheme}`);
    await page.getByRole('button', { name: 'Show it to the room' }).click();
    await page.screenshot({ path: `${folder}class-code-desk-${colorScheme}.png` });
    await page.keyboard.press('Escape');
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

/** A picture of all of a page, what it asks for included: what scrolls in it gets the room that it needs. */
async function whole(page, name) {
    await page.waitForLoadState('networkidle');
    const size = page.viewportSize();
    let { height } = size;
    for (let hidden = await below(page); hidden > 0; hidden = await below(page)) {
        height += hidden;
        await page.setViewportSize({ ...size, height });
    }
    await page.screenshot({ path: `${folder}${name}.png` });
    await page.setViewportSize(size);
}

/** How much of a page is below what is seen, in pixels. */
function below(page) {
    return page.evaluate(() => {
        const scrolling = document.querySelector('main').parentElement;
        return scrolling.scrollHeight - scrolling.clientHeight;
    });
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
    await page.getByRole('group', { name: 'Invariants' }).waitFor();
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
    await page.getByRole('group', { name: 'Invariants' }).waitFor();
    await picture('operate');
    await page.goto(`${venue.url}/developers`);
    await live(page);
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
        ['standings', '/standings', 'Session report'],
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
