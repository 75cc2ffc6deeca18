import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// While working on screens: `npm run dev` with RIALTO=http://127.0.0.1:8080 naming a running venue,
// which must allow the page's origin.
const venue = process.env.RIALTO ?? 'http://127.0.0.1:8080';

// Tests that put something in the place of a module, a global or the clock, or use what a page has once,
// have a world of their own; the others share one, in which modules are loaded but once.
const tests = readdirSync('src', { recursive: true })
    .map((path) => `src/${path}`)
    .filter((path) => path.endsWith('.test.ts'));
const alone = tests.filter((path) => /\bvi\b|\$session|src\/session/.test(path + readFileSync(path, 'utf8')));

export default defineConfig({
    plugins: [tailwindcss(), sveltekit()],
    logLevel: process.env.RIALTO ? 'info' : 'warn',
    build: { target: 'es2022', assetsInlineLimit: 0 },
    server: {
        proxy: Object.fromEntries(
            ['/api', '/health', '/metrics', '/openapi.json'].map((path) => [
                path,
                { target: venue, ws: true, changeOrigin: false },
            ]),
        ),
    },
    test: {
        pool: 'threads',
        projects: [
            { extends: true, test: { name: 'alone', include: alone } },
            { extends: true, test: { name: 'together', include: tests, exclude: alone, isolate: false } },
        ],
    },
});
