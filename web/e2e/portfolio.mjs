// One's accounts and money: another account is opened, paid, acted as, and left again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { until } from './desk.mjs';
import { open, stage } from './stage.mjs';

test('an alt account is opened, paid, traded as, and left again', async () => {
    const { venue, me, taker } = stage;
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

    // What it is called and who shares it.
    await page.getByRole('link', { name: 'Portfolio' }).click();
    await page.getByRole('tab', { name: /^Accounts/ }).click();
    await page.getByRole('button', { name: `Change account ${bot}` }).click();
    await page.getByLabel('Shown as').fill('Robot');
    await page.getByLabel('Colour').fill('#336699');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.locator(`tr[data-account="${bot}"]`).getByText('Robot').waitFor();
    await page.getByLabel('Share with the user of account').fill(taker.id);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByText(`Account ${taker.id} owns it as well.`).waitFor();
    const { accounts } = await venue.ask('GET', '/api/v1/accounts', undefined, taker.token);
    const shared = accounts.find((each) => each.id === bot);
    assert.deepEqual([shared.displayName, shared.colour, shared.owners.sort()], ['Robot', '336699', [me.id, taker.id].sort()]);
    await page.context().close();
});

test('what one made is told four ways: at the last price, the middle, the settlement, one’s own', async () => {
    const { venue, me, taker, maker } = stage;
    const limits = { tick: '0.01', lot: '1', quantityMaximum: '1000', positionMaximum: '1000' };
    const range = { quote: 'USD', priceMinimum: '0', priceMaximum: '100' };
    await venue.ask('POST', '/api/v1/outcome-markets', { symbol: 'MARKS', title: 'Marks', ...range, ...limits });
    const market = { market: 'MARKS' };
    await venue.order(taker, 'sell', '40', 10, market);
    await venue.order(me, 'buy', '40', 10, market);
    await venue.order(taker, 'sell', '45', 1, market);
    await venue.order(maker, 'buy', '45', 1, market);
    await venue.order(maker, 'buy', '42', 5, market);
    await venue.order(taker, 'sell', '51', 5, market);
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, me.token);
    await page.getByRole('link', { name: 'Portfolio' }).click();
    const row = page.getByRole('row', { name: /^MARKS / });
    const by = page.getByLabel('Valued at');
    /** What the venue says of it, marked so: the price, and what was made. */
    const told = async (how) => {
        let profit;
        // The history comes a moment after the trades.
        await until(async () => {
            const { markets } = await venue.ask('GET', `/api/v1/profit?market=MARKS&${how}`, undefined, me.token);
            [profit] = markets;
            return profit?.unrealised !== undefined;
        });
        return [Number(profit.mark), Number(profit.realised) + Number(profit.unrealised)];
    };
    const shown = async (price, made) => {
        const [mark, sum] = [price.toFixed(2), made.toFixed(2)];
        await row.getByText(`+${sum} USD`).waitFor();
        if (await row.getByLabel('Your price of MARKS').count()) return;
        await row.getByText(mark, { exact: true }).waitFor();
    };
    await shown(...(await told('mark=last')));
    await by.selectOption('Middle of the book');
    await shown(...(await told('mark=mid')));
    await by.selectOption('My own price');
    await row.getByLabel('Your price of MARKS').fill('60.5');
    await shown(...(await told('price=60.5')));
    // Settled it is not: until then there is no such price.
    await by.selectOption('Settlement only');
    await row.getByText('–').first().waitFor();
    await page.getByText(/^without .*MARKS/).waitFor();
    await venue.ask('POST', '/api/v1/admin/outcome-markets/MARKS/settlement', { price: '47' });
    await row.getByText('47.00 settled').waitFor();
    await row.getByText('+70.00 USD').waitFor();
    assert.deepEqual(await told('mark=last'), [47, 70]);

    // Over other spans.
    for (const [span, interval] of [
        ['100 minutes', '1m'],
        ['100 days', '1d'],
    ]) {
        const asked = page.waitForResponse((response) => response.url().includes(`/equity?interval=${interval}`));
        await page.getByRole('region', { name: 'Worth over time' }).getByRole('combobox').selectOption(span);
        assert.equal((await asked).ok(), true);
    }
    await page.context().close();
});

test('an administrator gives and issues a code, which another claims; all postings are paged and rebuilt', async () => {
    const { venue, me } = stage;
    const usd = async () => {
        const { balances } = await venue.ask('GET', '/api/v1/balances', undefined, me.token);
        return Number(balances.find((each) => each.asset === 'USD').cash);
    };
    const before = await usd();
    const administrator = await open({ width: 1280, height: 900 });
    await signIn(administrator, venue.url, venue.token);
    await administrator.goto(`${venue.url}/portfolio#money`);
    const { id } = await venue.ask('GET', '/api/v1/account');
    for (const [title, account, amount, verb] of [
        ['Gift', me.id, '12.5', 'Give it'],
        ['Credit', id, '100', 'Credit it'],
    ]) {
        const form = administrator.getByRole('region', { name: title });
        await form.getByLabel('To account').fill(account);
        await form.getByLabel('Asset').selectOption('USD');
        await form.getByLabel('Amount').fill(amount);
        await form.getByRole('button', { name: verb }).click();
        await form.getByText(`${amount} USD went to account ${account}`).waitFor();
    }
    const issue = administrator.getByRole('region', { name: 'Issue a code' });
    await issue.getByLabel('Asset').selectOption('USD');
    await issue.getByLabel('Amount').fill('7.25');
    await issue.getByLabel('Note').fill('for the best question');
    await issue.getByRole('button', { name: 'Issue it' }).click();
    const code = await issue.getByRole('status', { name: 'The code, shown once' }).textContent();
    await administrator.context().close();

    const page = await open({ width: 1280, height: 900 });
    await signIn(page, venue.url, me.token);
    await page.goto(`${venue.url}/portfolio#money`);
    const claim = page.getByRole('region', { name: 'Claim a code' });
    await claim.getByLabel('Code').fill(code);
    await claim.getByRole('button', { name: 'Claim it' }).click();
    await claim.getByText('The money is in your balance').waitFor();
    assert.equal(await usd(), before + 19.75);
    await claim.getByLabel('Code').fill('WRON-GCOD-EXXX');
    await claim.getByRole('button', { name: 'Claim it' }).click();
    await claim.getByRole('alert').waitFor();

    await page.getByRole('tab', { name: 'History' }).click();
    const rows = page.getByRole('tabpanel').getByRole('row');
    await page.getByRole('row', { name: /12\.50/ }).first().waitFor();
    for (let i = 0; i < 55; i++) await venue.order(me, 'buy', '20', 1);
    await venue.ask('DELETE', '/api/v1/orders', undefined, me.token);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('row', { name: /12\.50/ }).first().waitFor({ state: 'detached' });
    await until(async () => (await rows.count()) === 101);
    await page.getByRole('button', { name: 'Earlier ones' }).click();
    await page.getByRole('row', { name: /12\.50/ }).first().waitFor();
    await page.getByRole('button', { name: 'Rebuild and compare' }).click();
    await page.getByText(/^Made anew from [\d,]+ postings .* they agree with the live ones/).waitFor();
    await page.context().close();
});
