// Every screen, looked at by axe; and that no page complained.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serious } from './axe.mjs';
import { signIn } from './browser.mjs';
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
        ['/auctions', (on) => on.getByText(/Nothing is for sale|Nothing here/)],
        ['/standings', (on) => on.getByText('No class or competition yet')],
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

test('no page broke the policy or threw', () => {
    assert.deepEqual(complaints, []);
});
