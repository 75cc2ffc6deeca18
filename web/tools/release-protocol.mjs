// `node tools/release-protocol.mjs VERSION`: keeps the stream's protocol as a release has it, without
// its comments, under ../protocol/released. What was kept is not changed any more: `npm run breaking`
// holds what comes after against it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const version = process.argv[2] ?? '';
if (!/^\d+\.\d+\.\d+$/.test(version)) {
    console.error('release-protocol: name a version, like 1.2.0');
    process.exit(2);
}
const protocol = new URL('../../protocol', import.meta.url).pathname;
const from = join(protocol, 'src/main/protobuf/rialto/v1');
const to = join(protocol, 'released', version, 'rialto/v1');
mkdirSync(to, { recursive: true });
for (const name of readdirSync(from).sort()) {
    const bare = readFileSync(join(from, name), 'utf8')
        .replace(/^[ \t]*\/\/.*\n/gm, '')
        .replace(/\n{3,}/g, '\n\n');
    writeFileSync(join(to, name), bare);
}
