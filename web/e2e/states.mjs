// What each screen shows before the venue has answered, when it has nothing, refuses, fails or is
// away, and once it is back: every question of a page is held, refused, cut and answered in turn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { live, signIn } from './browser.mjs';
import { drive, place, question, Room, title } from './room.mjs';
import { stage } from './stage.mjs';

const LOADING = 'Loading …';
const NOTHING_DONE = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z', assets: [], markets: [] };
const trader = () => [
    place('/auctions', [question(/\/items$/, { label: 'Loading items' }, 'A clock', { items: [] }, 'Nothing is for sale')]),
    place('/standings', [
        question(/\/universes$/, LOADING, { label: 'Cohort' }, { universes: [] }, 'No class or competition yet'),
    ]),
    place('/standings', [
        question(/\/standings/, { label: 'Loading standings' }, /you/, { asset: 'USD', standings: [] }, 'Nobody is in States yet'),
    ]),
    place('/standings', [question(/\/statement/, LOADING, { label: 'By asset' }, NOTHING_DONE, 'Nothing came or went in it')], (page) =>
        page.getByRole('button', { name: 'Show the report' }).click(),
    ),
    place('/markets/STATES', [
        question(/\/markets\/STATES$/, 'Loading the rest …', 'Open orders now'),
        question(/\/markets\/STATES\/status-history/, LOADING, 'a look', { changes: [] }, 'It has had one status'),
        question(/\/markets\/STATES\/corrections/, undefined, undefined),
    ]),
    place('/markets/STATES/options', [
        question(/\/options$/, LOADING, { role: ['link', 'put'] }, { options: [] }, 'No option on STATES yet'),
        question(/\/markets$/, undefined, undefined),
    ]),
    place('/markets/STATES-FUND', [question(/\/funds$/, LOADING, 'Its constituents are worth', { funds: [] }, 'One of its constituents is not there')]),
    place('/markets', [question(/\/assets$/, undefined, undefined, { assets: [] }, 'No asset is listed yet')], (page) =>
        page.getByRole('button', { name: 'New market' }).click(),
    ),
    place('/portfolio', [
        question(/\/equity/, 'Loading what it was worth …', { role: ['img', /^Worth from/] }, { points: [] }, 'No past yet.'),
        question(/\/markets$/, undefined, undefined),
    ]),
    place('/portfolio#history', [
        question(/\/postings/, LOADING, { role: ['columnheader', 'Total after'] }, { postings: [] }, 'Nothing has moved in this account yet'),
    ]),
    place('/portfolio#universes', [
        question(/\/universes$/, LOADING, { role: ['cell', 'States'] }, { universes: [] }, 'You are in the main one only'),
    ]),
    place('/portfolio#accounts', [question(/\/accounts$/, undefined, { role: ['button', /^Acting as/] })]),
    // Asked when the page connects.
    place('/portfolio', [question(/\/positions$/, undefined, { role: ['link', 'STATES'] })], (_, room) => room.socket.close()),
    place('/trade/POWER-USD', [question(/\/markets\/\d+\/trades$/, 'Loading the trades …', 'Nothing has traded yet.')]),
    place('/portfolio#accounts', [question(/\/accounts\/\d+\/owners$/, undefined, undefined)], (page) =>
        page.getByRole('button', { name: /^Change account/ }).first().click(),
    ),
];

