// The trading screen as the tests have it under their hands.
import assert from 'node:assert/strict';
import { PATIENCE, stage } from './stage.mjs';

export const openOrders = () =>
    stage.venue.ask('GET', '/api/v1/orders', undefined, stage.me.token).then(({ orders }) => orders);
export const order = (id) => stage.page.locator(`tr[data-order="${id}"]`);
export const ladder = () => stage.page.getByRole('region', { name: 'Ladder' });

export async function fillTicket(price, quantity, page = stage.page) {
    await page.getByLabel('Price', { exact: true }).fill(price);
    await page.getByLabel('Quantity', { exact: true }).fill(quantity);
}

export async function placed() {
    const told = stage.page.getByTestId('done');
    await told.waitFor();
    return /Order (\d+)/.exec(await told.textContent())[1];
}

/** Waits for something that no locator can say. */
export async function until(isSo) {
    const end = Date.now() + PATIENCE;
    while (!(await isSo())) {
        assert.ok(Date.now() < end, `not so in time: ${isSo}`);
        await new Promise((done) => setTimeout(done, 20));
    }
}
