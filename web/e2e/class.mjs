// A class: a cohort is opened, a roster taken in, its markets paused, and a clean day begun.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { live, signIn } from './browser.mjs';
import { until } from './desk.mjs';
import { open, stage } from './stage.mjs';

test('an administrator runs a class, and a member trades in it', async () => {
    const { venue } = stage;
    const teacher = await open({ width: 1440, height: 1000 });
    await signIn(teacher, venue.url, venue.token);
    await teacher.getByRole('link', { name: 'Class' }).click();
    await teacher.getByLabel('Name', { exact: true }).fill('Physics');
    await teacher.getByLabel('Each begins with').first().fill('5000');
    await teacher.getByRole('combobox', { name: /^Of/ }).first().selectOption('USD');
    await teacher.getByRole('button', { name: 'Open it' }).click();
    await teacher.getByRole('button', { name: 'Roster file' }).click();
    await teacher.getByLabel('Names').fill(`name,group\n"Lovelace, Ada",1\nBob,2\n${[...'CDEFGHI'].join('\n')}`);
    await teacher.getByRole('button', { name: 'Take them in' }).click();
    await teacher.getByText('9 are in').waitFor();
    // Or each gets a code of their own, and chooses name and password.
    await teacher.getByRole('button', { name: 'A code to join with' }).click();
    await teacher.getByLabel('Names').fill('Curie, Marie\nEmmy');
    await teacher.getByRole('button', { name: 'Make 2 codes' }).click();
    await teacher.getByText('2 codes. They are shown once').waitFor();
    const invitation = await teacher.getByRole('row', { name: /^Curie, Marie/ }).getByText(/\/\?join=/).textContent();
    await teacher.getByRole('button', { name: 'A place now' }).click();
    const token = await teacher.getByRole('row', { name: /Bob/ }).getByText(/^rialto_/).textContent();
    const members = teacher.getByRole('group', { name: 'Members' });
    await members.getByText('5,000.00 USD').first().waitFor();
    await teacher.getByRole('button', { name: 'Roster file', expanded: true }).click();
    await teacher.getByLabel('Search members').fill('bo');
    await members.getByRole('cell', { name: 'Lovelace, Ada' }).waitFor({ state: 'detached' });
    await members.getByRole('cell', { name: 'Bob' }).waitFor();
    await teacher.getByLabel('Search members').fill('');
    await members.getByRole('cell', { name: 'Lovelace, Ada' }).waitFor();

    const bob = await open({ width: 1280, height: 800 });
    await signIn(bob, venue.url, token);
    await bob.getByTestId('account').click();
    await bob.getByRole('button', { name: /universe/ }).click();
    await bob.goto(`${venue.url}/portfolio`);
    await bob.getByTestId('available').getByText('5,000.00 USD').waitFor();
    await bob.getByRole('link', { name: 'Markets', exact: true }).click();
    await bob.getByText('No market yet').waitFor();
    await bob.getByRole('button', { name: 'New market' }).click();
    await bob.getByLabel('What is it about').fill('Swings of the pendulum in a minute');
    await bob.getByLabel('Symbol').fill('PENDULUM');
    await bob.getByRole('button', { name: 'Open it' }).click();
    await bob.getByRole('heading', { name: 'PENDULUM' }).waitFor();
    await bob.getByRole('link', { name: 'Trade', exact: true }).last().click();
    await bob.getByLabel('Price', { exact: true }).fill('30');
    await bob.getByLabel('Quantity', { exact: true }).fill('10');
    await bob.getByRole('button', { name: 'Buy 10 at 30.00' }).click();
    await bob.getByTestId('done').waitFor();

    await teacher.getByLabel('Message', { exact: true }).fill('Think before you buy');
    await teacher.getByRole('button', { name: 'Say it' }).click();
    await bob.getByTestId('notice').getByText('Think before you buy').waitFor();
    await bob.getByRole('button', { name: 'Put away' }).click();
    await bob.getByTestId('notice').waitFor({ state: 'detached' });

    await bob.getByTestId('account').click();
    await bob.getByRole('button', { name: 'Messages to everyone' }).click();
    await bob.getByRole('dialog').getByText('Think before you buy').waitFor();
    await bob.keyboard.press('Escape');

    await curieJoins(teacher, invitation);
    await codeForTheRoom(teacher);
    await changesOfTheCohort(teacher);
    await lookOnly(teacher, bob);

    const trading = teacher.getByRole('region', { name: 'Trading' });
    await trading.getByLabel('Reason').fill('listen, please');
    await teacher.getByRole('button', { name: 'Pause all 1' }).click();
    await bob.getByText('listen, please').waitFor();
    await teacher.getByRole('button', { name: 'Resume all 1' }).click();
    await teacher.getByText('1 of 1 open').waitFor();

    // From within the class, as any market: by its number.
    await teacher.getByRole('button', { name: 'Manage PENDULUM' }).click();
    await teacher.getByTestId('status').getByText('Open').waitFor();
    await teacher.getByRole('button', { name: /orders collect/ }).click();
    await teacher.getByRole('button', { name: /^Uncross/ }).click();
    await teacher.getByText('Matched at one price, and open').waitFor();
    await teacher.evaluate(() => sessionStorage.removeItem('rialto.acting'));
    await teacher.goto(`${venue.url}/class`);

    await bob.goto(`${venue.url}/standings`);
    await bob.getByRole('row', { name: /Bob \(you\)/ }).getByText('5,025.00').waitFor();
    await reportOfAMember(bob, token);
    await teacher.getByRole('link', { name: 'Projector' }).click();
    await teacher.getByTestId('projector').getByRole('row', { name: /Lovelace, Ada/ }).waitFor();
    await teacher.keyboard.press('Escape');
    await teacher.getByTestId('projector').waitFor({ state: 'detached' });
    await teacher.getByRole('button', { name: 'Projector' }).click();
    await teacher.getByTestId('projector').getByRole('button', { name: /^Leave/ }).click();
    await teacher.getByTestId('projector').waitFor({ state: 'detached' });
    await teacher.goto(`${venue.url}/class`);
    await bob.goBack();

    await teacher.getByLabel('Type the cohort’s name').fill('Physics');
    await teacher.getByRole('button', { name: 'Begin anew' }).click();
    await teacher.getByText('A clean day').waitFor();
    await bob.getByText('No open orders').waitFor();
    await bob.getByTestId('position').getByText('0 contracts', { exact: true }).waitFor();
    // With what the cohort begins with now.
    await members.getByText('6,000.00 USD').first().waitFor();
    await teacher.context().close();
    await bob.context().close();
});

