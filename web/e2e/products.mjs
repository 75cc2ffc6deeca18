// What is more than a market of one thing: items with pictures, funds, options.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { open, stage } from './stage.mjs';

/** A picture of two by two pixels. */
const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGOIWPbhQ5c3w4cu74hlHwAz8gdni+7PswAAAABJRU5ErkJggg==',
    'base64',
);

test('an item is put up with a picture, edited and bought; another is settled to who bid in the room', async () => {
    const { venue, me, taker, maker } = stage;
    const seller = await open({ width: 1280, height: 900 });
    await signIn(seller, venue.url, me.token);
    await seller.getByRole('link', { name: 'Auctions' }).click();
    await seller.getByText('Nothing is for sale').waitFor();
    await seller.getByRole('button', { name: 'New listing' }).click();
    await seller.getByLabel('Name').fill('Bicycle');
    await seller.locator('input[type=file]').setInputFiles({ name: 'bicycle.png', mimeType: 'image/png', buffer: PNG });
    await seller.getByText('Another picture').waitFor();
    await seller.getByLabel('Paid in').selectOption('USD');
    await seller.getByLabel('Buy now for').fill('80');
    await seller.getByRole('button', { name: 'Put it up' }).click();
    const bicycle = seller.getByRole('article', { name: 'Bicycle' });
    await bicycle.getByText('80.00 USD').waitFor();
    // It is the venue's, drawn anew, and the browser shows it.
    await bicycle.locator('img').evaluate((img) => img.decode());
    assert.equal(await bicycle.getByRole('button', { name: 'Buy now' }).count(), 0);

    const usd = async (who) => {
        const { balances } = await venue.ask('GET', '/api/v1/balances', undefined, who.token);
        return Number(balances.find((each) => each.asset === 'USD').cash);
    };
    const before = [await usd(me), await usd(taker), await usd(maker)];
    const buyer = await open({ width: 390, height: 844 });
    await signIn(buyer, venue.url, taker.token);
    await buyer.goto(`${venue.url}/auctions`);
    await buyer.getByRole('button', { name: 'Buy now' }).click();
    await buyer.getByRole('button', { name: 'Really pay 80.00 USD' }).waitFor();
    await bicycle.getByRole('button', { name: 'Edit' }).click();
    await seller.getByLabel('Buy now for').fill('75');
    await seller.getByRole('button', { name: 'Keep' }).click();
    await bicycle.getByText('75.00 USD').waitFor();
    // Whoever was sure of one price is not of another.
    await buyer.getByRole('button', { name: 'Buy now' }).click();
    await buyer.getByRole('button', { name: 'Really pay 75.00 USD' }).click();
    await buyer.getByText('Nothing here').waitFor();
    await buyer.getByRole('button', { name: 'Mine' }).click();
    await buyer.getByText('Sold to you for 75.00 USD').waitFor();
    await buyer.context().close();

    await venue.ask('POST', '/api/v1/items', { name: 'A lamp', asset: 'USD' }, me.token);
    const teacher = await open({ width: 1280, height: 900 });
    await signIn(teacher, venue.url, venue.token);
    await teacher.goto(`${venue.url}/auctions`);
    const lamp = teacher.getByRole('article', { name: 'A lamp' });
    await lamp.getByRole('button', { name: 'Settle' }).click();
    await lamp.getByLabel('Paid by account').fill(taker.id);
    await lamp.getByLabel('Its part').fill('30');
    await lamp.getByRole('button', { name: 'Another pays too' }).click();
    await lamp.getByLabel('and by account').fill(maker.id);
    await lamp.getByLabel('Its part').last().fill('12.5');
    await lamp.getByRole('button', { name: 'Sell for 42.5 USD' }).click();
    await lamp.waitFor({ state: 'detached' });
    assert.deepEqual([await usd(me), await usd(taker), await usd(maker)], [before[0] + 117.5, before[1] - 105, before[2] - 12.5]);
    await teacher.context().close();

    await venue.ask('POST', '/api/v1/items', { name: 'An umbrella', asset: 'USD' }, me.token);
    const umbrella = seller.getByRole('article', { name: 'An umbrella' });
    await umbrella.getByRole('button', { name: 'Take it off' }).click();
    await umbrella.getByRole('button', { name: 'Really take it off' }).click();
    await umbrella.waitFor({ state: 'detached' });
    // More than six are searched.
    for (const name of ['A kettle', 'A globe', 'A rug', 'A chair', 'A desk']) {
        await venue.ask('POST', '/api/v1/items', { name, asset: 'USD' }, me.token);
    }
    await seller.getByLabel('Search items').fill('kett');
    await seller.getByRole('article', { name: 'A globe' }).waitFor({ state: 'detached' });
    assert.equal(await seller.getByRole('article').count(), 1);
    await seller.getByRole('article', { name: 'A kettle' }).waitFor();
    await seller.getByLabel('Search items').fill('');
    await seller.getByRole('article', { name: 'A globe' }).waitFor();
    const { items } = await venue.ask('GET', '/api/v1/items', undefined, me.token);
    assert.equal(items.some((each) => each.name === 'An umbrella'), false);
    await seller.context().close();
});

