// What surrounds the trading: the market's header, who traded, alarms, another market to compare with,
// what happened on the timeline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
import { open, stage } from './stage.mjs';

test("nothing of the market's header is cut off, however wide the screen is", async () => {
    const page = await open({ width: 1680, height: 900 });
    await signIn(page, stage.venue.url, stage.me.token);
    const header = page.getByRole('group', { name: 'The market in figures' });
    await header.getByText('Traded in 24 hours').waitFor();
    const shown = [];
    for (const width of [1680, 1440, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        // A figure is seen whole, or not at all; and none lies under another.
        const told = await header.evaluate((whole) => {
            const box = whole.getBoundingClientRect();
            const list = whole.querySelector('dl').getBoundingClientRect();
            const parts = [...whole.children].map((each) => each.getBoundingClientRect());
            const figures = [...whole.querySelectorAll('dl > div')].map((each) => {
                const range = document.createRange();
                range.selectNodeContents(each);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                const isBelow = top >= list.bottom - 1;
                return { name: each.firstElementChild.textContent, isBelow, isWhole: left >= list.left - 1 && right <= list.right + 1 && bottom <= list.bottom + 1 };
            });
            return {
                figures,
                isInside: parts.every(({ left, right }) => left >= box.left && right <= box.right + 1),
                isApart: parts.every(({ right }, index) => index + 1 === parts.length || right <= parts[index + 1].left),
                // What is cut off with an ellipsis scrolls inside its own box, not in the one around it.
                cut: [whole.querySelector('h1'), ...whole.lastElementChild.children]
                    .filter((each) => each.scrollWidth > each.clientWidth + 1)
                    .map((each) => each.textContent.trim()),
            };
        });
        assert.deepEqual(told.figures.filter(({ isBelow, isWhole }) => !isBelow && !isWhole), [], `${width}`);
        assert.deepEqual([told.isInside, told.isApart, told.cut], [true, true, []], `${width}`);
        shown.push(told.figures.filter(({ isBelow }) => !isBelow).map(({ name }) => name));
    }
    assert.deepEqual(shown[0], ['You have', 'In 24 hours', 'Bid and ask', 'Traded in 24 hours']);
    assert.equal(shown[1].includes('You have') && shown[1].length < 4, true, shown[1].join());
    assert.equal(shown[2].includes('You have'), true);
    await page.context().close();
});

test('an alert says once that a market traded at a price, and outlives a reload', async () => {
    const { venue, maker, taker } = stage;
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, stage.me.token);
    const alerts = page.getByRole('region', { name: 'Alerts' });
    await alerts.getByText('Set one, and you are told').waitFor();
    await alerts.getByText('0 armed').waitFor();

    const trade = async (market, price) => {
        await venue.order(maker, 'sell', price, 1, { market });
        await venue.order(taker, 'buy', price, 1, { market, timeInForce: 'ioc' });
    };
    await trade('POWER-USD', '20.00');
    const arm = async (market, price) => {
        await alerts.getByRole('button', { name: 'Set one' }).click();
        await alerts.getByLabel('Market').selectOption({ label: market });
        await alerts.getByLabel('Price of the alert').fill(price);
        await alerts.getByRole('button', { name: 'Arm' }).click();
    };
    // Of another market than the one on screen: what the list knows of it is enough.
    await alerts.getByRole('button', { name: 'Set one' }).click();
    await alerts.getByLabel('Market').selectOption({ label: 'POWER-USD' });
    await alerts.getByPlaceholder('20.00').waitFor();
    await alerts.getByLabel('Price of the alert').fill('21.005');
    await alerts.getByRole('button', { name: 'Arm' }).click();
    await alerts.getByText('Prices go by 0.01').waitFor();
    await alerts.getByLabel('Price of the alert').fill('20.50');
    assert.equal(await alerts.getByLabel('When it trades').inputValue(), 'over');
    await alerts.getByLabel('When it trades').selectOption('under');
    await alerts.getByRole('button', { name: 'Arm' }).click();
    await alerts.getByText('It trades there already: 20.00').waitFor();
    await alerts.getByRole('button', { name: 'Close' }).click();
    await arm('POWER-USD', '20.50');
    await arm('POWER-USD', '19');
    await alerts.getByText('2 armed').waitFor();
    await alerts.getByRole('listitem').filter({ hasText: '20.50' }).getByText('0.50 away').waitFor();
    await trade('POWER-USD', '20.40');
    await alerts.getByRole('listitem').filter({ hasText: '20.50' }).getByText('0.10 away').waitFor();

    await page.reload();
    await alerts.getByText('2 armed').waitFor();
    await trade('POWER-USD', '20.60');
    const told = page.getByTestId('alerted');
    await told.filter({ hasText: 'POWER-USD at or over 20.50' }).waitFor();
    await alerts.getByText('1 armed').waitFor();
    await told.getByRole('button', { name: 'Put away' }).click();
    // Once: not at the next trade, nor after the page was loaded again.
    await trade('POWER-USD', '20.70');
    await page.getByRole('link', { name: /POWER-USD.*20\.70/ }).waitFor();
    assert.equal(await told.count(), 0);
    await page.reload();
    await alerts.getByText('1 armed').waitFor();
    await page.getByRole('link', { name: /POWER-USD.*20\.70/ }).waitFor();
    assert.equal(await told.count(), 0);

    const away = await alerts.getByRole('listitem').filter({ hasText: '19.00' }).textContent();
    assert.match(away, /1\.70 away/);
    await alerts.getByRole('button', { name: 'Remove the alert POWER-USD at or under 19.00' }).click();
    await alerts.getByRole('button', { name: 'Remove the alert POWER-USD at or over 20.50' }).click();
    await alerts.getByText('Set one, and you are told').waitFor();

    // Where the list of markets has no room they are above the chart, for the market on it.
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.getByRole('button', { name: 'Alert …' }).click();
    const menu = page.getByRole('dialog', { name: 'Alert …' });
    await menu.getByLabel('Price of the alert').fill('190');
    await menu.getByRole('button', { name: 'Arm' }).click();
    await menu.getByRole('listitem').filter({ hasText: 'COPPER-USD' }).waitFor();
    await menu.getByText('1 armed').waitFor();
    await menu.getByRole('button', { name: 'Remove the alert COPPER-USD at or over 190.00' }).click();
    await menu.getByText('0 armed').waitFor();
    await page.context().close();
});

