// People: joining with a code, passwords and second factors, keys, acting as another account.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { live } from './browser.mjs';
import { open, stage } from './stage.mjs';

/** The code that an authenticator shows now (RFC 6238), `steps` of 30 seconds later. */
function totp(secret, steps = 0) {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret].map((each) => alphabet.indexOf(each).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
    const hash = createHmac('sha1', key).update(counter).digest();
    const at = hash[19] & 15;
    return `${(hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000}`.padStart(6, '0');
}

test('somebody joins with a code, sets a second factor, makes a key, and signs in again', async () => {
    const { venue } = stage;
    const { code } = await venue.ask('POST', '/api/v1/admin/join-codes', { label: 'e2e', uses: 2 });
    const page = await open({ width: 1280, height: 900 });
    await page.goto(`${venue.url}/?join=${code}`);
    assert.equal(await page.getByLabel('Join code or invitation').inputValue(), code);
    await page.getByLabel('Your name').fill('Grace');
    await page.getByLabel('E-mail').fill('grace@example.org');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    let password = await page.getByLabel('Your password').textContent();
    await page.getByRole('button', { name: 'Go on' }).click();
    await live(page);

    await page.getByTestId('account').click();
    await page.getByRole('link', { name: 'Account and security' }).click();
    await page.getByText('grace@example.org').first().waitFor();
    await page.getByText('this one').waitFor();

    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Label').fill('my bot');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByText('Its secret is shown once').waitFor();
    await page.getByRole('button', { name: 'Revoke my bot' }).click();
    await page.getByText('Revoked my bot').waitFor();
    await keysWithLimits(page);
    password = await profileAndPassword(page, password);

    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByRole('img', { name: 'The secret, for a camera' }).waitFor();
    const secret = await page.getByRole('status', { name: 'Secret' }).textContent();
    await page.getByLabel('Code', { exact: true }).fill(totp(secret));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('Recovery codes').waitFor();

    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByText('You are signed out everywhere').waitFor();
    await page.getByLabel('E-mail or name').fill('grace@example.org');
    await page.getByRole('tabpanel').getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    // The one before has been used.
    await page.getByLabel('Code').fill(totp(secret, 1));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
    // A reload keeps the session of the tab.
    await page.reload();
    await live(page);
    const factor = page.getByRole('region', { name: 'Second factor' });
    await factor.getByText('on', { exact: true }).waitFor();
    await factor.getByLabel('Your password').fill(password);
    await factor.getByRole('button', { name: 'Turn it off' }).click();
    await factor.getByText('It is off.').waitFor();
    await factor.getByText('off', { exact: true }).waitFor();
    await page.context().close();
});

