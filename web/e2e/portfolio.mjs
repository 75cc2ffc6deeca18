// One's accounts and money: another account is opened, paid, acted as, and left again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { open, stage } from './stage.mjs';

test('an alt account is opened, paid, traded as, and left again', async () => {
    const { venue, me } = stage;
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, me.token);
    await page.getByRole('link', { name: 'Portfolio' }).click();
    await page.getByTestId('equity').getByText('USD').waitFor();
    await page.getByRole('tab', { name: /^Accounts/ }).click();
    await page.getByLabel('New account under the one acted as').fill('Bot');
    await page.getByRole('button', { name: 'Open it' }).click();
    const told = await page.getByText(/Bot is account \d+/).textContent();
    const bot = /account (\d+)/.exec(told)[1];

    await page.getByRole('tab', { name: 'Send and receive' }).click();
    await page.getByLabel('To account').fill(bot);
    await page.getByLabel('Asset').selectOption('USD');
    await page.getByLabel('Amount').fill('1500');
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText(`1500 USD went to account ${bot}`).waitFor();

    await page.getByTestId('account').click();
    await page.getByRole('button', { name: /^Bot/ }).click();
    await page.getByText('Acting as, by Ada').waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByTestId('available').getByText('1,500.00 USD').waitFor();
    await page.getByRole('link', { name: 'Trade', exact: true }).click();
    await page.getByLabel('Price', { exact: true }).fill('95.00');
    await page.getByLabel('Quantity', { exact: true }).fill('10');
    await page.getByRole('button', { name: 'Buy 10 at 95.00' }).click();
    await page.getByTestId('done').waitFor();
    await page.getByRole('tab', { name: 'Transfers' }).click();
    await page.getByRole('row', { name: /From account \d+ \+1,500\.00 USD/ }).waitFor();
    const orders = (account) =>
        venue.ask('GET', `/api/v1/orders${account ? `?account=${account}` : ''}`, undefined, me.token);
    assert.equal((await orders(bot)).orders.length, 1);
    assert.equal((await orders('')).orders.length, 0);

    // What the alt did in a session, on screen and as a file.
    await page.getByRole('link', { name: 'Standings' }).click();
    await page.getByLabel('Of whom').selectOption('Bot');
    await page.getByRole('button', { name: 'Show the report' }).click();
    await page.getByText('Nothing was traded in it').waitFor();
    await page.getByTestId('report-assets').getByRole('row', { name: /^USD 0\.00 .*\+1,500\.00 1,500\.00$/ }).waitFor();
    await page.getByRole('button', { name: 'With every posting' }).click();
    const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: `Save session-${bot}.csv` }).click(),
    ]);
    assert.match(readFileSync(await file.path(), 'utf8'), /1500/);
    await page.getByRole('link', { name: 'Trade', exact: true }).click();
    await page.waitForURL('**/trade/**');

    // A reload goes on as the same account; oneself has none of its orders.
    await page.reload();
    await page.getByRole('button', { name: /^Cancel order/ }).waitFor();
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: /^Ada/ }).click();
    await page.getByText('No open orders').waitFor();
    await page.context().close();
});