test('another market is laid over the chart, and taken off it', async () => {
    const { venue, maker, taker } = stage;
    for (const price of ['30.00', '33.00']) {
        await venue.order(maker, 'sell', price, 1, { market: 'CARBON-USD' });
        await venue.order(taker, 'buy', price, 1, { market: 'CARBON-USD', timeInForce: 'ioc' });
    }
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, stage.me.token);
    const chart = page.getByRole('region', { name: 'Chart' });
    await chart.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByLabel('Search a market to compare with').fill('carb');
    await page.getByRole('list', { name: 'Markets to compare with' }).getByText('NICKEL-USD').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    const told = page.getByTestId('compared');
    await told.getByText(/^COPPER-USD [+−]?\d+\.\d\d% since \d\d:\d\d/).waitFor();
    assert.match(await told.textContent(), /CARBON-USD\s*[+−]?\d+\.\d\d%/);
    assert.equal(Number(await told.getAttribute('data-points')) > 0, true);
    assert.equal(await chart.getByRole('button', { name: 'Compare', exact: true }).getAttribute('data-on'), 'true');

    await page.reload();
    await told.getByText('CARBON-USD').waitFor();
    // Not with itself.
    await page.getByRole('link', { name: /^CARBON-USD/ }).first().click();
    await page.getByRole('heading', { name: 'CARBON-USD' }).waitFor();
    await told.waitFor({ state: 'detached' });
    await page.goBack();
    await told.getByText('CARBON-USD').waitFor();
    await told.getByRole('button', { name: 'Compare with CARBON-USD no more' }).click();
    await told.waitFor({ state: 'detached' });
    assert.equal(await chart.getByRole('button', { name: 'Compare', exact: true }).getAttribute('data-on'), 'false');
    await page.context().close();
});