/** Whoever got a code of the roster signs up with its link, and is taken in. */
async function curieJoins(teacher, invitation) {
    const curie = await open({ width: 1280, height: 800 });
    await curie.goto(invitation);
    await curie.getByLabel('Your name').fill('Curie');
    await curie.getByLabel('Password').fill('radium and polonium');
    await curie.getByRole('button', { name: 'Join', exact: true }).click();
    await live(curie);
    await teacher.getByRole('button', { name: 'Take in', exact: true }).click();
    const free = teacher.getByRole('group', { name: 'Not in it yet' });
    await teacher.getByRole('button', { name: 'Choose all' }).click();
    await until(async () => (await free.getByRole('checkbox', { checked: false }).count()) === 0);
    for (const each of await free.getByRole('checkbox').all()) await each.uncheck();
    await free.getByLabel('Curie').check();
    await teacher.getByRole('button', { name: 'Take in 1', exact: true }).click();
    await teacher.getByText('Took in Curie.').waitFor();
    await teacher.getByRole('group', { name: 'Members' }).getByRole('cell', { name: 'Curie' }).waitFor();
    await curie.getByTestId('account').click();
    await curie.getByRole('button', { name: /universe/ }).waitFor();
    await curie.context().close();
}

/** One code for everybody, large enough to be read from the last row. */
async function codeForTheRoom(teacher) {
    const codes = teacher.getByRole('region', { name: 'Join code' });
    await codes.getByLabel('Label').fill('physics');
    await codes.getByLabel('For', { exact: true }).fill('3');
    await codes.getByRole('button', { name: 'Make one' }).click();
    const code = await codes.getByRole('status', { name: 'Shown once' }).textContent();
    await codes.getByRole('button', { name: 'Show it to the room' }).click();
    const wall = teacher.getByRole('button', { name: /^Close/ });
    await wall.getByText(code).waitFor();
    await wall.click();
    await wall.waitFor({ state: 'detached' });
    const { account } = await stage.venue.ask('POST', '/api/v1/people', { name: 'Emilie', code, password: 'a translation' });
    assert.ok(account);
}

