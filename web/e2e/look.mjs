// Every screen, looked at by axe; and that no page complained.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serious } from './axe.mjs';
import { live, signIn } from './browser.mjs';
import { complaints, open, stage } from './stage.mjs';

test('axe finds nothing serious on any screen, dark and light, wide and narrow', async () => {
    // What a screen shows once it has what it needs. The first is seen before anybody has signed in.
    const screens = [
        ['', (on) => on.getByLabel('Password', { exact: true }).first()],
        ['/trade/COPPER-USD', (on) => on.getByTestId('last').getByText('.')],
        ['/markets', (on) => on.getByRole('link', { name: 'COPPER-USD' })],
        ['/markets/COPPER-USD', (on) => on.getByText('Open orders now')],
        ['/portfolio', (on) => on.getByTestId('equity').getByText('USD')],
        ['/portfolio#money', (on) => on.getByRole('heading', { name: 'Claim a code' })],
        ['/portfolio#accounts', (on) => on.getByRole('button', { name: /^Acting as/ })],
        ['/auctions', (on) => on.getByText(/Nothing is for sale|Nothing here|Put up by/)],
        ['/standings', (on) => on.getByText('No class or competition yet').or(on.getByRole('group', { name: 'Standings' }))],
        ['/markets/RHINE', (on) => on.getByRole('heading', { name: 'RHINE' })],
        ['/markets/RHINE/options', (on) => on.getByRole('link', { name: 'put' })],
        ['/markets/YEAR', (on) => on.getByRole('heading', { name: 'Fund' })],
        ['/class', (on) => on.getByText('You run no class')],
        ['/account', (on) => on.getByText('Shown as')],
        ['/operate', (on) => on.getByText('Looked at')],
        [
            '/developers',
            async (on) => {
                await on.getByRole('button', { name: 'Retries' }).click();
                await on.getByRole('article', { name: 'Retries' }).getByText('Answered means durable').waitFor();
                await on.getByRole('button', { name: 'ccxt', exact: true }).click();
                await on.getByLabel('The call in ccxt').getByText('fetchOrderBook').waitFor();
                await on.getByRole('button', { name: 'Python', exact: true }).click();
                return on.getByLabel('The call in Python').getByText('"placeOrder"');
            },
        ],
        ['/about', (on) => on.getByRole('heading', { name: 'Made with' })],
    ];
    const found = [];
    // Another width or colour changes little but what is widest and most coloured.
    for (const [width, colorScheme, list] of [
        [1440, 'dark', screens],
        [390, 'light', screens.slice(0, 5)],
    ]) {
        const other = await open({ width, height: 844 }, { colorScheme, bypassCSP: true });
        for (const [path, ready] of list) {
            if (path.startsWith('/trade')) await signIn(other, stage.venue.url, stage.me.token);
            else await other.goto(stage.venue.url + path);
            await (await ready(other)).first().waitFor();
            for (const each of await serious(other)) {
                found.push(`${path} ${width} ${colorScheme}: ${each}`);
            }
        }
        await other.context().close();
    }
    assert.deepEqual(found, []);
});

test('programs are told how: operations are searched and copied, messages listened to', async () => {
    const page = await open({ width: 1440, height: 900 });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(stage.venue.url);
    await page.getByRole('tab', { name: 'Access token' }).click();
    await page.locator('#token').fill(stage.me.token);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    assert.equal(await page.locator('#token').getAttribute('type'), 'text');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
    await page.getByRole('link', { name: 'Developers' }).click();
    await page.getByLabel('Search operations').fill('placeOrder');
    const article = page.locator('article#placeOrder');
    await article.waitFor();
    await page.locator('article#getBook').waitFor({ state: 'detached' });
    const call = await article.getByLabel('The call in curl').textContent();
    await article.getByRole('button', { name: 'Copy' }).click();
    await article.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), call);

    const explorer = page.getByRole('region', { name: 'Messages of this page' });
    await explorer.getByRole('button', { name: 'Listen' }).click();
    await explorer.getByLabel('Search messages').fill('pong');
    const pong = explorer.getByRole('listitem').filter({ hasText: 'pong' }).getByRole('button').first();
    await pong.click();
    await explorer.getByText('"sequence"').waitFor();
    await explorer.getByRole('button', { name: 'Stop listening' }).click();
    await explorer.getByRole('button', { name: 'Clear' }).click();
    await explorer.getByText('Listen shows each message').waitFor();
    await page.context().close();
});

test('no page broke the policy or threw', () => {
    assert.deepEqual(complaints, []);
});