/** Keys that are good from some addresses and for some days, and one by a public key. */
async function keysWithLimits(page) {
    const keys = page.getByRole('region', { name: 'API keys' });
    await keys.getByRole('button', { name: 'New key' }).click();
    await keys.getByLabel('Label').fill('at home');
    await keys.getByRole('checkbox', { name: 'trade' }).uncheck();
    await keys.getByLabel('Only from').fill('10.0.0.0/8');
    await keys.getByLabel('Ends after').fill('7');
    await keys.getByRole('button', { name: 'Make the key' }).click();
    const ends = new Date(Date.now() + 7 * 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
    await keys.getByRole('row', { name: new RegExp(`^at home .* read 10\\.0\\.0\\.0/8 .*${ends}`) }).waitFor();
    await keys.getByRole('button', { name: 'New key' }).click();
    await keys.getByLabel('Label').fill('signs');
    await keys.getByLabel('Kind').selectOption('ed25519');
    const { publicKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
    await keys.getByRole('textbox', { name: 'Public key' }).fill(raw);
    await keys.getByRole('button', { name: 'Make the key' }).click();
    await keys.getByRole('row', { name: /^signs .* ed25519 read, trade anywhere .* when revoked/ }).waitFor();
}

/** What a person looks like and likes follows them to another browser; a new password ends what is open there. */
async function profileAndPassword(page, password) {
    // The name is kept by a request of its own.
    const kept = page.waitForResponse(
        (each) =>
            each.request().method() === 'PATCH' &&
            each.url().endsWith('/api/v1/me') &&
            each.request().postDataJSON().preferences !== undefined,
    );
    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Look and keys' }).click();
    await page.getByRole('dialog').getByLabel('Light').check();
    await page.keyboard.press('Escape');
    await page.getByLabel('Shown as').fill('Amazing Grace');
    await page.getByLabel('Colour').fill('#336699');
    await page.getByRole('region', { name: 'You' }).getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('region', { name: 'You' }).getByText('Kept.').waitFor();
    await page.getByTestId('account').getByText('Amazing Grace').waitFor();
    assert.equal((await kept).ok(), true);

    const other = await open({ width: 1000, height: 700 });
    await other.goto(`${stage.venue.url}/account`);
    await other.getByLabel('E-mail or name').fill('grace@example.org');
    await other.getByRole('tabpanel').getByLabel('Password', { exact: true }).fill(password);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await live(other);
    await other.locator('html[data-theme=light]').waitFor();
    await other.getByTestId('account').getByText('Amazing Grace').waitFor();

    const form = page.getByRole('region', { name: 'Password' });
    await form.getByLabel('As it is').fill('not this one');
    await form.getByLabel('New').fill('compilers and moths');
    await form.getByRole('button', { name: 'Change it' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('As it is').fill(password);
    await form.getByRole('button', { name: 'Change it' }).click();
    await form.getByText('Changed. Other sessions of yours have ended.').waitFor();
    await other.getByRole('alert').getByText('Sign in again').waitFor();
    await other.context().close();
    return 'compilers and moths';
}

test('a newcomer joins by a link, finds a market, reads what an order does and trades, by keyboard alone', async () => {
    const { venue } = stage;
    const { code } = await venue.ask('POST', '/api/v1/admin/join-codes', { label: 'keys', uses: 1 });
    const page = await open({ width: 1280, height: 900 });
    const { keyboard } = page;
    /** Tabs on until what has the focus is named so, as somebody does who looks where it is. */
    const tabTo = async (name) => {
        const seen = [];
        for (let presses = 0; presses < 40; presses++) {
            const focused = await page.evaluate(() => {
                const at = document.activeElement;
                return (at?.labels?.[0] ?? at)?.textContent?.trim() || at?.getAttribute('aria-label') || '';
            });
            if (name.test(focused)) return;
            seen.push(focused.slice(0, 30));
            await keyboard.press('Tab');
        }
        assert.fail(`the focus came to no ${name}, but to ${seen.join(' | ')}`);
    };
    await page.goto(`${venue.url}/?join=${code}`);
    await page.getByLabel('Your name').waitFor();
    await tabTo(/^Your name/);
    await keyboard.type('Ida');
    await keyboard.press('Enter');
    await page.getByLabel('Your password').waitFor();
    // Whoever hears the screen hears that they are in.
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^\s*You are in, as Ida/);
    await tabTo(/^Go on/);
    await keyboard.press('Enter');
    await live(page);
    const account = /Account (\d+)/.exec(await page.getByTestId('account').textContent())[1];
    await venue.ask('POST', '/api/v1/admin/deposits', { account, asset: 'USD', amount: '5000' });

    await page.getByTestId('last').waitFor();
    await keyboard.press('Control+k');
    await keyboard.type('copper');
    await keyboard.press('Enter');
    await page.waitForURL('**/trade/COPPER-USD');
    await page.getByTestId('last').getByText('.').waitFor();
    await page.getByRole('region', { name: 'Ladder' }).getByRole('row').nth(5).waitFor();
    await keyboard.press('b');
    await tabTo(/^Quantity/);
    await keyboard.press('Control+a');
    await keyboard.type('3');
    await page.getByRole('group', { name: 'What this order would do now' }).getByText(/^3 at/).waitFor();
    await keyboard.press('Enter');
    await page.getByTestId('done').getByText('filled 3').waitFor();
    await page.getByTestId('position').getByText('3 COPPER').waitFor();
    await page.context().close();
});

test('a newcomer does the same by pointing alone: twelve clicks, ten seconds for each in two minutes', async (t) => {
    const { venue } = stage;
    const { code } = await venue.ask('POST', '/api/v1/admin/join-codes', { label: 'mouse', uses: 1 });
    const page = await open({ width: 1280, height: 900 });
    const begun = Date.now();
    let clicks = 0;
    const click = async (what) => {
        clicks++;
        await what.click();
    };
    await page.goto(`${venue.url}/?join=${code}`);
    // The name is all that is typed.
    await click(page.getByLabel('Your name'));
    await page.keyboard.type('Mia');
    await click(page.getByRole('button', { name: 'Join', exact: true }));
    await click(page.getByRole('button', { name: 'Go on' }));
    await live(page);
    const account = /Account (\d+)/.exec(await page.getByTestId('account').textContent())[1];
    await venue.ask('POST', '/api/v1/admin/deposits', { account, asset: 'USD', amount: '5000' });

    const markets = page.getByRole('region', { name: 'Markets' });
    await click(markets.getByRole('link', { name: /^COPPER-USD/ }));
    await page.waitForURL('**/trade/COPPER-USD');
    const ladder = page.getByRole('region', { name: 'Ladder' });
    // What is offered first, or above it: an order at that price trades at once.
    const { asks } = await venue.ask('GET', '/api/v1/markets/COPPER-USD/book');
    const price = Number(asks[0].price).toFixed(2);
    await click(ladder.getByRole('button', { name: new RegExp(`^(Buy|Sell) at ${price}`) }).first());
    await click(page.getByRole('group', { name: 'Quantities' }).getByRole('button', { name: /^10\b/ }));
    await page.getByRole('group', { name: 'What this order would do now' }).getByText(`10 at ${price}`).first().waitFor();
    await click(page.getByRole('button', { name: `Buy 10 at ${price}` }));
    await page.getByTestId('done').getByText('filled 10').waitFor();
    await page.getByTestId('position').getByText('10 COPPER').waitFor();
    // Out again, of all of it.
    await click(page.getByRole('button', { name: 'Flat', exact: true }));
    await click(page.getByRole('button', { name: 'Market', exact: true }));
    await click(page.getByRole('button', { name: 'Sell 10 at the market' }));
    await page.getByTestId('position').getByText('0 COPPER', { exact: true }).waitFor();
    assert.ok(clicks <= 12, `${clicks} clicks`);
    t.diagnostic(`${clicks} clicks; without thinking ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
    await page.context().close();
});
