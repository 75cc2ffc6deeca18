// Trading: the ticket, the ladder, the keyboard; and what a kill of the venue does to a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serious } from './axe.mjs';
import { open, stage } from './stage.mjs';
import { enliven } from './venue.mjs';

const openOrders = () =>
    stage.venue.ask('GET', '/api/v1/orders', undefined, stage.me.token).then(({ orders }) => orders);
const order = (id) => stage.page.locator(`tr[data-order="${id}"]`);
const ladder = () => stage.page.getByRole('region', { name: 'Ladder' });

async function fillTicket(price, quantity) {
    await stage.page.getByLabel('Price', { exact: true }).fill(price);
    await stage.page.getByLabel('Quantity', { exact: true }).fill(quantity);
}

async function placed() {
    const told = stage.page.getByTestId('done');
    await told.waitFor();
    return /Order (\d+)/.exec(await told.textContent())[1];
}

test('a wrong token is told so, and asked for again', async () => {
    const other = await open({ width: 800, height: 600 });
    await other.goto(stage.venue.url);
    await other.getByRole('tab', { name: 'Access token' }).click();
    await other.locator('#token').fill('rialto_wrong');
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('alert').waitFor();
    await other.getByRole('tab', { name: 'Access token' }).click();
    assert.equal(await other.locator('#token').isVisible(), true);
    await other.context().close();
});

test('an order by the ticket is previewed, placed, amended and cancelled', async () => {
    await fillTicket('99.50', '20');
    const preview = stage.page.getByRole('group', { name: 'What this order would do now' });
    await preview.getByText('20 at 99.50').waitFor();
    await preview.getByText('500, up to 520').waitFor();
    await stage.page.getByRole('button', { name: 'Buy 20 at 99.50' }).click();
    const id = await placed();
    await order(id).waitFor();
    assert.deepEqual(
        (await openOrders()).map((each) => [each.orderId, +each.price, +each.quantity]),
        [[id, 99.5, 20]],
    );

    await stage.page.getByRole('button', { name: `Amend order ${id}` }).click();
    const dialog = stage.page.getByRole('dialog');
    await dialog.getByLabel('Price').fill('99.60');
    await dialog.getByLabel('Total quantity').fill('15');
    await dialog.getByRole('button', { name: 'Amend', exact: true }).click();
    await order(id).getByText('99.60').waitFor();
    assert.equal(+(await openOrders())[0].quantity, 15);

    await stage.page.getByRole('button', { name: `Cancel order ${id}` }).click();
    await order(id).waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);
});

test('an order that cannot be paid for explains itself with the numbers', async () => {
    await fillTicket('99.50', '9000');
    await stage.page.getByTestId('preview-denial').getByText(/needed .* available/i).waitFor();
    await stage.page.getByRole('button', { name: /^Buy 9,000/ }).click();
    await stage.page.getByTestId('denial').getByText(/needed .* available/i).waitFor();
    assert.deepEqual(await openOrders(), []);
});

test('a stop waits for its price, outside the ladder, and is cancelled', async () => {
    const { page } = stage;
    await page.getByLabel('Orders that wait for a price').selectOption('stop-limit');
    await page.getByLabel('Once at').fill('90.00');
    await page.getByRole('radio', { name: /Sell/ }).click();
    await fillTicket('89.50', '5');
    await page.getByRole('button', { name: 'Sell 5 at 89.50, once 90.00 trades' }).click();
    const id = await placed();
    await order(id).getByText('once 90.00, 89.50').waitFor();
    await order(id).getByText('Stop limit').waitFor();
    assert.equal((await openOrders())[0].state, 'waiting');
    assert.equal(await ladder().getByRole('button', { name: /^Cancel your/ }).count(), 0);
    await page.getByRole('button', { name: `Cancel order ${id}` }).click();
    await order(id).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: /Buy/ }).click();
    await page.getByRole('button', { name: 'Limit', exact: true }).click();
});

