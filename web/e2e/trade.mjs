// Trading by the ladder, the keyboard and the chart; what a fill changes; layouts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serious } from './axe.mjs';
import { live, signIn } from './browser.mjs';
import { fillTicket, ladder, openOrders, order, placed, until } from './desk.mjs';
import { open, stage } from './stage.mjs';
import { enliven } from './venue.mjs';

test('a click in the ladder fills the ticket, and sends where the user wants that', async () => {
    const price = await ladder().getByRole('row').nth(-2).getAttribute('data-price');
    await ladder().getByRole('button', { name: `Buy at ${price}` }).click();
    assert.equal(await stage.page.getByLabel('Price', { exact: true }).inputValue(), price);
    assert.deepEqual(await openOrders(), []);

    await stage.page.getByLabel('Quantity', { exact: true }).fill('7');
    await stage.page.getByLabel('Click sends').check();
    await ladder().getByRole('button', { name: `Buy at ${price}` }).click();
    const chip = ladder().getByRole('button', { name: `Cancel your bid of 7 at ${price}` });
    await chip.waitFor();
    assert.equal((await openOrders()).length, 1);
    await stage.page.getByLabel('Click sends').uncheck();
    await chip.click();
    await chip.waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);
});

test('an amount of money in the ticket is not what a click in the ladder sends', async () => {
    const { page } = stage;
    const ticket = page.getByRole('region', { name: 'Order', exact: true });
    const quantity = ticket.getByLabel('Quantity', { exact: true });
    await quantity.fill('');
    await ticket.getByRole('button', { name: 'Market', exact: true }).click();
    await ticket.getByLabel('By what to spend').check();
    await ticket.getByLabel('Spend', { exact: true }).fill('500');
    await page.getByLabel('Click sends').check();
    const price = await ladder().getByRole('row').nth(-2).getAttribute('data-price');
    await ladder().getByRole('button', { name: `Buy at ${price}` }).click();
    await ticket.getByLabel('Price', { exact: true }).and(page.locator(':focus')).waitFor();
    assert.equal(await quantity.inputValue(), '');
    assert.deepEqual(await openOrders(), []);
    await page.getByLabel('Click sends').uncheck();
    await ticket.getByRole('button', { name: 'Market', exact: true }).click();
    assert.equal(await ticket.getByLabel('Spend', { exact: true }).inputValue(), '500');
    await ticket.getByLabel('By what to spend').uncheck();
    await ticket.getByRole('button', { name: 'Limit', exact: true }).click();
});

test('the ladder stays put under the pointer while the market moves away', async () => {
    const row = ladder().getByRole('row').nth(8);
    await row.hover();
    const before = await row.getAttribute('data-price');
    const last = await stage.page.getByTestId('last').textContent();
    await stage.venue.order(stage.taker, 'sell', '90.00', 20_000, { timeInForce: 'ioc' });
    await stage.page.getByTestId('last').filter({ hasNotText: last.trim() }).waitFor();
    assert.equal(await row.getAttribute('data-price'), before);
    await stage.page.mouse.move(5, 5);
    await enliven(stage.venue, stage.maker, stage.taker, 'COPPER-USD', 10_127, 6, 11);
});

test('the ladder goes by larger steps, is centred, and cancels bids, asks or all', async () => {
    const { page, venue, me, taker } = stage;
    const step = ladder().getByLabel('Ticks in a row');
    const betweenTens = ladder().locator('[data-price]:not([data-price$="0"])').first();
    await betweenTens.waitFor();
    await step.selectOption('10');
    await betweenTens.waitFor({ state: 'detached' });
    await step.selectOption('1');
    await betweenTens.waitFor();

    // It stays until one asks for the middle, while the market goes up a little.
    const row = ladder().getByRole('row').nth(8);
    await ladder().getByRole('button', { name: /^Centre/ }).click();
    const before = await row.getAttribute('data-price');
    // Under the token of who traded last, so that its last order is in it.
    const { asks } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book', undefined, taker.token);
    const taken = asks.slice(0, 6).reduce((sum, each) => sum + Number(each.quantity), 0);
    await venue.order(taker, 'buy', asks[5].price, taken, { timeInForce: 'ioc' });
    await ladder().getByRole('button', { name: `Sell at ${Number(asks[5].price).toFixed(2)}, where` }).waitFor({ state: 'detached' });
    assert.equal(await row.getAttribute('data-price'), before);
    await until(async () => {
        await ladder().getByRole('button', { name: /^Centre/ }).click();
        return (await row.getAttribute('data-price')) !== before;
    });
    await enliven(venue, stage.maker, taker, 'COPPER-USD', 10_127, 6, 13);

    const bid = await venue.order(me, 'buy', '70.00', 2);
    const ask = await venue.order(me, 'sell', '150.00', 2);
    await order(ask.orderId).waitFor();
    await ladder().getByRole('button', { name: /^Cancel bids/ }).click();
    await order(bid.orderId).waitFor({ state: 'detached' });
    assert.deepEqual((await openOrders()).map((each) => each.orderId), [ask.orderId]);
    await ladder().getByRole('button', { name: /^Cancel asks/ }).click();
    await order(ask.orderId).waitFor({ state: 'detached' });
    await venue.order(me, 'buy', '70.00', 2);
    await venue.order(me, 'sell', '150.00', 2);
    await page.locator('tr[data-order]').nth(1).waitFor();
    await ladder().getByRole('button', { name: /^Cancel all/ }).click();
    await page.getByText('No open orders').waitFor();
    assert.deepEqual(await openOrders(), []);
});

