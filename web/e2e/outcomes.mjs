// A market on an outcome, from its opening to its settlement, as its owner, a trader and an
// administrator do it on screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { until } from './desk.mjs';
import { open, stage } from './stage.mjs';

test('a market on an outcome is opened, traded, paused and settled', async () => {
    const { venue, taker, me } = stage;
    const owner = await open({ width: 1440, height: 900 });
    await signIn(owner, venue.url, me.token);
    await owner.getByRole('link', { name: 'Markets', exact: true }).click();
    await owner.getByRole('button', { name: 'New market' }).click();
    await owner.getByLabel('What is it about').fill('Degrees in Oslo at noon');
    await owner.getByLabel('Symbol').fill('OSLO');
    await owner.getByLabel('At least').fill('-20');
    await owner.getByLabel('At most', { exact: true }).fill('50');
    await owner.getByLabel('Paid in').selectOption('USD');
    await owner.getByRole('button', { name: 'Open it' }).click();
    await owner.getByRole('heading', { name: 'OSLO' }).waitFor();

    await owner.getByRole('link', { name: 'Trade', exact: true }).last().click();
    await owner.getByLabel('Price', { exact: true }).fill('-2.5');
    await owner.getByLabel('Quantity', { exact: true }).fill('10');
    await owner.getByRole('radio', { name: /Sell/ }).click();
    await owner.getByRole('button', { name: 'Sell 10 at −2.50' }).click();
    await owner.getByTestId('done').waitFor();
    await venue.order(taker, 'buy', '0', 4, { market: 'OSLO' });
    await owner.getByTestId('position').getByText('−4').waitFor();
    await owner.getByRole('tab', { name: /^Positions/ }).click();
    // At a negative price it is the seller who pays.
    await owner.locator('tr[data-position=OSLO]').getByText('10.00 USD', { exact: true }).waitFor();

    const administrator = await open({ width: 1440, height: 900 });
    await signIn(administrator, venue.url, venue.token);
    await administrator.goto(`${venue.url}/markets/OSLO`);
    await administrator.getByLabel('Reason').last().fill('a look at the thermometer');
    await administrator.getByRole('button', { name: /^Paused/ }).click();
    await administrator.getByTestId('status').getByText('Paused').waitFor();
    await owner.getByText('a look at the thermometer').waitFor();
    await administrator.getByRole('button', { name: /^Open/ }).click();
    await administrator.getByTestId('status').getByText('Open').waitFor();

    // Hidden from all but named accounts it is withdrawn from who looks at it, but not under sudo.
    await administrator.getByTestId('account').click();
    await administrator.getByRole('button', { name: /^Sudo/ }).click();
    await administrator.getByText('Sudo is on').waitFor();
    await administrator.getByLabel('Only the accounts named here').check();
    await owner.getByText('“OSLO” is not there for you any more').waitFor();
    await administrator.getByLabel('Only the accounts named here').uncheck();
    await changesOfAMarket(administrator);
    await administrator.getByRole('button', { name: 'Turn it off' }).click();
    await administrator.getByText('Sudo is on').waitFor({ state: 'detached' });
    await administrator.getByRole('link', { name: 'Operate' }).click();
    await administrator.getByRole('button', { name: 'Follow' }).click();
    await administrator.getByLabel('Search events').fill('MarketStatus');
    await administrator.getByRole('button', { name: /MarketStatus/ }).first().click();
    await administrator.getByRole('group', { name: 'The event' }).getByText('by account').waitFor();
    await administrator.getByRole('button', { name: 'Hold', exact: true }).click();
    await administrator.getByRole('button', { name: 'Follow' }).waitFor();
    const services = () => venue.ask('GET', '/api/v1/admin/services');
    const { snapshot } = await services();
    await administrator.getByRole('button', { name: 'Take a snapshot now' }).click();
    await administrator.getByText(/^Stored a snapshot at event [\d,]+,/).waitFor();
    assert.equal((await services()).snapshot.logPosition > snapshot.logPosition, true);
    for (const consumer of ['auditor', 'gateway-1', 'history']) {
        await administrator.getByRole('row', { name: new RegExp(`^${consumer}.* ✓ live$`) }).waitFor();
    }
    await administrator.getByLabel('Market to stop').selectOption('ZINC-USD');
    await administrator.getByRole('button', { name: 'Stop ZINC-USD' }).click();
    await administrator.getByRole('button', { name: 'Really stop ZINC-USD' }).click();
    await administrator.getByRole('list', { name: 'Stopped now' }).getByText('ZINC-USD').waitFor();
    await assert.rejects(venue.order(taker, 'buy', '1', 1, { market: 'ZINC-USD' }), /market-killed/);
    await administrator.getByRole('button', { name: 'Let it go on' }).click();
    await administrator.getByText('Nothing is stopped').waitFor();
    // Its limits, from here as from its own page.
    await administrator.getByRole('button', { name: 'Limits of ZINC-USD' }).click();
    await administrator.getByLabel('Limit to change').selectOption('Market orders within');
    await administrator.getByLabel('Becomes').fill('20000');
    await administrator.getByRole('button', { name: 'Change it' }).click();
    await administrator.getByRole('row', { name: /^Limits of ZINC-USD .* 2% / }).waitFor();
    await administrator.locator('[data-limit=protectionPpm]').getByText('2%').waitFor();
    await stopVenueAndAccount(administrator);
    await looksAtBooks(administrator);
    await owner.goto(`${venue.url}/markets/OSLO`);
    await owner.getByLabel('Outcome').fill('-5');
    await owner.getByText(/Your −4 contracts then bring/).waitFor();
    await owner.getByRole('button', { name: 'Settle at −5.00' }).click();
    await owner.getByRole('button', { name: 'Really settle at −5.00' }).click();
    await owner.getByTestId('status').getByText('Settled').waitFor();
    // Paid 10, and −4 × −5 come in.
    await owner.getByTestId('made').getByText('+10.00 USD').waitFor();
    const { positions } = await venue.ask('GET', '/api/v1/positions', undefined, me.token);
    const { quantity, settled } = positions.find((each) => each.market === 'OSLO');
    assert.deepEqual([quantity, settled], ['-4.00', true]);

    // Put right by an administrator: the thermometer was read wrongly, then the one trade undone.
    await administrator.goto(`${venue.url}/markets/OSLO`);
    const participants = administrator.getByRole('region', { name: 'Positions of participants' });
    await participants.getByRole('row', { name: /^Ada .* −4 / }).getByText('+10.00').waitFor();
    await participants.getByRole('row', { name: /^Taker .* 4 / }).getByText('−10.00').first().waitFor();
    const correct = async (what, fields) => {
        await administrator.getByRole('button', { name: new RegExp(`^${what}`) }).first().click();
        for (const [label, value] of fields) await administrator.getByLabel(label, { exact: true }).last().fill(value);
        await administrator.getByRole('button', { name: what, exact: true }).last().click();
        await administrator.getByRole('button', { name: `Really ${what.toLowerCase()}` }).click();
        await administrator.getByText(`${what}: done.`).waitFor();
    };
    await correct('Correct the settlement', [['Pays', '-4'], ['Why', 'read again']]);
    await owner.getByTestId('made').getByText('+6.00 USD').waitFor();
    await correct('Bust a trade', [['Trade', '1'], ['Why', 'was a slip']]);
    await administrator.getByText('was a slip').first().waitFor();
    const [undone] = (await venue.ask('GET', '/api/v1/trades?market=OSLO', undefined, me.token)).trades;
    assert.equal(undone.busted, true);
    await administrator.context().close();
    await owner.context().close();
});

