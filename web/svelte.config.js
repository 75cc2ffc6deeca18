import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
    compilerOptions: { runes: true },
    kit: {
        // One page that every address falls back to: what is shown is behind a sign-in anyway.
        adapter: adapter({ pages: 'target/classes/web', fallback: 'index.html' }),
        alias: {
            $protocol: 'src/protocol',
            $session: 'src/session',
            $state: 'src/state',
            $features: 'src/features',
        },
    },
};