test('everything goes by keyboard: place, cancel, find', async () => {
    await stage.page.locator('body').press('c');
    await stage.page.locator('h1').first().click();
    await stage.page.keyboard.press('1');
    await stage.page.keyboard.press('b');
    const price = stage.page.getByLabel('Price', { exact: true });
    await assert.doesNotReject(price.and(stage.page.locator(':focus')).waitFor());
    const at = await price.inputValue();
    await stage.page.keyboard.press('Shift+ArrowDown');
    await stage.page.keyboard.press('Shift+ArrowDown');
    await stage.page.keyboard.press('Shift+ArrowDown');
    await stage.page.keyboard.press('ArrowDown');
    assert.equal(Math.round((Number(at) - Number(await price.inputValue())) * 100), 31);
    await stage.page.keyboard.press('Enter');
    const id = await placed();
    await order(id).waitFor();
    // Out of the field first; the next one cancels.
    await stage.page.keyboard.press('Escape');
    assert.equal((await openOrders()).length, 1);
    await stage.page.keyboard.press('q');
    await order(id).waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);

    // Another key for it, kept on this device, and everybody's again.
    await stage.page.keyboard.press('?');
    await stage.page.getByRole('button', { name: /^Key to: Sell at the touch/ }).click();
    await stage.page.keyboard.press('x');
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('x');
    assert.equal(await stage.page.getByRole('radio', { name: /Sell/ }).isChecked(), true);
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('?');
    await stage.page.getByRole('button', { name: 'As they are for all' }).click();
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('b');
    assert.equal(await stage.page.getByRole('radio', { name: /Buy/ }).isChecked(), true);
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('Control+k');
    await stage.page.getByRole('dialog').getByRole('combobox').fill('nick');
    await stage.page.keyboard.press('Enter');
    await stage.page.waitForURL('**/trade/NICKEL-USD');
    // By the mouse too, from the bar, and back.
    await stage.page.getByRole('button', { name: /^Find a market/ }).click();
    const finder = stage.page.getByRole('dialog', { name: 'Find' });
    await finder.getByRole('combobox').fill('copper');
    await finder.getByRole('option', { name: /^COPPER-USD/ }).click();
    await finder.waitFor({ state: 'hidden' });
    await stage.page.getByRole('heading', { name: 'COPPER-USD' }).waitFor();
});

test('a fill appears in ladder, tape, chart, blotter and balances', async () => {
    const { bids } = await stage.venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    // Best of its side, so that whoever sells next meets it first.
    const price = (Number(bids[0].price) + 0.01).toFixed(2);
    await fillTicket(price, '11');
    await stage.page.getByRole('button', { name: `Buy 11 at ${price}` }).click();
    const id = await placed();
    await ladder().getByRole('button', { name: /^Cancel your bid of 11/ }).waitFor();
    // Alone at its price.
    await ladder().getByText('1st').waitFor();
    await stage.venue.order(stage.taker, 'sell', price, 11, { timeInForce: 'ioc' });
    await order(id).waitFor({ state: 'detached' });
    await stage.page
        .getByRole('region', { name: 'Trades' })
        .getByRole('row')
        .filter({ hasText: 'you' })
        .first()
        .waitFor();
    const { trades } = await stage.venue.ask('GET', '/api/v1/trades?market=COPPER-USD', undefined, stage.taker.token);
    const newest = Math.max(...trades.map((each) => Number(each.tradeId)));
    await stage.page.locator(`[data-newest-fill="${newest}"]`).waitFor();
    await stage.page.getByRole('tab', { name: /^Fills/ }).click();
    const fill = stage.page.getByRole('row').filter({ hasText: 'Maker' }).first();
    await fill.getByText(price).waitFor();
    await stage.page.getByTestId('position').getByText('511').waitFor();
    await stage.page.getByRole('tab', { name: /^Open orders/ }).click();
    assert.equal(await ladder().getByRole('button', { name: /^Cancel your/ }).count(), 0);
});

