// After the build: what a first load of the trading screen weighs in scripts, as the gateway sends
// them and `rialto bench web` counts them. The build fails where that is more than UI.md allows.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BYTES_MAX = 200_000;
const web = new URL('..', import.meta.url).pathname;
const site = join(web, 'target/classes/web');
const generated = '.svelte-kit/generated/client-optimized';
const manifest = JSON.parse(
    readFileSync(join(web, '.svelte-kit/output/client/.vite/manifest.json'), 'utf8'),
);

/** The only one whose name in the manifest fits. */
function only(what, fits) {
    const found = Object.keys(manifest).filter(fits);
    if (found.length !== 1) throw new Error(`${what}: ${found.length} in the manifest instead of one`);
    return found[0];
}

/** The route's own script: SvelteKit numbers them, and each names the page that it is of. */
function isTrade(name) {
    if (!name.startsWith(`${generated}/nodes/`)) return false;
    return readFileSync(join(web, name), 'utf8').includes('/routes/trade/');
}

const first = [
    only('the start', (name) => name.endsWith('/runtime/client/entry.js')),
    only('the app', (name) => name === `${generated}/app.js`),
    only('the layout', (name) => name === `${generated}/nodes/0.js`),
    only('the page of errors', (name) => name === `${generated}/nodes/1.js`),
    only('the trading screen', isTrade),
    // Fetched by the chart as soon as it is there; whatever else is fetched at once belongs here.
    only('the chart', (name) => name.startsWith('node_modules/lightweight-charts/')),
];

const files = new Map();
function take(name) {
    const { file, imports = [] } = manifest[name];
    if (files.has(file)) return;
    files.set(file, name);
    for (const each of imports) take(each);
}
first.forEach(take);
const scripts = readdirSync(join(site, '_app/immutable'));
const begin = scripts.filter((file) => /^begin\.\w+\.js$/.test(file));
if (begin.length !== 1) throw new Error(`the script of the page: ${begin.length} instead of one`);
for (const file of begin) files.set(`_app/immutable/${file}`, 'the script of the page');

/** What is small goes as it is. */
function sent(file) {
    const path = join(site, file);
    return statSync(existsSync(`${path}.gz`) ? `${path}.gz` : path).size;
}

const rows = [...files].map(([file, name]) => ({ file, name, bytes: sent(file) }));
const sum = rows.reduce((all, { bytes }) => all + bytes, 0);
const isTooMuch = sum > BYTES_MAX;
if (isTooMuch || process.argv.includes('--list')) {
    rows.sort((a, b) => b.bytes - a.bytes);
    for (const { file, name, bytes } of rows) console.error(`${String(bytes).padStart(7)} ${file} ${name}`);
    console.error(`${String(sum).padStart(7)} of ${BYTES_MAX} in ${rows.length} scripts`);
}
if (isTooMuch) {
    console.error('web: a first load of the trading screen is too heavy: load later what is not seen at first.');
    process.exit(1);
}
