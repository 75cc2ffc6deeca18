import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

// While working on screens: `npm run dev` with RIALTO=http://127.0.0.1:8080 naming a running venue,
// which must allow the page's origin.
const venue = process.env.RIALTO ?? 'http://127.0.0.1:8080';

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
    test: { include: ['src/**/*.test.ts'] },
});
