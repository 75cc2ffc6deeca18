// Orders by the ticket: of every kind, what they do before they are sent, and their end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { live, signIn } from './browser.mjs';
import { fillTicket, ladder, openOrders, order, placed, until } from './desk.mjs';
import { open, stage } from './stage.mjs';

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

test('a double click and a key that is held send one order', async () => {
    const { page } = stage;
    await fillTicket('99.50', '2');
    await page.getByRole('button', { name: 'Buy 2 at 99.50' }).dblclick();
    const first = await placed();
    await order(first).waitFor();
    await page.getByLabel('Quantity', { exact: true }).focus();
    // Each press after the first is one that the keyboard repeats.
    for (let press = 0; press < 4; press++) {
        await page.keyboard.down('Enter');
        await page.getByTestId('done').waitFor();
    }
    await page.keyboard.up('Enter');
    // Whatever was sent before it has been answered when this one is, and is listed when this one is.
    await page.locator('tr[data-order]').nth(1).waitFor();
    const second = (await openOrders()).find(({ orderId }) => orderId !== first).orderId;
    await page.keyboard.press('Enter');
    await page.getByTestId('done').filter({ hasNotText: `Order ${second}:` }).waitFor();
    const third = await placed();
    await order(third).waitFor();
    assert.deepEqual((await openOrders()).map(({ orderId }) => orderId).sort(), [first, second, third].sort());
    for (const id of [first, second, third]) {
        await page.getByRole('button', { name: `Cancel order ${id}`, exact: true }).click();
        await order(id).waitFor({ state: 'detached' });
    }
});

test('what stands in the ticket outlives another page, but not who wrote it', async () => {
    const page = await open({ width: 1280, height: 900 });
    await signIn(page, stage.venue.url, stage.me.token);
    const quantity = page.getByLabel('Quantity', { exact: true });
    await fillTicket('99.50', '6', page);
    await page.getByRole('link', { name: 'Portfolio' }).click();
    await page.waitForURL('**/portfolio');
    await page.goBack();
    await quantity.waitFor();
    assert.equal(await quantity.inputValue(), '6');
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('tab', { name: 'Access token' }).click();
    await page.locator('#token').fill(stage.me.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
    await quantity.waitFor();
    assert.equal(await quantity.inputValue(), '');
    await page.context().close();
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

test('a click on what one has in a row cancels that, not what waits with the same price', async () => {
    const { page, venue, me } = stage;
    const price = await ladder().getByRole('row').nth(-2).getAttribute('data-price');
    const bid = await venue.order(me, 'buy', price, 5);
    const waiting = await venue.order(me, 'buy', price, 3, { condition: 'stop', triggerPrice: '150.00' });
    await order(waiting.orderId).waitFor();
    await ladder().getByRole('button', { name: `Cancel your bid of 5 at ${price}` }).click();
    await order(bid.orderId).waitFor({ state: 'detached' });
    assert.deepEqual((await openOrders()).map(({ orderId }) => orderId), [waiting.orderId]);
    await page.getByRole('button', { name: `Cancel order ${waiting.orderId}` }).click();
    await order(waiting.orderId).waitFor({ state: 'detached' });
});

test('the ticket has each way of resting, and two orders cancel each other', async () => {
    const { page, venue, me } = stage;
    const { asks } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const send = async (words) => {
        const before = (await openOrders()).length;
        await page.getByRole('button', { name: words }).click();
        // Whoever sent it is answered before others may be told of it.
        await until(async () => (await openOrders()).length === before + 1);
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

test('an order lasts as long as the ticket says: all or nothing, the day, until a time', async () => {
    const { page } = stage;
    const lasts = page.getByLabel('Lasts');
    await lasts.selectOption('All or nothing');
    await fillTicket('60.00', '5');
    await page.getByRole('button', { name: 'Buy 5 at 60.00' }).click();
    await page.getByTestId('done').or(page.getByTestId('denial')).waitFor();
    assert.deepEqual(await openOrders(), []);
    for (const [choice, word] of [
        ['Day', 'day'],
        ['Until a time', 'gtd'],
    ]) {
        await lasts.selectOption(choice);
        if (word === 'gtd') await page.getByLabel('Until', { exact: true }).fill('2099-01-01T12:00:00');
        await fillTicket('61.00', '5');
        const midnight = new Date(new Date().setHours(24, 0, 0, 0));
        await page.getByRole('button', { name: 'Buy 5 at 61.00' }).click();
        const id = await placed();
        await order(id).waitFor();
        const [now] = await openOrders();
        assert.equal(now.timeInForce, word);
        assert.deepEqual(new Date(now.expiresAt), word === 'day' ? midnight : new Date(2099, 0, 1, 12));
        await page.getByRole('button', { name: `Cancel order ${id}` }).click();
        await order(id).waitFor({ state: 'detached' });
    }
    await lasts.selectOption('Until cancelled');
});

test('the ticket takes profit, trails, and brings exits with what it buys', async () => {
    const { page, venue, me } = stage;
    const more = page.getByLabel('Orders that wait for a price');
    await page.getByRole('radio', { name: /Sell/ }).click();
    for (const [kind, label, price, words] of [
        ['take-profit', 'Once at', '120.00', 'once 120.00 trades'],
        ['trailing', 'Behind by', '5.00', 'trailing by 5.00'],
    ]) {
        await more.selectOption(kind);
        await page.getByLabel(label).fill(price);
        await page.getByLabel('Quantity', { exact: true }).fill('5');
        await page.getByRole('button', { name: `Sell 5 at the market, ${words}` }).click();
        const id = await placed();
        await order(id).getByText(kind === 'trailing' ? 'Trailing stop' : 'Take profit').waitFor();
        assert.equal((await openOrders())[0].state, 'waiting');
        await page.getByRole('button', { name: `Cancel order ${id}` }).click();
        await order(id).waitFor({ state: 'detached' });
    }
    await page.getByRole('radio', { name: /Buy/ }).click();
    await page.getByRole('button', { name: 'Limit', exact: true }).click();

    const { asks } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const price = Number(asks[0].price).toFixed(2);
    await page.getByLabel('With a take profit and a stop').check();
    await fillTicket(price, '3');
    await page.getByLabel('Profit at').fill('150.00');
    await page.getByLabel('Stop at').fill('50.00');
    const preview = page.getByRole('group', { name: 'What this order would do now' });
    await preview.getByText('3 COPPER').first().waitFor();
    await page.getByRole('button', { name: `Buy 3 at ${price}, out at 150.00 or 50.00` }).click();
    await page.getByTestId('done').getByText('filled 3').waitFor();
    await page.locator('tr[data-order]').nth(1).waitFor();
    const exits = (await openOrders()).map((each) => [each.condition, each.side, +each.quantity, +each.triggerPrice]);
    assert.deepEqual(exits.sort(), [
        ['stop', 'sell', 3, 50],
        ['take-profit', 'sell', 3, 150],
    ]);
    // One ends the other.
    await page.getByRole('button', { name: /^Cancel order/ }).first().click();
    await page.getByText('No open orders').waitFor();
    await page.getByLabel('With a take profit and a stop').uncheck();
    const { bids } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    await venue.order(me, 'sell', bids[0].price, 3, { timeInForce: 'ioc' });
});