test('the ticket has each way of resting, and two orders cancel each other', async () => {
    const { page, venue, me } = stage;
    const { asks } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const send = async (words) => {
        const before = (await openOrders()).length;
        await page.getByRole('button', { name: words }).click();
        await page.getByTestId('done').waitFor();
        assert.equal((await openOrders()).length, before + 1);
    };
    const way = page.getByLabel('And then');
    await way.selectOption('Shows a part at a time');
    await fillTicket('90.00', '20');
    await page.getByLabel('Shows', { exact: true }).fill('5');
    await send('Buy 20 at 90.00, showing 5');
    await way.selectOption('Follows the best bid');
    await fillTicket(asks[0].price, '4');
    await page.getByLabel('Away by').fill('-0.02');
    await send(`Buy 4 at ${Number(asks[0].price).toFixed(2)}, following the bid`);
    await way.selectOption('Slides rather than take');
    await fillTicket(asks[0].price, '3');
    await send(`Buy 3 at ${Number(asks[0].price).toFixed(2)}, sliding`);
    await page.getByRole('radio', { name: /Sell/ }).click();
    await way.selectOption('Only reduces what you have');
    await fillTicket('140.00', '2');
    await send('Sell 2 at 140.00, only to reduce');
    const [shown] = (await openOrders()).filter((each) => +each.quantity === 20);
    assert.equal(+shown.displayQuantity, 5);
    const [pegged] = (await openOrders()).filter((each) => +each.quantity === 4);
    assert.deepEqual([pegged.peg, +pegged.pegOffset], ['bid', -0.02]);
    await way.selectOption('Rests as it is');
    await page.getByRole('radio', { name: /Buy/ }).click();

    const rests = await venue.order(me, 'sell', '150.00', 6);
    const waits = await venue.order(me, 'sell', '80.00', 6, { condition: 'stop', triggerPrice: '85.00' });
    const choice = page.getByLabel(`Let order ${waits.orderId} and another`);
    await choice.selectOption({ label: 'Sell 6 at 150.00' });
    await page.getByRole('tab', { name: /^Activity/ }).click();
    await page.getByRole('row', { name: /^.*Link orders/ }).getByText(/done/i).first().waitFor();
    await page.getByRole('tab', { name: /^Open orders/ }).click();
    await page.getByRole('button', { name: `Cancel order ${waits.orderId}` }).click();
    await order(rests.orderId).waitFor({ state: 'detached' });
    await venue.ask('DELETE', '/api/v1/orders', undefined, me.token);
    await page.getByText('No open orders').waitFor();
});

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
    await stage.page.goBack();
    await stage.page.getByRole('heading', { name: 'COPPER-USD' }).waitFor();
});

test('a fill appears in ladder, tape, blotter and balances', async () => {
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
    await stage.page.getByRole('tab', { name: /^Fills/ }).click();
    const fill = stage.page.getByRole('row').filter({ hasText: 'Maker' }).first();
    await fill.getByText(price).waitFor();
    await stage.page.getByTestId('position').getByText('511').waitFor();
    await stage.page.getByRole('tab', { name: /^Open orders/ }).click();
    assert.equal(await ladder().getByRole('button', { name: /^Cancel your/ }).count(), 0);
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
    await page.keyboard.press('Escape');
});

