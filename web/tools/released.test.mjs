import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const web = new URL('..', import.meta.url).pathname;
const protocol = join(web, '../protocol');
const now = join(protocol, 'src/main/protobuf');
const releases = readdirSync(join(protocol, 'released')).sort();

/** What `buf breaking` says of a protocol after a release; nothing where old clients can go on. */
function broken(after, release) {
    try {
        const against = join(protocol, 'released', release);
        execFileSync('node_modules/.bin/buf', ['breaking', after, '--against', against], {
            cwd: web,
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        return '';
    } catch (failure) {
        return failure.stdout + failure.stderr;
    }
}

describe('the protocol of the stream', () => {
    it('has releases that it is held against', () => assert.notEqual(releases.length, 0));

    for (const release of releases) {
        it(`breaks no client of release ${release}`, () => assert.equal(broken(now, release), ''));
    }

    for (const [change, before, after] of [
        ['a field is renumbered', 'uint64 correlation_id = 1;', 'uint64 correlation_id = 999;'],
        ['a field is typed anew', 'string idempotency_key = 2;', 'bytes idempotency_key = 2;'],
        ['a request is gone', '    PlaceOrder place_order = 20;\n', ''],
    ]) {
        it(`is refused where ${change}`, () => {
            const folder = mkdtempSync(join(tmpdir(), 'rialto-protocol-'));
            try {
                cpSync(now, folder, { recursive: true });
                const file = join(folder, 'rialto/v1/stream.proto');
                const text = readFileSync(file, 'utf8');
                assert.ok(text.includes(before), before);
                writeFileSync(file, text.replace(before, after));
                assert.match(broken(folder, releases.at(-1)), /stream\.proto:\d+/);
            } finally {
                rmSync(folder, { recursive: true });
            }
        });
    }
});
