import adapter from '@sveltejs/adapter-static';

/**
 * SvelteKit's page announcer has its style as an attribute, which the policy forbids; app.css has it.
 *
 * @type {import('svelte/compiler').PreprocessorGroup}
 */
const announcer = {
    markup: ({ content, filename }) =>
        filename?.endsWith('generated/root.svelte')
            ? { code: content.replace(/ style="position: absolute[^"]*"/, '') }
            : undefined,
};

/** @type {import('@sveltejs/kit').Config} */
export default {
    preprocess: [announcer],
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