test('the whole screen goes back to a past event, orders and money too, and plays to now again', async () => {
    const { page, venue, me, taker } = stage;
    const { bids } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const price = (Number(bids[0].price) + 0.01).toFixed(2);
    await venue.order(taker, 'buy', price, 77);
    const then = ladder().getByRole('button', { name: `Buy at ${price}, where 77 are bid` });
    await then.waitFor();
    const mine = await venue.order(me, 'buy', '80.00', 9);
    await venue.ask('DELETE', `/api/v1/orders/COPPER-USD/${mine.orderId}`, undefined, me.token);
    await venue.ask('DELETE', '/api/v1/orders', undefined, taker.token);
    await then.waitFor({ state: 'detached' });
    await page.getByText('No open orders').waitFor();

    await page.locator('h1').first().click();
    const event = page.getByRole('region', { name: 'Replay' }).getByText(/^Event [\d,]+$/);
    const back = async () => {
        const before = await event.textContent();
        await page.keyboard.press('[');
        await event.filter({ hasNotText: before }).waitFor();
    };
    await page.keyboard.press('[');
    await page.getByTestId('replayed').waitFor();
    await event.waitFor();
    await page.getByTestId('replay-band').waitFor();
    await page.getByText('No orders were open then').waitFor();
    for (let steps = 0; !(await order(mine.orderId).isVisible()); steps++) {
        assert.ok(steps < 8, 'the order that was open then is shown');
        await back();
    }
    // Of then, not to be cancelled now.
    await then.waitFor();
    assert.equal(await page.getByRole('button', { name: `Cancel order ${mine.orderId}` }).isDisabled(), true);
    await page.getByRole('tab', { name: /^Balances/ }).click();
    await page.getByRole('row', { name: /^USD .*720\.\d\d/ }).waitFor();
    await page.getByRole('tab', { name: /^Open orders/ }).click();
    await fillTicket('90.00', '1');
    assert.equal(await page.getByRole('button', { name: 'Buy 1 at 90.00' }).isDisabled(), true);

    await page.getByLabel('Speed').selectOption('100');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByTestId('replay-band').waitFor({ state: 'detached' });
    await then.waitFor({ state: 'detached' });
    await page.getByText('No open orders').waitFor();
});

test('the venue is killed while trading and started again: the page recovers and tells the truth', async () => {
    await fillTicket('99.00', '3');
    await stage.page.getByRole('button', { name: 'Buy 3 at 99.00' }).click();
    const kept = await placed();
    await order(kept).waitFor();
    await stage.page.evaluate(() => (window.isTheSamePage = true));

    // Sent into a venue that does not answer any more: stopped first, so that it is on its way.
    stage.venue.process.kill('SIGSTOP');
    await stage.page.getByLabel('Quantity', { exact: true }).fill('4');
    await stage.page.getByRole('button', { name: 'Buy 4 at 99.00' }).click();
    await stage.venue.kill();
    await stage.page.locator('footer [data-link=lost]').waitFor();
    await stage.page.getByTestId('unknown').getByText('Buy 4 at 99.00 in COPPER-USD').waitFor();
    await stage.page.locator('.stale').first().waitFor();
    for (const colorScheme of ['dark', 'light']) {
        await stage.page.emulateMedia({ colorScheme });
        assert.deepEqual(await serious(stage.page), [], `what is old, ${colorScheme}`);
    }
    await stage.page.emulateMedia({ colorScheme: null });
    assert.equal(await stage.page.getByRole('button', { name: 'Buy 4 at 99.00' }).isDisabled(), true);

    await stage.venue.up();
    await stage.page.locator('footer [data-link=live]').waitFor();
    // Young enough it is asked for by itself; if the start took long, by hand, under the same key.
    const again = stage.page.getByRole('button', { name: 'Send again, once at most' });
    if (await again.isVisible()) await again.click();
    await stage.page.getByTestId('unknown').waitFor({ state: 'detached' });
    const open = await openOrders();
    assert.deepEqual(open.map((each) => +each.quantity).sort(), [3, 4]);
    for (const each of open) await order(each.orderId).waitFor();
    assert.equal(await stage.page.locator('tr[data-order]').count(), 2);
    assert.equal(await stage.page.evaluate(() => window.isTheSamePage), true);

    await stage.page.locator('h1').first().click();
    await stage.page.keyboard.press('Shift+Escape');
    await stage.page.getByText('You have stopped trading').waitFor();
    await order(kept).waitFor({ state: 'detached' });
    assert.deepEqual(await openOrders(), []);
    await stage.page.getByRole('button', { name: 'Trade again' }).click();
});
