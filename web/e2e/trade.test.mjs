// The screens in Debian's Chromium against a real venue. Needs the program (./rialto builds it).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromiumPath, launch, signIn } from './browser.mjs';
import { enliven, Venue } from './venue.mjs';

const PATIENCE = 40_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (!chromiumPath) {
    const why = 'no Chromium: apt-get install chromium, or name one in CHROMIUM';
    if (process.env.CI) throw new Error(why);
    console.error(`web: end-to-end tests left out: ${why}`);
    process.exit(0);
}

let venue, browser, maker, taker, me, page;
const complaints = [];

before(async () => {
    [venue, browser] = await Promise.all([Venue.start(), launch()]);
    await venue.furnish();
    [maker, taker, me] = [
        await venue.trader('Maker'),
        await venue.trader('Taker'),
        await venue.trader('Ada', '100000', '500'),
    ];
    await enliven(venue, maker, taker, 'COPPER-USD', 10_127, 12);
    page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, me.token);
    await page.getByRole('region', { name: 'Ladder' }).getByRole('row').nth(5).waitFor();
});

after(async () => {
    await browser?.close();
    await venue?.stop();
});

async function open(viewport, more = {}) {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...more });
    context.setDefaultTimeout(PATIENCE);
    const made = await context.newPage();
    made.on('pageerror', (error) => complaints.push(error.message));
    made.on('console', (message) => {
        // A policy that is broken is said here and nowhere else.
        if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(message.text())) {
            complaints.push(message.text());
        }
    });
    return made;
}

const openOrders = () =>
    venue.ask('GET', '/api/v1/orders', undefined, me.token).then(({ orders }) => orders);
const order = (id) => page.locator(`tr[data-order="${id}"]`);
const ladder = () => page.getByRole('region', { name: 'Ladder' });

async function fillTicket(price, quantity) {
    await page.getByLabel('Price', { exact: true }).fill(price);
    await page.getByLabel('Quantity', { exact: true }).fill(quantity);
}

async function placed() {
    const told = page.getByTestId('done');
    await told.waitFor();
    return /Order (\d+)/.exec(await told.textContent())[1];
}

test('a wrong token is told so, and asked for again', async () => {
    const other = await open({ width: 800, height: 600 });
    await other.goto(venue.url);
    await other.getByLabel('Access token').fill('rialto_wrong');
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('alert').waitFor();
    assert.equal(await other.getByLabel('Access token').isVisible(), true);
    await other.context().close();
});