/** A market of contracts, opened by REST. */
const market = (symbol, more = {}) =>
    stage.venue.ask('POST', '/api/v1/outcome-markets', {
        symbol,
        title: `Degrees in ${symbol}`,
        quote: 'USD',
        priceMinimum: '0',
        priceMaximum: '100',
        tick: '0.01',
        lot: '1',
        quantityMaximum: '10000',
        positionMaximum: '10000',
        ...more,
    });
const positions = async (who) => {
    const told = await stage.venue.ask('GET', '/api/v1/positions', undefined, who.token);
    return Object.fromEntries(told.positions.filter((each) => !each.settled).map((each) => [each.market, +each.quantity]));
};

test('a fund is opened, its shares are created and redeemed with what that does shown before', async () => {
    const { venue, me, taker } = stage;
    await market('NORTH');
    await market('SOUTH', { priceMinimum: '-20', priceMaximum: '50' });
    await market('WEST', { priceMaximum: '10' });
    const page = await open({ width: 1280, height: 900 });
    await signIn(page, venue.url, me.token);
    await page.goto(`${venue.url}/markets`);
    await page.getByRole('button', { name: 'New market' }).click();
    await page.getByRole('button', { name: 'Fund', exact: true }).click();
    await page.getByLabel('What is it about').fill('The weather of the year');
    await page.getByLabel('Symbol').fill('YEAR');
    await page.getByLabel('Fee for redeeming').fill('3');
    await page.getByLabel('Constituent 1').selectOption('NORTH');
    await page.getByLabel('Constituent 2').selectOption('SOUTH');
    await page.getByLabel('For a share').last().fill('2');
    await page.getByRole('button', { name: 'Another constituent' }).click();
    await page.getByLabel('Constituent 3').selectOption('WEST');
    await page.getByLabel('For a share').last().fill('-1');
    await page.getByRole('button', { name: 'Open it' }).first().click();
    await page.getByRole('heading', { name: 'YEAR' }).waitFor();
    const { funds } = await venue.ask('GET', '/api/v1/funds', undefined, me.token);
    const made = funds.find((each) => each.symbol === 'YEAR').constituents;
    assert.deepEqual(made.map((each) => [each.market, +each.multiplier]).sort(), [['NORTH', 1], ['SOUTH', 2], ['WEST', -1]]);

    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByLabel('Shares', { exact: true }).fill('10');
    await page.locator('tr[data-leg=SOUTH]').getByText('−20').first().waitFor();
    await page.getByTestId('fund-preview').filter({ hasText: /Fee 3.00 USD[^]*−2,503.00[^]*You come to owe contracts/ }).waitFor();
    await page.getByRole('button', { name: 'Create 10' }).click();
    await page.getByText('Made 10 for a fee of').waitFor();
    assert.deepEqual(await positions(me), { YEAR: 10, NORTH: -10, SOUTH: -20, WEST: 10 });
    await page.getByRole('button', { name: 'Redeem', exact: true }).click();
    await page.getByLabel('Shares', { exact: true }).fill('10');
    await page.getByRole('button', { name: 'Redeem 10' }).click();
    await page.getByText('Redeemed 10').waitFor();
    assert.deepEqual(Object.values(await positions(me)).filter((each) => each !== 0), []);
    assert.deepEqual(await positions(taker), {});

    await page.context().close();

    // What an administrator has begun on the fund is nothing to do to a market of it.
    const desk = await open({ width: 1280, height: 900 });
    await signIn(desk, venue.url, venue.token);
    await desk.goto(`${venue.url}/markets/YEAR`);
    const words = desk.getByLabel('What is it about');
    assert.equal(await words.inputValue(), 'The weather of the year');
    await desk.getByRole('button', { name: 'Void the market' }).click();
    await desk.getByLabel('Why', { exact: true }).fill('A mistake');
    await desk.getByRole('button', { name: 'Void the market', exact: true }).click();
    await desk.getByRole('button', { name: 'Really void the market' }).waitFor();
    await desk.locator('tr[data-leg=SOUTH]').getByRole('link', { name: 'SOUTH' }).click();
    await desk.getByRole('heading', { name: 'SOUTH', exact: true }).waitFor();
    assert.equal(await words.inputValue(), 'Degrees in SOUTH');
    assert.equal(await desk.getByRole('button', { name: 'Really void the market' }).count(), 0);
    await desk.context().close();
});