/** The words, limits and named accounts of a market, and a new asset. */
async function changesOfAMarket(administrator) {
    const { venue, me } = stage;
    await administrator.getByLabel('What is it about').fill('Degrees in Oslo at noon, at the castle');
    await administrator.getByLabel('Type', { exact: true }).fill('weather');
    await administrator.getByLabel('Group', { exact: true }).fill('north');
    await administrator.getByLabel('Pinned above the others').check();
    await administrator.getByRole('button', { name: 'Keep', exact: true }).click();
    await administrator.getByText('Kept.').first().waitFor();
    await administrator.getByText('Degrees in Oslo at noon, at the castle').first().waitFor();
    await administrator.getByLabel('Limit to change').selectOption('orderRate');
    await administrator.getByLabel('Becomes').fill('500');
    await administrator.getByLabel('Why this limit').fill('a storm of orders');
    await administrator.getByRole('button', { name: 'Change it' }).click();
    await administrator.getByText('Orders of an account: changed.').waitFor();
    await administrator.locator('[data-limit=orderRate]').getByText('500').waitFor();
    const visibility = administrator.getByRole('region', { name: 'Who may know of it' });
    await visibility.getByLabel('Account', { exact: true }).fill(me.id);
    await visibility.getByRole('button', { name: 'Name it' }).click();
    await visibility.getByText(`Account ${me.id} may see it.`).waitFor();
    await visibility.getByRole('button', { name: `No longer account ${me.id}` }).click();
    await visibility.getByText(`Account ${me.id} may not see it.`).waitFor();
    await visibility.getByRole('list', { name: 'Named accounts' }).waitFor({ state: 'detached' });

    // As the list of markets then has it, by its status and its type.
    await administrator.getByRole('link', { name: 'Markets', exact: true }).click();
    await administrator.getByRole('rowheader', { name: /^Pinned/ }).waitFor();
    const oslo = administrator.getByRole('link', { name: 'OSLO', exact: true });
    await administrator.getByLabel('Type', { exact: true }).selectOption('SPOT');
    await oslo.waitFor({ state: 'detached' });
    await administrator.getByLabel('Type', { exact: true }).selectOption('WEATHER');
    await oslo.waitFor();
    await administrator.getByRole('button', { name: 'Over', exact: true }).click();
    await administrator.getByText('Nothing matches.').waitFor();
    await administrator.getByRole('button', { name: 'Trading', exact: true }).click();
    await oslo.waitFor();
    await administrator.getByLabel('Search markets').fill('castle');
    await oslo.waitFor();
    await administrator.getByRole('button', { name: 'New market' }).click();
    await administrator.getByLabel('New asset').fill('tin');
    await administrator.getByLabel('Decimals').fill('3');
    await administrator.getByRole('button', { name: 'List it' }).click();
    await administrator.getByText('TIN is listed.').waitFor();
    const { assets } = await venue.ask('GET', '/api/v1/assets');
    assert.equal(assets.find((each) => each.symbol === 'TIN').scale, 3);
}