test('an order by the ticket is previewed, placed, amended and cancelled', async () => {
    await fillTicket('99.50', '20');
    const preview = page.getByRole('group', { name: 'What this order would do now' });
    await preview.getByText('20 at 99.50').waitFor();
    await preview.getByText('500, up to 520').waitFor();
    await page.getByRole('button', { name: 'Buy 20 at 99.50' }).click();
    const id = await placed();
    await order(id).waitFor();
    assert.deepEqual(
        (await openOrders()).map((each) => [each.orderId, +each.price, +each.quantity]),
        [[id, 99.5, 20]],
    );

    await page.getByRole('button', { name: `Amend order ${id}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Price').fill('99.60');
    await dialog.getByLabel('Total quantity').fill('15');
    await dialog.getByRole('button', { name: 'Amend', exact: true }).click();
    await order(id).getByText('99.60').waitFor();
    assert.equal(+(await openOrders())[0].quantity, 15);

    await page.getByRole('button', { name: `Cancel order ${id}` }).click();
    await order(id).waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);
});

test('an order that cannot be paid for explains itself with the numbers', async () => {
    await fillTicket('99.50', '9000');
    await page.getByTestId('preview-denial').getByText(/needed .* available/i).waitFor();
    await page.getByRole('button', { name: /^Buy 9,000/ }).click();
    await page.getByTestId('denial').getByText(/needed .* available/i).waitFor();
    assert.deepEqual(await openOrders(), []);
});

test('a click in the ladder fills the ticket, and sends where the user wants that', async () => {
    const price = await ladder().getByRole('row').nth(-2).getAttribute('data-price');
    await ladder().getByRole('button', { name: `Buy at ${price}` }).click();
    assert.equal(await page.getByLabel('Price', { exact: true }).inputValue(), price);
    assert.deepEqual(await openOrders(), []);

    await page.getByLabel('Quantity', { exact: true }).fill('7');
    await page.getByLabel('Click sends').check();
    await ladder().getByRole('button', { name: `Buy at ${price}` }).click();
    const chip = ladder().getByRole('button', { name: `Cancel your bid of 7 at ${price}` });
    await chip.waitFor();
    assert.equal((await openOrders()).length, 1);
    await page.getByLabel('Click sends').uncheck();
    await chip.click();
    await chip.waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);
});

test('the ladder stays put under the pointer while the market moves away', async () => {
    const row = ladder().getByRole('row').nth(8);
    await row.hover();
    const before = await row.getAttribute('data-price');
    const last = await page.getByTestId('last').textContent();
    await venue.order(taker, 'sell', '90.00', 20_000, { timeInForce: 'ioc' });
    await page.getByTestId('last').filter({ hasNotText: last.trim() }).waitFor();
    assert.equal(await row.getAttribute('data-price'), before);
    await page.mouse.move(5, 5);
    await enliven(venue, maker, taker, 'COPPER-USD', 10_127, 6, 11);
});

test('everything goes by keyboard: place, cancel, find', async () => {
    await page.locator('body').press('c');
    await page.locator('h1').first().click();
    await page.keyboard.press('1');
    await page.keyboard.press('b');
    const price = page.getByLabel('Price', { exact: true });
    await assert.doesNotReject(price.and(page.locator(':focus')).waitFor());
    const at = await price.inputValue();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(Math.round((Number(at) - Number(await price.inputValue())) * 100), 31);
    await page.keyboard.press('Enter');
    const id = await placed();
    await order(id).waitFor();
    // Out of the field first; the next one cancels.
    await page.keyboard.press('Escape');
    assert.equal((await openOrders()).length, 1);
    await page.keyboard.press('q');
    await order(id).waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('nick');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/trade/NICKEL-USD');
    await page.goBack();
    await page.getByRole('heading', { name: 'COPPER-USD' }).waitFor();
});

test('a fill appears in ladder, tape, blotter and balances', async () => {
    const { bids } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    // Best of its side, so that whoever sells next meets it first.
    const price = (Number(bids[0].price) + 0.01).toFixed(2);
    await fillTicket(price, '11');
    await page.getByRole('button', { name: `Buy 11 at ${price}` }).click();
    const id = await placed();
    await ladder().getByRole('button', { name: /^Cancel your bid of 11/ }).waitFor();
    await venue.order(taker, 'sell', price, 11, { timeInForce: 'ioc' });
    await order(id).waitFor({ state: 'detached' });
    await page
        .getByRole('region', { name: 'Trades' })
        .getByRole('row')
        .filter({ hasText: 'you' })
        .first()
        .waitFor();
    await page.getByRole('tab', { name: /^Fills/ }).click();
    const fill = page.getByRole('row').filter({ hasText: 'Maker' }).first();
    await fill.getByText(price).waitFor();
    await page.getByTestId('position').getByText('511').waitFor();
    await page.getByRole('tab', { name: /^Open orders/ }).click();
    assert.equal(await ladder().getByRole('button', { name: /^Cancel your/ }).count(), 0);
});

test('the venue is killed while trading and started again: the page recovers and tells the truth', async () => {
    await fillTicket('99.00', '3');
    await page.getByRole('button', { name: 'Buy 3 at 99.00' }).click();
    const kept = await placed();
    await order(kept).waitFor();
    await page.evaluate(() => (window.isTheSamePage = true));

    // Sent into a venue that does not answer any more: stopped first, so that it is on its way.
    venue.process.kill('SIGSTOP');
    await page.getByLabel('Quantity', { exact: true }).fill('4');
    await page.getByRole('button', { name: 'Buy 4 at 99.00' }).click();
    await venue.kill();
    await page.locator('footer [data-link=lost]').waitFor();
    await page.getByTestId('unknown').getByText('Buy 4 COPPER at 99.00').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Buy 4 at 99.00' }).isDisabled(), true);

    await venue.up();
    await page.locator('footer [data-link=live]').waitFor();
    // Young enough it is asked for by itself; if the start took long, by hand, under the same key.
    const again = page.getByRole('button', { name: 'Send again, once at most' });
    if (await again.isVisible()) await again.click();
    await page.getByTestId('unknown').waitFor({ state: 'detached' });
    const open = await openOrders();
    assert.deepEqual(open.map((each) => +each.quantity).sort(), [3, 4]);
    for (const each of open) await order(each.orderId).waitFor();
    assert.equal(await page.locator('tr[data-order]').count(), 2);
    assert.equal(await page.evaluate(() => window.isTheSamePage), true);

    await page.locator('h1').first().click();
    await page.keyboard.press('Shift+Escape');
    await page.getByText('You have stopped trading').waitFor();
    await order(kept).waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);
    await page.getByRole('button', { name: 'Trade again' }).click();
});

test('axe finds nothing serious on any screen, dark and light, wide and narrow', async () => {
    // What a screen shows once it has what it needs.
    const screens = [
        ['', (on) => on.getByLabel('Access token')],
        ['/trade/COPPER-USD', (on) => on.getByTestId('last').getByText('.')],
        ['/operate', (on) => on.getByText('Looked at')],
        ['/developers', (on) => on.getByRole('heading', { name: 'Administration' })],
        ['/about', (on) => on.getByRole('heading', { name: 'Made with' })],
    ];
    const found = [];
    for (const [width, colorScheme, list] of [
        [1440, 'dark', screens],
        [1440, 'light', screens],
        [390, 'light', screens.slice(0, 2)],
    ]) {
        const other = await open({ width, height: 844 }, { colorScheme, bypassCSP: true });
        for (const [path, ready] of list) {
            if (path.startsWith('/trade')) await signIn(other, venue.url, me.token);
            else await other.goto(venue.url + path);
            await ready(other).first().waitFor();
            await other.evaluate(axe);
            const { violations } = await other.evaluate(() => window.axe.run());
            for (const { id, impact, nodes } of violations) {
                if (!['serious', 'critical'].includes(impact)) continue;
                found.push(`${path} ${width} ${colorScheme}: ${id} ${nodes[0].html}`);
            }
        }
        await other.context().close();
    }
    assert.deepEqual(found, []);
});

test('no page broke the policy or threw', () => {
    assert.deepEqual(complaints, []);
});