const administrator = () => [
    place(
        '/class',
        [
            question(/\/members$/, LOADING, { role: ['cell', 'Ada'] }, { members: [] }, 'Nobody yet'),
            question(/\/admin\/accounts/, LOADING, { label: 'Not in it yet' }, { accounts: [] }, 'Everybody who has an account is in it'),
        ],
        (page) => page.getByRole('button', { name: 'Take in' }).click(),
    ),
    place('/class', [question(/\/markets\?account=/, LOADING, undefined, { markets: [] }, 'No market yet: act as')]),
    place('/class', [question(/\/universes$/, LOADING, 'Message to everyone', { universes: [] }, 'New cohort')]),
    place(
        '/operate',
        [
            question(/\/(health|invariants|metrics)$/, LOADING, 'Looked at'),
            question(/\/admin\/services$/, LOADING, 'Newest snapshot'),
            question(/\/admin\/kill-switches$/, LOADING, 'Nothing is stopped', { venue: 'released', markets: [], accounts: [] }, 'Nothing is stopped'),
            question(/\/admin\/events/, LOADING, { label: 'Events, newest first' }, { events: [] }, 'Nothing has happened yet'),
            question(/\/audit/, LOADING, { role: ['columnheader', 'By account'] }, { actions: [] }, 'Nothing yet'),
        ],
        (page) => page.getByRole('button', { name: 'Follow' }).click(),
    ),
    place('/operate', [question(/\/markets$/, LOADING, { label: 'Limits of STATES' }, { markets: [] }, 'No market yet.')]),
    place('/operate', [question(/\/markets\/\d+\/protections$/, undefined, undefined)], (page) =>
        page.getByRole('button', { name: 'Limits of STATES', exact: true }).click(),
    ),
    place('/markets/STATES', [
        question(/\/positions/, LOADING, { role: ['cell', 'Ada'] }, { positions: [] }, 'Nobody has contracts of it'),
        question(/\/visibility$/, LOADING, 'Hide whose orders they are'),
        question(/\/protections$/, undefined, undefined),
    ]),
];

const person = () => [
    place('/account', [
        question(/\/sessions$/, LOADING, 'this one'),
        question(/\/me\/keys$/, LOADING, 'No keys.', { keys: [] }, 'No keys.'),
    ]),
    place('/developers', [question(/\/openapi\.json$/, LOADING, { role: ['heading', 'Orders'] }, { paths: {}, components: {} }, 'No operation')]),
    place('/markets', [question(/\/messages$/, undefined, undefined, { messages: [] }, 'Nobody has said anything')], async (page) => {
        await page.keyboard.press('Escape');
        await page.getByTestId('account').click();
        await page.getByRole('button', { name: 'Messages to everyone' }).click();
    }),
];

/** Something of each kind. */
async function furnish() {
    const { venue, me, taker } = stage;
    const limits = { tick: '0.01', lot: '1', quantityMaximum: '1000', positionMaximum: '1000' };
    const range = { quote: 'USD', priceMinimum: '0', priceMaximum: '100' };
    await venue.ask('POST', '/api/v1/outcome-markets', { symbol: 'STATES', title: 'Of screens', ...range, ...limits });
    await venue.order(taker, 'sell', '40', 1, { market: 'STATES' });
    await venue.order(me, 'buy', '40', 1, { market: 'STATES' });
    const option = { title: 'A put', underlying: 'STATES', optionType: 'put', strike: '30', expiresAt: '2099-01-01T00:00:00Z' };
    await venue.ask('POST', '/api/v1/options', { symbol: 'STATES-PUT', ...option, ...limits });
    const constituents = [{ market: 'STATES', multiplier: 2 }];
    await venue.ask('POST', '/api/v1/funds', { symbol: 'STATES-FUND', title: 'A fund', constituents, redemptionFee: '0', ...limits });
    await venue.ask('PATCH', '/api/v1/admin/markets/STATES', { status: 'paused', reason: 'a look' });
    await venue.ask('POST', '/api/v1/items', { name: 'A clock', asset: 'USD' }, taker.token);
    const { id: owner } = await venue.ask('GET', '/api/v1/account');
    const { id } = await venue.ask('POST', '/api/v1/admin/universes', { name: 'States', owner });
    await venue.ask('POST', `/api/v1/universes/${id}/cohort`, { asset: 'USD', startingBalance: '10', marketCreators: 'members' });
    await venue.ask('POST', `/api/v1/universes/${id}/accounts`, { user: me.id, name: 'Ada' });
    const { code } = await venue.ask('POST', '/api/v1/admin/join-codes', { label: 'states', uses: 1 });
    await venue.ask('POST', '/api/v1/people', { name: 'Hedy', code, password: 'frequency hopping' });
}

