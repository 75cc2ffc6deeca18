// What Maven runs: installs by the lock file and builds, unless nothing has changed since.
// Where the packages cannot be had it says so and leaves the screens out; in CI that is a failure.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const home = new URL('..', import.meta.url).pathname;
const site = join(home, 'target/classes/web');
const mark = join(home, 'target/web-built-from');
const installed = join(home, 'node_modules/.installed-from');
const LEAST = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
    giveUp(`Node ${process.versions.node} is too old: the screens need ${LEAST.join('.')} or newer`);
}

const lock = digest([join(home, 'package.json'), join(home, 'package-lock.json')]);
const from = digest([
    ...['src', 'static', 'tools', '../protocol/src/main/protobuf', '../docs/protocol'].flatMap((name) =>
        filesIn(join(home, name)),
    ),
    ...readdirSync(home)
        .filter((name) => /\.(json|js|yaml)$/.test(name))
        .map((name) => join(home, name)),
]);
if (readOr(mark) === from && existsSync(join(site, 'files.list'))) process.exit(0);

if (readOr(installed) !== lock) {
    try {
        run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
        writeFileSync(installed, lock);
    } catch {
        giveUp('npm ci failed: is there a network, or a registry in .npmrc?');
    }
}
run('npm', 'run', '--silent', 'build');
writeFileSync(mark, from);

function run(program, ...words) {
    execFileSync(program, words, { cwd: home, stdio: ['ignore', 'inherit', 'inherit'] });
}

function giveUp(why) {
    console.error(`web: ${why}.`);
    if (process.env.CI) process.exit(1);
    console.error('web: built without screens; the rest is complete.');
    rmSync(site, { recursive: true, force: true });
    process.exit(0);
}

function readOr(path) {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function filesIn(directory) {
    return readdirSync(directory)
        .sort()
        .flatMap((name) => {
            const path = join(directory, name);
            // Generated from what is counted elsewhere.
            if (path === join(home, 'src/protocol')) return [];
            return statSync(path).isDirectory() ? filesIn(path) : [path];
        });
}

function digest(paths) {
    const all = createHash('sha256');
    for (const path of paths) all.update(path.slice(home.length)).update(readFileSync(path));
    return all.digest('hex');
}
