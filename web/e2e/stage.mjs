// One venue, one provider to sign in at and one browser for all tests of the screens.
import { after, before } from 'node:test';
import { chromiumPath, launch, signIn } from './browser.mjs';
import { Provider } from './provider.mjs';
import { enliven, Venue } from './venue.mjs';

/** How long something may take on a slow machine, in milliseconds. */
export const PATIENCE = Number(process.env.PATIENCE ?? 60_000);

if (!chromiumPath) {
    const why = 'no Chromium: apt-get install chromium-headless-shell, or name one in CHROMIUM';
    if (process.env.CI) throw new Error(why);
    console.error(`web: end-to-end tests left out: ${why}`);
    process.exit(0);
}

/** What the tests share; filled before the first of them. */
export const stage = {
    ...{ venue: undefined, provider: undefined, page: undefined },
    ...{ maker: undefined, taker: undefined, me: undefined },
};

/** What pages threw, or said of a policy that was broken. */
export const complaints = [];
let browser;

before(async () => {
    stage.provider = await Provider.start();
    [stage.venue, browser] = await Promise.all([Venue.start(stage.provider), launch()]);
    const { venue } = stage;
    await venue.furnish();
    [stage.maker, stage.taker, stage.me] = [
        await venue.trader('Maker'),
        await venue.trader('Taker'),
        await venue.trader('Ada', '100000', '500'),
    ];
    await enliven(venue, stage.maker, stage.taker, 'COPPER-USD', 10_127, 12);
    stage.page = await open({ width: 1440, height: 900 });
    await signIn(stage.page, venue.url, stage.me.token);
    await stage.page.getByRole('region', { name: 'Ladder' }).getByRole('row').nth(5).waitFor();
});

after(async () => {
    await browser?.close();
    await stage.venue?.stop();
    await stage.provider?.stop();
});

/** A page that shares nothing with the others. */
export async function open(viewport, more = {}) {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...more });
    context.setDefaultTimeout(PATIENCE);
    const made = await context.newPage();
    made.on('pageerror', (error) => complaints.push(error.message));
    made.on('console', (message) => {
        // A policy that is broken is said here and nowhere else; what was refused is not.
        const isKnown = /WebSocket|ERR_CONNECTION|ERR_EMPTY_RESPONSE|status of (4\d\d|503)/.test(message.text());
        // A provider's pages load what they like.
        const isOurs = !stage.venue || message.location().url.startsWith(stage.venue.url);
        if (message.type() === 'error' && isOurs && !isKnown) complaints.push(message.text());
    });
    return made;
}