async function logIn(page) {
    await page.getByLabel('E-mail or name').fill('Hedy');
    await page.getByRole('tabpanel').getByLabel('Password', { exact: true }).fill('frequency hopping');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
}

/** As somebody who has signed in. */
const LANES = [
    ['a trader', trader, (page) => signIn(page, stage.venue.url, stage.me.token)],
    ['an administrator', administrator, (page) => signIn(page, stage.venue.url, stage.venue.token)],
    [
        'a person',
        person,
        async (page) => {
            await page.goto(stage.venue.url);
            await logIn(page);
        },
    ],
];

test('every screen says when it loads, is empty, refused, failed, away and old, and comes back', { concurrency: true }, async (t) => {
    await furnish();
    // Beside each other: they wait more than they do.
    const lanes = LANES.map(([who, places, enter]) =>
        t.test(`as ${who}`, async () => {
            const room = await Room.open(enter);
            for (const at of places()) await drive(room, at);
            await room.page.context().close();
        }),
    );
    await Promise.all(lanes);
});

test('the page says when it connects, hears nothing, and what it could not ask for at first', async () => {
    const { venue, me } = stage;
    const room = new Room();
    const [ways, outcomes, person] = [question(/\/sessions\/ways$/), question(/\/outcome-markets$/), question(/\/v1\/me$/)];
    const fills = question(/\/v1\/trades$/);
    room.questions = [ways, outcomes, person, fills];
    for (const each of room.questions) each.mode = 500;
    fills.mode = 'hold';
    const page = await room.in();
    await page.goto(venue.url);
    await room.again(ways, title(ways.asked, 500), 'pass');
    await page.getByRole('link', { name: 'Sign in with the provider' }).waitFor();

    // Nobody answers at first.
    room.isDeaf = true;
    await page.getByRole('tab', { name: 'Access token' }).click();
    await page.locator('#token').fill(me.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const link = page.locator('footer [data-link]');
    await link.getByText('Connecting …').waitFor();
    await room.go('/markets');
    await page.getByRole('status', { name: 'Loading markets' }).waitFor();
    await room.go('/portfolio');
    await page.getByText('Loading your account …').waitFor();
    await room.go('/trade/COPPER-USD');
    await page.getByRole('main').getByText('Loading …').waitFor();
    room.isDeaf = false;
    await room.socket.close();
    await link.getByText('Connected').waitFor();
    await page.getByTestId('last').getByText('.').waitFor();

    await page.getByRole('tab', { name: /^Fills/ }).click();
    await page.getByText('Loading your fills …').waitFor();
    await room.let(fills, 500);
    await room.again(fills, title(fills.asked, 500), 'pass');
    await page.getByRole('cell', { name: 'STATES' }).first().waitFor();

    // Nothing is heard: what is shown is grey, and nothing can be sent.
    await page.getByLabel('Price', { exact: true }).fill('60.00');
    await page.getByLabel('Quantity', { exact: true }).fill('1');
    const send = page.getByRole('button', { name: 'Buy 1 at 60.00' });
    await send.and(page.locator(':enabled')).waitFor();
    room.isDeaf = true;
    await link.getByText(/^Nothing heard for|Connection lost/).waitFor();
    await page.locator('.stale').first().waitFor();
    await link.getByText('Connection lost, trying again').waitFor();
    assert.equal(await send.isDisabled(), true);
    room.isDeaf = false;
    await room.socket.close();
    await link.getByText('Connected').waitFor();
    await page.locator('.stale').first().waitFor({ state: 'detached' });

    // What contracts are about was not told: they are there by their symbols.
    await room.go('/markets');
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'STATES', exact: true }) });
    await row.waitFor();
    assert.equal(await row.getByRole('cell', { name: 'Of screens' }).count(), 0);
    await room.again(outcomes, title(outcomes.asked, 500), 'pass');
    await row.getByRole('cell', { name: 'Of screens' }).waitFor();

    await page.getByTestId('account').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await logIn(page);
    await room.go('/account');
    await room.again(person, title(person.asked, 500), 'pass');
    await page.getByText('Signs in as').waitFor();
    await page.context().close();
});