test('halts, openings and messages are marked on the timeline, and lead back to their moment', async (t) => {
    const { venue } = stage;
    const status = (market, to, reason) => venue.ask('PATCH', `/api/v1/admin/markets/${market}`, { status: to, reason });
    let isPaused = true;
    t.after(() => (isPaused ? status('COPPER-USD', 'open', 'for the tests after this one') : undefined));
    await status('COPPER-USD', 'semi-paused', 'the smelter is on fire');
    const said = await fetch(`${venue.url}/api/v1/universes/0/messages`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${venue.token}`, 'Content-Type': 'application/json', 'X-Sudo': 'true' },
        body: JSON.stringify({ text: 'The fire is out.' }),
    });
    assert.equal(said.status, 201);
    await status('COPPER-USD', 'open', 'it is out');
    isPaused = false;
    const page = await open({ width: 1680, height: 900 });
    await signIn(page, venue.url, stage.me.token);
    const timeline = page.getByRole('region', { name: 'Replay' });
    const mark = (kind, text) => timeline.locator(`[data-mark=${kind}]`).and(page.getByRole('button', { name: text }));
    await mark('pause', /semi paused, \d+ s: the smelter is on fire/).first().waitFor();
    await mark('open', /opened for trading/).first().waitFor();
    await mark('begin', /the chart begins/).first().waitFor();
    await timeline.getByText('now', { exact: true }).waitFor();
    const news = mark('news', /The fire is out\./).first();
    await news.focus();
    const told = page.getByTestId('told');
    assert.match(await told.textContent(), /^\s*\d\d:\d\d:\d\d The fire is out\.\s*$/);
    await page.keyboard.press('Enter');
    await page.getByTestId('replay-band').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.context().close();
});

test('the list of trades says who took, one’s own marked, and nobody where the market hides it', async (t) => {
    const { venue, maker, taker, me } = stage;
    const page = await open({ width: 1440, height: 900 });
    await signIn(page, venue.url, me.token, 'ZINC-USD');
    const trades = page.getByRole('region', { name: 'Trades' });
    const trade = async (from, to) => {
        await venue.order(from, 'sell', '57.00', 1, { market: 'ZINC-USD' });
        await venue.order(to, 'buy', '57.00', 1, { market: 'ZINC-USD', timeInForce: 'ioc' });
    };
    const top = trades.getByRole('row').nth(1);
    await trade(maker, taker);
    await top.getByText(`Account ${taker.id}`).waitFor();
    await trade(maker, me);
    await top.getByText('you', { exact: true }).waitFor();
    assert.match(await top.getAttribute('class'), /mine/);

    const path = '/api/v1/admin/markets/ZINC-USD/visibility';
    let isHidden = false;
    const hide = async (hideAccountIds) => {
        await venue.ask('PATCH', path, { restricted: false, hideAccountIds });
        isHidden = hideAccountIds;
    };
    t.after(() => (isHidden ? hide(false) : undefined));
    await hide(true);
    await trade(maker, taker);
    // Another trade is the newest now.
    await top.filter({ hasText: 'you' }).waitFor({ state: 'detached' });
    assert.doesNotMatch(await top.textContent(), /Account|you/);
    // Nor of what came before, to whoever asks anew; but one's own are one's own.
    await page.reload();
    await trades.getByRole('row').filter({ hasText: 'you' }).waitFor();
    assert.equal(await trades.getByText('Account').count(), 0);
    await hide(false);
    await page.reload();
    await trades.getByText(`Account ${taker.id}`).first().waitFor();
    await page.context().close();
});
