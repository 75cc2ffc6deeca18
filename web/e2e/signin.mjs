// Signing in at a provider: authorization code with PKCE, through its own page and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { live } from './browser.mjs';
import { open, stage } from './stage.mjs';

/** Goes to the provider, says who one is there, and comes back signed in. */
async function arrive(page, subject, claims) {
    await page.goto(`${stage.venue.url}/`);
    const left = page.waitForRequest((request) => request.url().startsWith(stage.provider.issuer));
    await page.getByRole('link', { name: 'Sign in with the provider' }).click();
    const asked = new URL((await left).url()).searchParams;
    assert.equal(asked.get('response_type'), 'code');
    assert.equal(asked.get('code_challenge_method'), 'S256');
    assert.match(asked.get('code_challenge'), /^[\w-]{43}$/);
    await page.locator('input[name=username]').fill(subject);
    await page.locator('textarea[name=claims]').fill(JSON.stringify(claims));
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await live(page);
    // What came behind the # is gone from the address, and so from the history.
    const now = new URL(page.url());
    assert.deepEqual([now.origin, now.hash], [stage.venue.url, '']);
}

test('what the way in hears of later moves nothing that is being clicked on', async () => {
    const page = await open({ width: 1280, height: 900 });
    let hear;
    const heard = new Promise((resolve) => (hear = resolve));
    await page.route('**/api/v1/sessions/ways', async (route) => {
        await heard;
        await route.continue();
    });
    await page.goto(`${stage.venue.url}/`);
    const tab = page.getByRole('tab', { name: 'Access token' });
    // How wide words are changes with their font.
    const height = async () => (await tab.boundingBox()).y;
    const before = await height();
    hear();
    await page.getByRole('link', { name: 'Sign in with the provider' }).waitFor();
    assert.equal(await height(), before);
    await tab.click();
    await page.locator('#token').waitFor();
    assert.equal(await height(), before);
    await page.context().close();
});

const account = (page) => page.getByTestId('account').textContent();

test('somebody signs in at a provider, comes back as the same, and is what the provider says', async () => {
    await stage.provider.ready();
    const page = await open({ width: 1280, height: 900 });
    await arrive(page, 'hopper', { name: 'Grace Hopper' });
    const first = await account(page);
    assert.match(first, /Grace Hopper.*Account \d+/);
    await page.reload();
    await live(page);
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Rialto' }).waitFor();
    await arrive(page, 'hopper', { name: 'Grace Hopper' });
    assert.equal(await account(page), first);
    await page.context().close();

    const other = await open({ width: 1280, height: 900 });
    await arrive(other, 'noether', {
        name: 'Emmy Noether',
        realm_access: { roles: ['offline_access', 'teacher'] },
    });
    assert.match(await account(other), /Emmy Noether.*Administrator/);
    await other.context().close();
});

test('what another browser began at a provider is not taken', async () => {
    await stage.provider.ready();
    // Theirs goes to the provider and in there, and sends on what it should have brought itself.
    const hop = async (address, more) =>
        (await fetch(address, { redirect: 'manual', ...more })).headers.get('location');
    const form = await hop(`${stage.venue.url}/api/v1/sessions/provider`);
    const body = new URLSearchParams({ username: 'mallory' });
    const back = await hop(form, { method: 'POST', body });
    assert.ok(back.startsWith(`${stage.venue.url}/api/v1/sessions/provider/callback?code=`), back);

    // Behind a proxy that speaks TLS what binds the browser is sent over TLS only, and to no script.
    const proxied = { redirect: 'manual', headers: { 'X-Forwarded-Proto': 'https' } };
    const began = await fetch(`${stage.venue.url}/api/v1/sessions/provider`, proxied);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax']) {
        assert.match(began.headers.get('set-cookie'), new RegExp(`; ${flag}(;|$)`, 'i'));
    }

    const mine = await open({ width: 1280, height: 900 });
    // Not even where a sign-in is under way.
    await mine.goto(`${stage.venue.url}/`);
    await mine.getByRole('link', { name: 'Sign in with the provider' }).click();
    await mine.locator('input[name=username]').waitFor();
    const answer = await mine.goto(back);
    assert.equal(answer.status(), 401);
    assert.match(await mine.textContent('body'), /another browser began this sign-in/);
    // On a page that leads back, not as JSON.
    await mine.getByRole('link', { name: 'Back to the venue' }).waitFor();
    // Nor is a session that is sent to a tab which did not leave for the provider.
    const session = { accessToken: 'theirs', refreshToken: 'theirs', person: '1', account: '1' };
    const text = Buffer.from(JSON.stringify(session)).toString('base64url');
    const untouched = await open({ width: 1280, height: 900 });
    await untouched.goto(`${stage.venue.url}/trade#session=${text}`);
    await untouched.getByRole('link', { name: 'Sign in with the provider' }).waitFor();
    await untouched.context().close();
    await mine.context().close();
});
