// A class: a cohort is opened, a roster taken in, its markets paused, and a clean day begun.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './browser.mjs';
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
    await teacher.getByLabel('Names').fill('name,group\n"Lovelace, Ada",1\nBob,2');
    await teacher.getByRole('button', { name: 'Take them in' }).click();
    await teacher.getByText('2 are in').waitFor();
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
    await bob.getByRole('row', { name: /Bob \(you\)/ }).getByText('5,000.00').waitFor();
    await teacher.getByRole('link', { name: 'Projector' }).click();
    await teacher.getByTestId('projector').getByRole('row', { name: /Lovelace, Ada/ }).waitFor();
    await teacher.keyboard.press('Escape');
    await teacher.getByTestId('projector').waitFor({ state: 'detached' });
    await teacher.goto(`${venue.url}/class`);
    await bob.goBack();

    await teacher.getByLabel('Type the cohort’s name').fill('Physics');
    await teacher.getByRole('button', { name: 'Begin anew' }).click();
    await teacher.getByText('A clean day').waitFor();
    await bob.getByText('No open orders').waitFor();
    assert.equal(await bob.getByTestId('position').textContent(), '0 contracts');
    await teacher.context().close();
    await bob.context().close();
});
