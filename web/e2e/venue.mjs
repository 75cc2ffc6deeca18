// A real venue for the tests of the screens: the program as it is shipped, on a free port, with a
// directory of its own, a few markets, and people who trade.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const root = new URL('../../', import.meta.url).pathname;
const START_MILLIS = 120_000;
const PORTS_FROM = 20_000;
const PORTS_TO = 32_000;

/** The program, as it was built. */
export const jar = process.env.RIALTO_JAR ?? join(root, 'app/target/rialto.jar');
/** What the launcher wrote down beside it; where that is not of this program, nothing comes of it. */
const cached = [`-XX:AOTCache=${jar.replace(/jar$/, 'aot')}`, '-Xlog:cds=off', '-Xlog:aot=off'];
/** For one that lives for a minute: what a second compiler makes would come too late. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1'];
/** The Java that everything is run by. */
export const java = () => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java');

/** Free when asked, and below those that the kernel gives away: what connects meanwhile does not get it. */
export async function freePort() {
    for (;;) {
        const port = PORTS_FROM + Math.floor(Math.random() * (PORTS_TO - PORTS_FROM));
        const server = createServer().listen(port, '127.0.0.1');
        try {
            await once(server, 'listening');
        } catch {
            continue;
        }
        server.close();
        await once(server, 'close');
        return port;
    }
}

export class Venue {
    /** Starts a new venue; `stop` ends it and removes what it left. */
    static async start(provider, flags = SHORT_LIVED) {
        const venue = new Venue();
        venue.flags = flags;
        venue.directory = mkdtempSync(join(tmpdir(), 'rialto-web-'));
        venue.port = await freePort();
        venue.url = `http://127.0.0.1:${venue.port}`;
        venue.more = provider?.options(venue.url) ?? [];
        await venue.up();
        return venue;
    }

    /** Starts the program and waits until it says that it is up. */
    async up() {
        const words = [
            ...['-Xmx512m', '-XX:+UseSerialGC', ...cached, ...this.flags, '-jar', jar],
            ...['up', '--empty', '--port', `${this.port}`, '--data', join(this.directory, 'data')],
            // A restart within seconds matters here, and no test cuts the power.
            ...['--durability', 'os', '--aeron', join(this.directory, 'aeron')],
            ...this.more,
        ];
        this.process = spawn(java(), words, { stdio: ['ignore', 'pipe', 'pipe'] });
        this.process.stderr.resume();
        const said = [];
        const lines = createInterface({ input: this.process.stdout });
        const isUp = new Promise((done, failed) => {
            lines.on('line', (line) => {
                said.push(line);
                this.token ??= /^\s+(rialto_\S+)$/.exec(line)?.[1];
                if (line.startsWith('Ctrl-C')) done();
            });
            this.process.once('exit', () => failed(new Error(`It ended:\n${said.join('\n')}`)));
            setTimeout(
                () => failed(new Error(`Not up in time:\n${said.join('\n')}`)),
                START_MILLIS,
            ).unref();
        });
        await isUp;
    }

    /** As the kernel would: nothing is closed, nothing is said. */
    async kill() {
        const gone = once(this.process, 'exit');
        this.process.kill('SIGKILL');
        await gone;
    }

    async stop() {
        if (this.process.exitCode === null && this.process.signalCode === null) {
            const gone = once(this.process, 'exit');
            this.process.kill('SIGTERM');
            await gone;
        }
        rmSync(this.directory, { recursive: true, force: true });
    }

    async ask(method, path, body, token = this.token, until = Date.now() + START_MILLIS) {
        const response = await fetch(this.url + path, {
            method,
            headers: {
                Authorization: `Bearer ${token}`,
                ...(body ? { 'Content-Type': 'application/json' } : {}),
            },
            ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const told = await response.json();
        if (told.code === 'view-behind' && Date.now() < until) {
            // Nothing was done; on a busy machine a view may need longer than one request waits.
            return this.ask(method, path, body, token, until);
        }
        if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`);
        return told;
    }

    /** Lists assets and opens markets. */
    async furnish() {
        const assets = [
            ['USD', 4, 2],
            ['COPPER', 2, 0],
            ['NICKEL', 2, 0],
            ['ZINC', 2, 0],
            ['CARBON', 2, 0],
            ['POWER', 2, 0],
        ];
        for (const [symbol, scale, displayScale] of assets) {
            await this.ask('POST', '/api/v1/admin/assets', { symbol, scale, displayScale });
        }
        for (const [base] of assets.slice(1)) {
            await this.ask('POST', '/api/v1/admin/markets', {
                symbol: `${base}-USD`,
                base,
                quote: 'USD',
                tick: '0.01',
                lot: '1',
                priceMaximum: '100000',
                quantityMaximum: '100000',
                takerFeePpm: 200,
            });
        }
    }

    /** A new account with money and goods, and its token. */
    async trader(name, money = '10000000', goods = '100000') {
        const { id } = await this.ask('POST', '/api/v1/admin/accounts', { name });
        for (const asset of ['COPPER', 'NICKEL', 'ZINC', 'CARBON', 'POWER']) {
            const body = { account: id, asset, amount: goods };
            await this.ask('POST', '/api/v1/admin/deposits', body);
        }
        await this.ask('POST', '/api/v1/admin/deposits', {
            account: id,
            asset: 'USD',
            amount: money,
        });
        const path = `/api/v1/admin/accounts/${id}/tokens`;
        const { token } = await this.ask('POST', path, { label: 'bench:screens', profile: 'bench' });
        return { id, token };
    }

    order(who, side, price, quantity, more = {}) {
        const body = { market: 'COPPER-USD', side, price: `${price}`, quantity: `${quantity}` };
        return this.ask('POST', '/api/v1/orders', { ...body, ...more }, who.token);
    }
}

/** Numbers that look random and are the same each time. */
export function seeded(seed) {
    let state = seed >>> 0;
    return () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32;
    };
}

/** Fills a market's book around a price and trades in it. */
export async function enliven(venue, maker, taker, market, middle, trades, seed = 7) {
    const random = seeded(seed);
    const price = (cents) => (cents / 100).toFixed(2);
    let cents = middle;
    for (let i = 1; i <= 24; i++) {
        for (const [side, at] of [
            ['buy', cents - i],
            ['sell', cents + i],
        ]) {
            const quantity = 20 + Math.floor(random() * 220);
            await venue.order(maker, side, price(at), quantity, { market });
        }
    }
    for (let i = 0; i < trades; i++) {
        const side = random() < 0.5 ? 'buy' : 'sell';
        const quantity = 1 + Math.floor(random() * 60);
        cents += Math.round((random() - 0.5) * 4);
        await venue.order(maker, side === 'buy' ? 'sell' : 'buy', price(cents), quantity, { market });
        await venue.order(taker, side, price(cents), quantity, { market, timeInForce: 'ioc' });
    }
}