test('the chart goes by other intervals and layers, and gives way to the depth', async () => {
    const { page } = stage;
    const chart = page.getByRole('region', { name: 'Chart' });
    const choose = (name) => chart.getByRole('button', { name, exact: true }).click();
    await chart.locator('[data-own-fills="0"]').waitFor({ state: 'detached' });
    await choose('Own fills');
    await chart.locator('[data-own-fills="0"]').waitFor();
    await choose('Own fills');
    await chart.locator('[data-own-fills="0"]').waitFor({ state: 'detached' });
    const asked = page.waitForResponse((response) => response.url().includes('/candles?interval=1h'));
    await choose('1h');
    const { candles } = await (await asked).json();
    assert.equal(candles.length > 0, true);
    await choose('1m');
    await choose('Depth');
    await chart.getByText(/ bid$/).waitFor();
    await chart.getByText(/ asked ▼$/).waitFor();
    await choose('Depth');
    await chart.getByText(/ asked ▼$/).waitFor({ state: 'detached' });
});

test('an order is dragged to another price on the chart, and a layout is kept', async () => {
    const { page, venue, me } = stage;
    const { bids } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const price = (Number(bids[0].price) - 0.03).toFixed(2);
    const { orderId } = await venue.order(me, 'buy', price, 5);
    const grip = page.locator(`[data-grip="${orderId}"]`);
    await grip.hover();
    const { x, y } = await grip.boundingBox();
    await page.mouse.down();
    await page.mouse.move(x + 8, y + 50, { steps: 4 });
    await page.mouse.up();
    await order(orderId).getByText(price, { exact: true }).waitFor({ state: 'detached' });
    const [now] = await openOrders();
    assert.equal(Number(now.price) < Number(price), true);
    await page.getByRole('button', { name: `Cancel order ${orderId}` }).click();
    await order(orderId).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Layout' }).click();
    await page.getByRole('checkbox', { name: 'Ladder' }).uncheck();
    await ladder().waitFor({ state: 'hidden' });
    await page.getByLabel('Name of this layout').fill('Chart only');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('button', { name: 'Standard' }).click();
    await ladder().waitFor();
    await page.getByRole('button', { name: 'Chart only', exact: true }).click();
    await ladder().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Standard' }).click();
    await ladder().waitFor();
    const width = async () => Math.round((await ladder().boundingBox()).width);
    const height = async () => (await page.getByRole('tablist', { name: 'Your orders and balances' }).boundingBox()).y;
    const [wide, high] = [await width(), await height()];
    await page.getByLabel('Width of the ladder').fill('420');
    await until(async () => (await width()) > wide);
    await page.getByLabel('Height of orders').fill('50');
    await until(async () => (await height()) < high);
    await page.getByRole('button', { name: 'Standard' }).click();
    await until(async () => (await width()) === wide && (await height()) === high);
    await page.getByRole('button', { name: 'Forget the layout Chart only' }).click();
    await page.getByRole('button', { name: 'Chart only', exact: true }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
});

test('the list of markets is searched, and stars lead it', async () => {
    const { page } = stage;
    const list = page.getByRole('region', { name: 'Markets' });
    await list.getByLabel('Search markets').fill('zin');
    await list.getByRole('link', { name: 'NICKEL-USD' }).waitFor({ state: 'detached' });
    await list.getByRole('button', { name: 'Star ZINC-USD' }).click();
    await list.getByRole('heading', { name: 'Starred' }).waitFor();
    await list.getByLabel('Search markets').fill('lead');
    await list.getByText('No market has “lead” in its name.').waitFor();
    await list.getByLabel('Search markets').fill('');
    assert.match(await list.getByRole('listitem').first().textContent(), /ZINC-USD/);
    await list.getByRole('button', { name: 'Star ZINC-USD' }).click();
    await list.getByRole('heading', { name: 'Starred' }).waitFor({ state: 'detached' });
});

test('looks and keys are chosen: Trading floor, colours of the sides, no single keys, one key off', async () => {
    const { page } = stage;
    const html = page.locator('html');
    const dialog = page.getByRole('dialog', { name: 'Look and keys' });
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Look and keys' }).click();
    await dialog.getByLabel('Trading floor').check();
    await page.locator('html[data-theme=floor]').waitFor();
    const ground = () => html.evaluate((element) => getComputedStyle(element).getPropertyValue('--ground').trim());
    assert.match(await ground(), /^#0{3,6}$/);
    await dialog.getByLabel('As the system').check();
    await page.locator('html:not([data-theme=floor])').waitFor();
    const buys = () => html.evaluate((element) => getComputedStyle(element).getPropertyValue('--buy').trim());
    const azure = await buys();
    await dialog.getByLabel('Buy green, sell red').check();
    await until(async () => (await buys()) !== azure);
    await dialog.getByLabel(/^As the theme has them/).check();
    await until(async () => (await buys()) === azure);
    await dialog.getByLabel(/^Single keys/).uncheck();
    await page.keyboard.press('Escape');
    const sells = page.getByRole('radio', { name: /Sell/ });
    await page.getByRole('radio', { name: /Buy/ }).click();
    await page.locator('h1').first().click();
    await page.keyboard.press('s');
    assert.equal(await sells.isChecked(), false);
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Look and keys' }).click();
    await dialog.getByLabel(/^Single keys/).check();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /keys$/ }).last().click();
    await page.getByRole('button', { name: /^Turn off: Sell at the touch/ }).click();
    await page.keyboard.press('Escape');
    await page.locator('h1').first().click();
    await page.keyboard.press('s');
    assert.equal(await sells.isChecked(), false);
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'As they are for all' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.getByRole('radio', { name: /Sell/, checked: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: /Buy/ }).click();
});

