// The past by the timeline; and what a kill of the venue does to a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serious } from './axe.mjs';
import { live } from './browser.mjs';
import { fillTicket, ladder, openOrders, order, placed, until } from './desk.mjs';
import { stage } from './stage.mjs';

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
        // What was open then is drawn with the frame after.
        await page.evaluate(
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
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
    // What is open now can be cancelled all the same, as the band says.
    await page.getByTestId('replay-band').getByText('cancels those of now').waitFor();
    const now = await venue.order(me, 'buy', '80.00', 3);
    await ladder().getByRole('button', { name: /^Cancel bids/ }).click();
    await until(async () => (await openOrders()).every(({ orderId }) => orderId !== now.orderId));

    // On other pages too it is the past; what one had then is not valued at the prices of now.
    await page.getByRole('link', { name: 'Portfolio' }).click();
    await page.getByTestId('equity').getByText('– USD').waitFor();
    await page.getByText('prices of then are not told').waitFor();
    await page.goBack();

    // By the timeline too: to its middle, on and held, and back to now in either way.
    const slider = page.getByLabel('Instant that is shown');
    const replayed = page.getByTestId('replayed');
    const there = await replayed.textContent();
    await slider.fill('1');
    await replayed.filter({ hasNotText: there }).waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByTestId('replay-band').waitFor({ state: 'detached' });
    await slider.fill('500');
    await page.getByTestId('replay-band').waitFor();
    await event.waitFor();
    await page.getByLabel('Speed').selectOption('1');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
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
    // By the ladder one more, which is regretted.
    const price = await ladder().getByRole('row').nth(-2).getAttribute('data-price');
    await stage.page.getByLabel('Click sends').check();
    await ladder().getByRole('button', { name: `Buy at ${price}` }).click();
    await stage.page.getByLabel('Click sends').uncheck();
    await stage.venue.kill();
    await stage.page.locator('footer [data-link=lost]').waitFor();
    await stage.page.getByTestId('unknown').getByText('Buy 4 at 99.00 in COPPER-USD').waitFor();
    await stage.page.locator('.stale').first().waitFor();
    for (const colorScheme of ['dark', 'light']) {
        await stage.page.emulateMedia({ colorScheme });
        assert.deepEqual(await serious(stage.page), [], `what is old, ${colorScheme}`);
    }
    await stage.page.emulateMedia({ colorScheme: null });
    const regretted = stage.page.getByTestId('unknown').getByRole('listitem').filter({ hasText: `Buy 4 at ${price} ` });
    await regretted.getByRole('button', { name: 'Let it be' }).click();
    await regretted.waitFor({ state: 'detached' });
    assert.equal(await stage.page.getByRole('button', { name: `Buy 4 at ${price}` }).isDisabled(), true);

    await stage.venue.up();
    await live(stage.page);
    // Young enough it is asked for by itself; if the start took long, by hand, under the same key.
    const again = stage.page.getByRole('button', { name: 'Send again, once at most' });
    if (await again.isVisible()) await again.click();
    await stage.page.getByTestId('unknown').waitFor({ state: 'detached' });
    // Neither twice, nor what was let be.
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
