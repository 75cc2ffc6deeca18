// After vite: takes the inline script out of the page, so that the content security policy needs no
// exception; compresses once what would be compressed at every request; lists what there is.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const site = new URL('../target/classes/web/', import.meta.url).pathname;
const COMPRESSED = /\.(html|js|css|svg|json|txt)$/;
const WORTH_BYTES = 1_000;

function hash(content) {
    return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function filesIn(directory, prefix = '') {
    return readdirSync(directory).flatMap((name) => {
        const path = join(directory, name);
        const address = `${prefix}/${name}`;
        return statSync(path).isDirectory() ? filesIn(path, address) : [address];
    });
}

const page = join(site, 'index.html');
let html = readFileSync(page, 'utf8');
html = html.replace(/<script>([\s\S]*?)<\/script>/g, (whole, script) => {
    const address = `/_app/immutable/begin.${hash(script)}.js`;
    writeFileSync(join(site, address), script);
    return `<script src="${address}"></script>`;
});
if (/<script(?![^>]*\bsrc=)/.test(html) || /\sstyle="/.test(html)) {
    throw new Error('The page still has a script or a style inside');
}
writeFileSync(page, html);

const lines = filesIn(site)
    .sort()
    .map((address) => {
        const content = readFileSync(join(site, address));
        const line = [address, hash(content)];
        if (COMPRESSED.test(address) && content.length >= WORTH_BYTES) {
            const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
            writeFileSync(
                join(site, `${address}.br`),
                brotliCompressSync(content, { params: quality }),
            );
            writeFileSync(join(site, `${address}.gz`), gzipSync(content, { level: 9 }));
            line.push('br', 'gzip');
        }
        return line.join(' ');
    });
writeFileSync(join(site, 'files.list'), `${lines.join('\n')}\n`);
