// Where the time goes while the trading screen is open: what arrives, what each thread of the
// browser and of the venue takes and how long it waits for a core, and what the page's main thread
// does, by its own account and by samples. Figures are for each second. Times by the clock are worth
// little while others use the machine; those of a core are worth something.
import { readdirSync, readFileSync } from 'node:fs';

const TOP = 25;
/** Threads that take less than this many milliseconds a second are not told. */
const LEAST_MILLIS = 3;
const SAMPLE_MICROS = 250;

/** Measures three times as many seconds: by counting alone, by samples, by traces. */
export async function profile({ browser, page, venue, load, seconds, sequence }) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const root = await browser.newBrowserCDPSession();
    const of = new Map([
        [venue.process.pid, 'venue'],
        [load.pid, 'load'],
    ]);
    const { processInfo } = await root.send('SystemInfo.getProcessInfo');
    for (const { id, type } of processInfo) of.set(id, type === 'browser' ? 'browser' : `browser ${type}`);
    const [sequenceBefore, begun] = [await sequence(), performance.now()];
    const counted = await count(page, devtools, of, seconds);
    const eventsPerSecond = Math.round(((await sequence()) - sequenceBefore) / ((performance.now() - begun) / 1_000));
    const functions = await samples(devtools, page, seconds);
    const main = await traces(root, page, seconds);
    return { eventsPerSecond, ...counted, main, functions };
}

async function count(page, devtools, of, seconds) {
    const received = () => page.evaluate(() => window.measured.received());
    const [threadsBefore, metricsBefore, receivedBefore] = [threads(of), await metrics(devtools), await received()];
    await page.waitForTimeout(seconds * 1_000);
    const [threadsAfter, metricsAfter, receivedAfter] = [threads(of), await metrics(devtools), await received()];
    const took = metricsAfter.Timestamp - metricsBefore.Timestamp;
    const each = (name, by = 1) => rounded(((metricsAfter[name] - metricsBefore[name]) * by) / took);
    return {
        seconds: rounded(took),
        messages: rounded((receivedAfter.messages - receivedBefore.messages) / took),
        kilobytes: rounded((receivedAfter.bytes - receivedBefore.bytes) / 1_000 / took),
        // By the clock: they include what a task waits for a core.
        taskMillis: each('TaskDuration', 1_000),
        scriptMillis: each('ScriptDuration', 1_000),
        styleMillis: each('RecalcStyleDuration', 1_000),
        layoutMillis: each('LayoutDuration', 1_000),
        styles: each('RecalcStyleCount'),
        layouts: each('LayoutCount'),
        nodes: metricsAfter.Nodes,
        threads: difference(threadsBefore, threadsAfter, took),
    };
}

/** Nanoseconds on a core, and waiting for one, by thread, as the kernel counts them. */
function threads(of) {
    const found = new Map();
    for (const [pid, name] of of) {
        for (const thread of listed(`/proc/${pid}/task`)) {
            const at = `/proc/${pid}/task/${thread}`;
            try {
                const [ran, waited] = readFileSync(`${at}/schedstat`, 'utf8').split(' ').map(Number);
                found.set(`${pid}:${thread}`, {
                    name: `${name}: ${readFileSync(`${at}/comm`, 'utf8').trim().replace(/[-/]?\d+$/, '')}`,
                    ran,
                    waited,
                });
            } catch {
                // It has ended meanwhile.
            }
        }
    }
    return found;
}

function listed(directory) {
    try {
        return readdirSync(directory);
    } catch {
        return [];
    }
}

function difference(before, after, seconds) {
    const sums = new Map();
    for (const [id, { name, ran, waited }] of after) {
        const sum = sums.get(name) ?? { cpuMillis: 0, waitedMillis: 0 };
        sum.cpuMillis += (ran - (before.get(id)?.ran ?? 0)) / 1e6 / seconds;
        sum.waitedMillis += (waited - (before.get(id)?.waited ?? 0)) / 1e6 / seconds;
        sums.set(name, sum);
    }
    const told = [...sums].filter(([, sum]) => sum.cpuMillis >= LEAST_MILLIS);
    told.sort(([, a], [, b]) => b.cpuMillis - a.cpuMillis);
    return Object.fromEntries(
        told.map(([name, sum]) => [
            name,
            { cpuMillis: rounded(sum.cpuMillis), waitedMillis: rounded(sum.waitedMillis) },
        ]),
    );
}

/** Milliseconds by function, without those that it calls. */
async function samples(devtools, page, seconds) {
    await devtools.send('Profiler.enable');
    await devtools.send('Profiler.setSamplingInterval', { interval: SAMPLE_MICROS });
    await devtools.send('Profiler.start');
    await page.waitForTimeout(seconds * 1_000);
    const { profile: told } = await devtools.send('Profiler.stop');
    const nodes = new Map(told.nodes.map((node) => [node.id, node.callFrame]));
    const micros = new Map();
    told.samples.forEach((id, index) => {
        const { functionName, url, lineNumber, columnNumber } = nodes.get(id);
        const file = url.replace(/.*\//, '');
        const key = `${functionName || '(no name)'}${file ? ` ${file}:${lineNumber + 1}:${columnNumber}` : ''}`;
        micros.set(key, (micros.get(key) ?? 0) + told.timeDeltas[index]);
    });
    micros.delete('(idle)');
    const all = (told.endTime - told.startTime) / 1e6;
    return top(micros, all * 1_000);
}

/** CPU milliseconds of the page's main thread by what it does, without what is done within. */
async function traces(root, page, seconds) {
    const events = [];
    root.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    const isOver = new Promise((done) => root.once('Tracing.tracingComplete', done));
    const includedCategories = ['devtools.timeline', 'toplevel', '__metadata'];
    await root.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
    await page.waitForTimeout(seconds * 1_000);
    await root.send('Tracing.end');
    await isOver;
    const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
    const busiest = mains
        .map(({ pid, tid }) => events.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid))
        .sort((a, b) => b.length - a.length)[0];
    busiest.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    const micros = new Map();
    const add = (name, by) => micros.set(name, (micros.get(name) ?? 0) + by);
    const open = [];
    for (const event of busiest) {
        while (open.length > 0 && open[open.length - 1].ts + open[open.length - 1].dur <= event.ts) open.pop();
        const took = event.tdur ?? 0;
        add(event.name, took);
        if (open.length > 0) add(open[open.length - 1].name, -took);
        open.push(event);
    }
    const frames = busiest.filter(({ name }) => name === 'Layerize').length;
    return { frames: rounded(frames / seconds), ...top(micros, seconds * 1_000) };
}

function top(micros, perSecond) {
    return Object.fromEntries(
        [...micros]
            .sort(([, a], [, b]) => b - a)
            .slice(0, TOP)
            .map(([name, sum]) => [name, rounded(sum / perSecond)]),
    );
}

async function metrics(devtools) {
    const told = await devtools.send('Performance.getMetrics');
    return Object.fromEntries(told.metrics.map(({ name, value }) => [name, value]));
}

function rounded(value) {
    return Number(value.toFixed(1));
}