/** Everybody gets something, and the cohort begins otherwise from now on. */
async function changesOfTheCohort(teacher) {
    const members = teacher.getByRole('group', { name: 'Members' });
    await teacher.getByRole('button', { name: 'Give to all' }).click();
    await teacher.getByLabel('Give to each').fill('25');
    // One is refused: the others get it nevertheless, and with the next press that one alone.
    let refused;
    await teacher.route('**/api/v1/gifts', (route) => {
        const { account } = route.request().postDataJSON();
        refused ??= account;
        if (account !== refused) return route.continue();
        const body = JSON.stringify({ code: 'account-frozen', title: 'The account is frozen' });
        return route.fulfill({ status: 409, contentType: 'application/problem+json', body });
    });
    await teacher.getByRole('button', { name: 'Give it to 10' }).click();
    await teacher.getByText(/^Done for 9 of 10, not for .*: The account is frozen/).waitFor();
    await teacher.unroute('**/api/v1/gifts');
    await teacher.getByRole('button', { name: 'Give it to 1', exact: true }).click();
    await teacher.getByText('25 USD to each of 10.').waitFor();
    await members.getByText('5,025.00 USD').first().waitFor();
    assert.equal(await members.getByText('5,050.00 USD').count(), 0);
    const form = teacher.getByRole('region', { name: 'What it begins with and may do' });
    await form.getByLabel('Each begins with').fill('6000');
    await form.getByLabel('Markets are opened by').selectOption('Whoever runs it');
    await form.getByLabel('Item auctions').uncheck();
    await form.getByRole('button', { name: 'Keep' }).click();
    await form.getByText('Kept.').waitFor();
    const { universes } = await stage.venue.ask('GET', '/api/v1/universes');
    const { cohort } = universes.find((each) => each.name === 'Physics');
    assert.deepEqual([+cohort.startingBalance, cohort.marketCreators, cohort.auctions], [6000, 'owner', false]);
}

/** Whoever may only look is told so at the ticket, until they may act again. */
async function lookOnly(teacher, bob) {
    const form = teacher.getByRole('region', { name: 'What it begins with and may do' });
    const keep = async (isOn) => {
        await form.getByLabel('Look only').setChecked(isOn);
        await form.getByRole('button', { name: 'Keep' }).click();
        await until(async () => {
            const { universes } = await stage.venue.ask('GET', '/api/v1/universes');
            return universes.find((each) => each.name === 'Physics').cohort.readOnly === isOn;
        });
    };
    await keep(true);
    await bob.getByRole('button', { name: 'Buy 10 at 30.00' }).click();
    await bob.getByTestId('denial').waitFor();
    await keep(false);
    await bob.getByRole('button', { name: 'Buy 10 at 30.00' }).click();
    await bob.getByTestId('done').waitFor();
    await bob.getByRole('button', { name: /^Cancel order/ }).first().click();
    await bob.getByRole('button', { name: /^Cancel order/ }).nth(1).waitFor({ state: 'detached' });
}

/** What a member did, as the venue tells it: on screen, for printing, and with every posting. */
async function reportOfAMember(bob, token) {
    const ask = async (path) => {
        const account = await bob.getByLabel('Of whom').inputValue();
        const headers = { Authorization: `Bearer ${token}` };
        const answer = await fetch(`${stage.venue.url}/api/v1/${path}?account=${account}`, { headers });
        assert.equal(answer.status, 200, path);
        return answer.text();
    };
    await bob.getByLabel('In which time').selectOption('From the beginning');
    await bob.getByRole('button', { name: 'Show the report' }).click();
    const { assets } = JSON.parse(await ask('statement'));
    assert.deepEqual(assets.map((each) => [each.asset, +each.opening, +each.closing]), [['USD', 0, 5025]]);
    await bob.getByTestId('report-assets').getByRole('row', { name: /^USD 0\.00 .*5,025\.00$/ }).waitFor();
    // Instants aside: each ends at its own.
    const timeless = (text) => text.replaceAll(/\d{4}-\d\d-\d\d.\d\d:\d\d:\d\d[.\d]*|\d\d:\d\d:\d\d[.\d]*/g, '');
    for (const [button, form] of [
        ['For printing', 'html'],
        ['With every posting', 'csv'],
    ]) {
        await bob.getByRole('button', { name: button }).click();
        const [file] = await Promise.all([
            bob.waitForEvent('download'),
            bob.getByRole('link', { name: new RegExp(`^Save session-.*[.]${form}$`) }).click(),
        ]);
        const kept = readFileSync(await file.path(), 'utf8');
        assert.match(kept, /5,?025/);
        assert.equal(timeless(kept), timeless(await ask(`exports/statement.${form}`)));
    }
}
