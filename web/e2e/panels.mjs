// Parts of the trading page by themselves: the list of orders, the chart without its past, a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { openOrders } from './desk.mjs';
import { open, stage } from './stage.mjs';

test('the orders that are ticked are cancelled together, and no others', async () => {
    const { venue, me } = stage;
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, me.token);
    const orders = [];
    for (const price of ['81.00', '82.00', '83.00']) orders.push(await venue.order(me, 'buy', price, 2));
    const [first, kept, last] = orders.map(({ orderId }) => orderId);
    for (const id of [first, last]) await page.getByLabel(`Tick order ${id}`).check();
    await page.getByRole('button', { name: 'Cancel 2 ticked' }).waitFor();
    await page.keyboard.press('Delete');
    for (const id of [first, last]) await page.locator(`tr[data-order="${id}"]`).waitFor({ state: 'detached' });
    assert.deepEqual((await openOrders()).map(({ orderId }) => orderId), [kept]);
    await page.getByLabel('Tick all orders').check();
    await page.getByRole('button', { name: 'Cancel 1 ticked' }).click();
    await page.getByText('No open orders').waitFor();

    // What is free is said above, and the most that it buys is what the engine takes.
    const { balances } = await venue.ask('GET', '/api/v1/balances', undefined, me.token);
    const cash = balances.find(({ asset }) => asset === 'USD').cash;
    const [whole, cents] = cash.split('.');
    await page.getByTestId('worth').getByText(`${Number(whole).toLocaleString('en')}.${cents.slice(0, 2)}`, { exact: true }).first().waitFor();
    await page.getByTestId('clock').getByText(/^\d\d:\d\d:\d\d$/).waitFor();
    const quantity = page.getByLabel('Quantity', { exact: true });
    await page.getByRole('group', { name: 'Size of a click' }).getByRole('button', { name: '10', exact: true }).click();
    assert.equal(await quantity.inputValue(), '10');
    await page.getByLabel('Price', { exact: true }).fill('90.00');
    await page.getByRole('button', { name: 'Max', exact: true }).click();
    const most = Number(await quantity.inputValue());
    const preview = page.getByRole('group', { name: 'What this order would do now' });
    await preview.getByText(`${most.toLocaleString('en')} at 90.00`).waitFor();
    await quantity.fill(`${most + 2}`);
    await page.getByTestId('preview-denial').waitFor();
    await page.context().close();
});

test('a chart says that it loads, that its past could not be had, and has it when asked again', async () => {
    const { venue, me } = stage;
    const page = await open({ width: 1440, height: 900 });
    const waiting = [];
    const isAsked = new Promise((asked) => {
        void page.route(/\/markets\/\d+\/candles\?/, (route) => {
            waiting.push(route);
            asked();
        });
    });
    await signIn(page, venue.url, me.token, 'CARBON-USD');
    const chart = page.getByRole('region', { name: 'Chart' });
    await isAsked;
    await chart.getByText('Loading the chart').waitFor();
    await Promise.all(waiting.map((route) => route.abort('connectionrefused')));
    await chart.getByRole('alert').getByText('The venue cannot be reached').waitFor();
    await page.unroute(/\/markets\/\d+\/candles\?/);
    await chart.getByRole('button', { name: 'Try again' }).click();
    await chart.getByText('Candles appear with the first trade').waitFor();
    await venue.order(stage.maker, 'sell', '50', 3, { market: 'CARBON-USD' });
    await venue.order(stage.taker, 'buy', '50', 3, { market: 'CARBON-USD' });
    // In numbers without a pointer over it.
    await chart.getByTestId('candle').getByText('O 50.00 H 50.00 L 50.00 C 50.00 V 3').waitFor();
    await page.context().close();
});

test('on a phone rows and one’s orders are as large as a finger, and nothing of an order is out of reach', async () => {
    const { venue, me } = stage;
    const page = await open({ width: 390, height: 844 }, { hasTouch: true, isMobile: true });
    await signIn(page, venue.url, me.token);
    await page.getByTestId('last').getByText('.').waitFor();
    const { bids } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const { orderId } = await venue.order(me, 'buy', bids[0].price, 3);
    const part = (name) => page.getByRole('navigation', { name: 'Parts' }).getByRole('button', { name }).tap();
    const least = async (locator, height) => {
        const box = await locator.boundingBox();
        assert.ok(box.height >= height, `${box.height} of ${height}`);
        assert.ok(box.x >= 0 && box.x + box.width <= 390.5, `within the screen: ${JSON.stringify(box)}`);
    };
    await part('Book');
    const chip = page.getByRole('button', { name: /^Cancel your bid of 3/ });
    await chip.waitFor();
    await least(chip, 44);
    await least(page.getByRole('region', { name: 'Ladder' }).getByRole('row').nth(2), 44);
    await part('Orders');
    await least(page.getByText(/filled 0 of 3 ·.*holds .* USD/), 20);
    await least(page.getByRole('button', { name: `Amend order ${orderId}` }), 44);
    await least(page.getByRole('button', { name: `Cancel order ${orderId}` }), 44);
    await page.getByRole('button', { name: `Cancel order ${orderId}` }).tap();
    await page.getByText('No open orders').waitFor();
    await page.context().close();
});