/** The whole venue, then one account, and each goes on. */
async function stopVenueAndAccount(administrator) {
    const { venue, taker } = stage;
    const stopped = administrator.getByRole('list', { name: 'Stopped now' });
    for (const [kind, words, named, prepare] of [
        ['The venue', 'the venue', 'The whole venue', async () => {}],
        ['An account', `account ${taker.id}`, `Account ${taker.id}, Taker`, () => administrator.getByLabel('Account to stop').fill(taker.id)],
    ]) {
        await administrator.getByRole('button', { name: kind }).click();
        await prepare();
        await administrator.getByRole('button', { name: `Stop ${words}`, exact: true }).click();
        await administrator.getByRole('button', { name: `Really stop ${words}` }).click();
        await stopped.getByText(named).waitFor();
        await assert.rejects(venue.order(taker, 'buy', '1', 1, { market: 'ZINC-USD' }), /killed/);
        await administrator.getByRole('button', { name: 'Let it go on' }).click();
        await administrator.getByText('Nothing is stopped').waitFor();
        const { orderId } = await venue.order(taker, 'buy', '1', 1, { market: 'ZINC-USD' });
        await venue.ask('DELETE', `/api/v1/orders/ZINC-USD/${orderId}`, undefined, taker.token);
    }
}

/** An account made anew from its postings, what administrators did, and a metric by its name. */
async function looksAtBooks(administrator) {
    const { me } = stage;
    const rebuild = administrator.getByRole('region', { name: 'Rebuild and compare' });
    await rebuild.getByLabel('Account').fill(me.id);
    await rebuild.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await rebuild.getByText(/^✓ They agree, as of event [\d,]+: [\d,]+ postings in/).waitFor();
    await rebuild.getByRole('row', { name: /^USD / }).waitFor();
    const acts = administrator.getByRole('region', { name: 'What administrators did' });
    await acts.getByRole('button', { name: 'Look again' }).click();
    await acts.getByRole('row', { name: /kill switch/ }).first().waitFor();
    const rows = acts.getByRole('row');
    await until(async () => (await rows.count()) === 51);
    await acts.getByRole('button', { name: 'Earlier ones' }).click();
    await until(async () => (await rows.count()) > 51);
    await administrator.getByLabel('Search metrics').fill('hop_venue');
    await administrator.getByText(/gateway_hop_venue_seconds/).first().waitFor();
    await administrator.getByText(/jvm_/).first().waitFor({ state: 'detached' });
    await administrator.getByLabel('Search metrics').fill('no such thing');
    await administrator.getByText('No metric has “no such thing” in its name.').waitFor();
}