test('options are opened, written and bought from the chain, priced, and exercised', async () => {
    const { venue, me, taker } = stage;
    await market('RHINE');
    await venue.order(taker, 'sell', '40', 2, { market: 'RHINE' });
    await venue.order(me, 'buy', '40', 1, { market: 'RHINE' });
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, me.token);
    await page.goto(`${venue.url}/markets/RHINE`);
    await page.getByRole('link', { name: 'Options' }).click();
    await page.getByText('No option on RHINE yet').waitFor();
    await page.getByRole('button', { name: 'New option' }).click();
    await page.getByLabel('Strike').fill('35');
    await page.getByLabel('Expires').fill('2099-01-01T12:00');
    await page.getByText('RHINE-C35-').waitFor();
    await page.getByRole('button', { name: 'Open it' }).click();
    const row = page.locator('tr[data-strike="35.00"]');
    await row.getByRole('link', { name: 'put' }).waitFor();
    const { options } = await venue.ask('GET', '/api/v1/options', undefined, me.token);
    assert.deepEqual(options.map((each) => [each.optionType, +each.strike, each.underlying]).sort(), [
        ['call', 35, 'RHINE'],
        ['put', 35, 'RHINE'],
    ]);
    const call = options.find((each) => each.optionType === 'call').symbol;
    await venue.order(taker, 'sell', '6', 5, { market: call });
    await row.getByRole('button', { name: `Buy ${call} at 6.00` }).click();
    await page.waitForURL('**/trade/**');
    // Options are a group of their own, which says when the next of them ends.
    await page.locator('[data-clock="RHINE options"]').getByText(/^\d+ days$/).waitFor();
    await page.getByTestId('ends').getByText(/^closes in \d+ days$/).waitFor();
    await page.getByLabel('Quantity', { exact: true }).fill('3');
    await page.getByRole('button', { name: 'Buy 3 at 6.00' }).click();
    await page.getByTestId('done').waitFor();

    await page.goto(`${venue.url}/markets/${call}`);
    await page.getByText('holder').waitFor();
    await page.getByLabel('Days left').fill('365');
    await page.getByLabel('Volatility').fill('20');
    await page.getByLabel('Interest').fill('5');
    await page.locator('[data-figure="Fair price"]').getByText(/^7\.\d\d$/).waitFor();
    await page.getByLabel('Exercise', { exact: true }).fill('2');
    await page.getByTestId('exercise-preview').filter({ hasText: /You pay 70.00 USD and\s+receive 2 of RHINE[^]*in the money/ }).waitFor();
    await page.getByRole('button', { name: 'Exercise 2' }).click();
    await page.getByText('Exercised 2').waitFor();
    const [mine, theirs] = [await positions(me), await positions(taker)];
    assert.deepEqual([mine[call], mine.RHINE, theirs[call], theirs.RHINE], [1, 3, -1, -3]);
    await page.context().close();
});

test('a market that collects orders counts down to its auction by the venue’s clock', async (t) => {
    const { venue, me } = stage;
    const zinc = '/api/v1/admin/markets/ZINC-USD';
    // Open for the tests that follow, whatever becomes of this one.
    t.after(() => venue.ask('PATCH', zinc, { status: 'open' }).catch(() => {}));
    const page = await open({ width: 1280, height: 900 });
    // This device's clock is two hours ahead: by it the auction would be over.
    await page.addInitScript(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 7_200_000;
    });
    await signIn(page, venue.url, me.token, 'ZINC-USD');
    await page.getByTestId('last').waitFor();
    // Before it listens to the market it is told of no reason.
    await page.getByText('Loading the book').waitFor({ state: 'detached' });
    await venue.ask('PATCH', zinc, { status: 'pre-open', reason: 'the warehouse is being counted' });
    await page.getByText('the warehouse is being counted').waitFor();
    await venue.ask('PATCH', `${zinc}/figures`, { auctionAt: new Date(Date.now() + 1_800_000).toISOString() });
    await page.getByTestId('ends').getByText(/^matched in 00:[12]\d:\d\d$/).waitFor();
    await page.locator('[data-clock=Spot]').getByText(/^[12]\d min$/).waitFor();
    await venue.ask('PATCH', zinc, { status: 'open' });
    await page.getByTestId('ends').waitFor({ state: 'detached' });
    await page.context().close();
});
