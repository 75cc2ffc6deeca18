// ./rialto bench web [--minutes N] [--updates-per-second N] [--profile] [--json FILE]: the trading
// screen in Chromium while the engine takes 20,000 updates a second in the market on screen. With
// --profile, where the time goes instead of what a user feels.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { serious } from './axe.mjs';
import { launch, live, signIn, wholeChromiumPath } from './browser.mjs';
import { observe } from './observe.mjs';
import { profile } from './profile.mjs';
import { java, jar, Venue } from './venue.mjs';

const { values: options } = parseArgs({
    options: {
        minutes: { type: 'string', default: '1' },
        'updates-per-second': { type: 'string', default: '20000' },
        profile: { type: 'boolean', default: false },
        json: { type: 'string' },
    },
});
const MINUTES = Number(options.minutes);
const ORDERS_A_MINUTE = 60;
const LOOK_MILLIS = 2 * 60_000;

if (!wholeChromiumPath) {
    console.error('rialto: bench web needs Chromium: apt-get install chromium, or name one in CHROMIUM');
    process.exit(2);
}
if (!(MINUTES > 0)) {
    console.error('rialto: --minutes needs a number above 0');
    process.exit(2);
}

// As it is run, with all compilers.
const venue = await Venue.start(undefined, []);
let browser, load;
try {
    const started = await busy();
    load = started.process;
    browser = await launch(wholeChromiumPath);
    const result = options.profile ? await profiled(started) : await measure(started);
    if (load.exitCode !== null) throw new Error('the load ended meanwhile: the machine is too busy to measure');
    const text = JSON.stringify(result, undefined, 1);
    console.log(text);
    if (options.json) writeFileSync(options.json, `${text}\n`);
} finally {
    await browser?.close();
    load?.kill();
    await venue.stop();
}

/** Starts what keeps the market busy. */
async function busy() {
    const words = ['bench', 'load', '--url', venue.url, '--token', venue.token];
    const rate = ['--updates-per-second', options['updates-per-second']];
    const process = spawn(java(), ['-Xmx512m', '-jar', jar, ...words, ...rate], { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(process, 'exit').then(() => {
        throw new Error('the load ended before it began');
    });
    const [line] = await Promise.race([once(createInterface({ input: process.stdout }), 'line'), gone]);
    gone.catch(() => {});
    // What keeps the venue busy is not what is measured: it gets what the others leave.
    setPriority(process.pid, 5);
    return { process, ...JSON.parse(line) };
}

async function opened({ market, token }) {
    const context = await browser.newContext({ viewport: { width: 1680, height: 1010 }, bypassCSP: true });
    context.setDefaultTimeout(60_000);
    await context.addInitScript(observe);
    const page = await context.newPage();
    await signIn(page, venue.url, token, market);
    return page;
}

async function profiled(started) {
    const page = await opened(started);
    // What is made and compiled once is not what a second costs.
    await page.waitForTimeout(15_000);
    const seconds = Math.max(5, MINUTES * 60);
    return profile({ browser, page, venue, load: started.process, seconds, sequence });
}

async function measure(started) {
    const page = await opened(started);
    const context = page.context();

    // A first load: signed in, nothing of the page at hand.
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    const scripts = new Set();
    page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.add(request.url());
    });
    await page.reload();
    await live(page);
    await page.waitForTimeout(5_000);
    const load = await page.evaluate(() => window.measured.load());
    const scriptGzipBytes = await gzipBytes([...scripts]);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: false });

    // A while before it counts: what is made once is made.
    await devtools.send('Performance.enable');
    await page.waitForTimeout(10_000);
    const heaps = [await heap(devtools)];
    const sequenceBefore = await sequence();
    await page.evaluate(() => window.measured.begin());
    const before = await metrics(devtools);
    await trade(page, async () => heaps.push(await heap(devtools)));
    const after = await metrics(devtools);
    const told = await page.evaluate(() => window.measured.end());
    const seconds = after.Timestamp - before.Timestamp;
    const updates = ((await sequence()) - sequenceBefore) / seconds;
    heaps.push(await heap(devtools));
    const reconnectMillis = await reconnects(page);
    const found = await serious(page);
    return {
        minutes: MINUTES,
        eventsPerSecond: Math.round(updates),
        frameMillis: told.frameMillis,
        keyToAckMillis: told.keyToAckMillis,
        keyToPaintMillis: told.keyToPaintMillis,
        orders: told.orders,
        mainThreadShare: round((after.TaskDuration - before.TaskDuration) / seconds, 3),
        heapGrowthMegabytes: round((heaps[heaps.length - 1] - heaps[0]) / 1e6, 2),
        heapMegabytes: heaps.map((bytes) => round(bytes / 1e6, 2)),
        reconnectMillis: round(reconnectMillis, 0),
        scriptGzipBytes,
        lcpMillis: round(load.lcpMillis, 0),
        tbtMillis: round(load.tbtMillis, 0),
        cls: round(load.cls, 4),
        axeSerious: found.length,
    };
}

/** Orders by the keyboard, far from the touch, and cancelled again; looks at every second minute. */
async function trade(page, look) {
    await page.getByLabel('Price', { exact: true }).fill('50.00');
    await page.getByLabel('Quantity', { exact: true }).fill('1');
    const end = Date.now() + MINUTES * 60_000;
    let lookAt = Date.now() + LOOK_MILLIS;
    while (Date.now() < end) {
        if (Date.now() > lookAt) {
            await look();
            lookAt += LOOK_MILLIS;
        }
        const next = Date.now() + 60_000 / ORDERS_A_MINUTE;
        await page.getByLabel('Quantity', { exact: true }).press('Enter');
        await page.getByTestId('done').waitFor();
        await page.waitForTimeout(Math.max(0, next - Date.now()) / 2);
        await page.locator('h1').first().click();
        await page.keyboard.press('q');
        await page.waitForTimeout(Math.max(0, next - Date.now()));
    }
}

/** From the end of a connection until the page is live again, with a book. */
async function reconnects(page) {
    const times = [];
    for (let i = 0; i < 5; i++) {
        times.push(await page.evaluate(() => window.measured.reconnect()));
        await live(page);
        await page.waitForTimeout(500);
    }
    return times.sort((a, b) => a - b)[2];
}

async function metrics(devtools) {
    const told = await devtools.send('Performance.getMetrics');
    return Object.fromEntries(told.metrics.map(({ name, value }) => [name, value]));
}

async function heap(devtools) {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** Of the venue's last event that its gateway shows. */
async function sequence() {
    const response = await fetch(`${venue.url}/health`);
    return Number((await response.json()).sequence);
}

/** What the scripts weigh on the way, as gzip makes them. */
async function gzipBytes(urls) {
    let sum = 0;
    for (const url of urls) {
        sum += await new Promise((done, failed) => {
            get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
                let bytes = 0;
                response.on('data', (chunk) => (bytes += chunk.length));
                response.on('end', () => done(bytes));
            }).on('error', failed);
        });
    }
    return sum;
}

function round(value, digits) {
    return Number(value.toFixed(digits));
}
