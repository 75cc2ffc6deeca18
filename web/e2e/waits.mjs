// What the trade screen shows while it waits: a book before all else, a past that cannot be had, a preview.
import { test } from 'node:test';
import { live, signIn } from './browser.mjs';
import { fillTicket } from './desk.mjs';
import { fail, held, PREVIEW, question, Room, title } from './room.mjs';
import { stage } from './stage.mjs';

const LOADING = 'Loading …';

test('the book waits for nothing that is asked for beside it', async () => {
    // What contracts are about is asked for beside the rest.
    const limits = { tick: '0.01', lot: '1', quantityMaximum: '1000', positionMaximum: '1000' };
    const range = { quote: 'USD', priceMinimum: '0', priceMaximum: '100' };
    await stage.venue.ask('POST', '/api/v1/outcome-markets', { symbol: 'BESIDE', title: 'Beside', ...range, ...limits });
    const room = new Room();
    room.questions = [/\/outcome-markets$/, /\/positions$/, /\/trades$/, /\/accounts$/, /\/candles/, /\/status-history/, /\/assets$/].map((asked) =>
        question(asked),
    );
    for (const each of room.questions) each.mode = 'hold';
    const page = await room.in();
    // To the first market, whichever that is: the page goes there only once it knows of it.
    await page.goto(`${stage.venue.url}/trade`);
    await page.getByRole('tab', { name: 'Access token' }).click();
    await page.locator('#token').fill(stage.me.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
    await page.getByRole('region', { name: 'Ladder' }).getByRole('row').nth(5).waitFor();
    await held(room.questions[0]);
    await held(room.questions[1]);
    await page.context().close();
});

test('the past says that it loads, fails and is cut off, and never passes for another', async () => {
    const room = await Room.open((page) => signIn(page, stage.venue.url, stage.me.token));
    const { page } = room;
    const [book, own] = [question(/\/book\?at=/, LOADING), question(/\/accounts\/\d+\/state/, LOADING, 'No orders were open then')];
    room.questions = [book, own];
    for (const each of room.questions) each.mode = 'hold';
    await page.getByTestId('last').getByText('.').waitFor();
    await page.locator('h1').first().click();
    await page.keyboard.press('[');
    for (const each of room.questions) await held(each);
    await room.find(LOADING).waitFor();
    await page.getByText('Loading the book …').waitFor();
    await page.getByText('Loading your account …').waitFor();
    await room.let(book, 500);
    await page.getByText('The book of then could not be had').waitFor();
    await page.getByText('What you had then could not be had').waitFor();
    await room.again(book, title(book.asked, 500), 'away');
    await room.again(book, 'The venue cannot be reached.', 'pass');
    await fail(room, own);

    // Another instant that cannot be had: what is shown is grey, and says of when it is.
    book.mode = 500;
    await page.getByLabel('Instant that is shown').fill('1');
    await room.says(title(book.asked, 500)).getByText(/as of \d\d:\d\d:\d\d\./).waitFor();
    await page.locator('.stale').first().waitFor();
    await room.again(book, title(book.asked, 500), 'pass');
    await room.saysNoMore(title(book.asked, 500));
    await page.locator('.stale').first().waitFor({ state: 'detached' });
    await page.context().close();
});

test('the preview of an order is grey while it is another’s, and says when nothing can be told', async () => {
    const room = await Room.open((page) => signIn(page, stage.venue.url, stage.me.token));
    const { page } = room;
    const preview = page.getByRole('group', { name: 'What this order would do now' });
    room.stream.set(PREVIEW, 'hold');
    await fillTicket('60.00', '2', page);
    await preview.getByText('…').first().waitFor();
    room.goOn();
    await preview.getByText('2 at 60.00').waitFor();
    room.stream.set(PREVIEW, 'hold');
    await fillTicket('60.00', '3', page);
    await preview.and(page.locator('.stale[aria-busy=true]')).getByText('2 at 60.00').waitFor();
    room.goOn();
    await preview.and(page.locator('[aria-busy=false]')).getByText('3 at 60.00').waitFor();
    room.stream.set(PREVIEW, ['view-behind', 'The view is behind']);
    await fillTicket('60.00', '4', page);
    await preview.getByText('cannot be told now: The view is behind').waitFor();
    // Asked again by itself.
    room.goOn();
    await preview.getByText('4 at 60.00').waitFor();
    room.stream.set(PREVIEW, ['market-closed', 'The market is closed']);
    await fillTicket('60.00', '5', page);
    await page.getByTestId('preview-denial').getByText('The market is closed').waitFor();
    room.isDeaf = true;
    await room.socket.close();
    await preview.getByText('–').first().waitFor();
    await page.context().close();
});