test('what is loaded when it is wanted can be used by all, and says what to do where it cannot be had', async () => {
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, stage.venue.url, stage.me.token);
    const keys = page.getByRole('dialog', { name: 'Keys' });
    const scripts = '**/_app/immutable/**';
    await page.route(scripts, (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: /keys$/ }).last().click();
    await keys.getByRole('alert').filter({ hasText: 'It could not be loaded: load the page again.' }).waitFor();
    await page.unroute(scripts);
    await page.reload();
    await live(page);

    await page.getByRole('button', { name: /keys$/ }).last().click();
    await keys.getByRole('button', { name: /^Turn off: Sell at the touch/ }).waitFor();
    assert.deepEqual(await serious(page), [], 'keys');
    await page.keyboard.press('Escape');
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Look and keys' }).click();
    await page.getByLabel('Trading floor').waitFor();
    assert.deepEqual(await serious(page), [], 'look and keys');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Layout' }).click();
    await page.getByLabel('Name of this layout').waitFor();
    assert.deepEqual(await serious(page), [], 'layout');
    await page.context().close();
});

test('the rows of the ladder are as far apart as the market needs, not as another one needed', async () => {
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, stage.venue.url, stage.me.token);
    const apart = page.getByLabel('Ticks in a row');
    await apart.selectOption('100');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nickel');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'NICKEL-USD' }).waitFor();
    await until(async () => (await apart.inputValue()) === '1');
    await page.context().close();
});

test('how one sends, and what became of it, is seen on a low screen and on a phone', async () => {
    const { venue, me } = stage;
    const { bids } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const price = (Number(bids[0].price) - 0.2).toFixed(2);
    for (const viewport of [
        { width: 1366, height: 660 },
        { width: 390, height: 640 },
    ]) {
        const page = await open(viewport);
        await signIn(page, venue.url, me.token);
        if (viewport.width < 768) await page.getByRole('button', { name: 'Trade', exact: true }).click();
        await fillTicket(price, '1', page);
        const send = page.getByRole('button', { name: /^Buy 1 at / });
        await send.waitFor();
        // To the top of what scrolls, where the button would be below the edge.
        await page.getByRole('radio', { name: /Sell/ }).scrollIntoViewIfNeeded();
        const box = await send.boundingBox();
        assert.ok(box.y + box.height <= viewport.height, `${viewport.width}: ${JSON.stringify(box)}`);
        await page.getByLabel('Quantity', { exact: true }).press('Enter');
        const done = page.getByTestId('done');
        await done.waitFor();
        const told = await done.boundingBox();
        assert.ok(told.y + told.height <= viewport.height, `${viewport.width}: ${JSON.stringify(told)}`);
        await page.context().close();
    }
    await venue.ask('DELETE', '/api/v1/orders', undefined, me.token);
});
