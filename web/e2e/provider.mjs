// A real OpenID Connect provider, the one of the identity's own tests, as a process: it shows a form,
// keeps the challenge of a sign-in and holds who exchanges its code to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, java, root } from './venue.mjs';

const PATIENCE_MILLIS = 120_000;

export class Provider {
    /** Starts one; `stop` ends it. */
    static async start() {
        const provider = new Provider();
        const port = await freePort();
        // Another name than the venue's: browsers send and keep what they would across sites.
        provider.issuer = `http://localhost:${port}/school`;
        // Written by the build; its main class is the one of its own container image.
        const classes = readFileSync(`${root}identity/target/test.classpath`, 'utf8').trim();
        const main = 'no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt';
        provider.process = spawn(java(), ['-Xmx128m', '-XX:+UseSerialGC', '-cp', classes, main], {
            env: {
                ...process.env,
                SERVER_HOSTNAME: 'localhost',
                SERVER_PORT: `${port}`,
                JSON_CONFIG: '{"interactiveLogin":true}',
            },
            stdio: 'ignore',
        });
        return provider;
    }

    /** Waits until it answers. */
    async ready() {
        const end = Date.now() + PATIENCE_MILLIS;
        for (;;) {
            try {
                await (await fetch(`${this.issuer}/.well-known/openid-configuration`)).json();
                return;
            } catch (failure) {
                if (this.process.exitCode !== null || Date.now() > end) throw failure;
            }
            await pause(100);
        }
    }

    /** What the program is told of it; its `callback` is the venue's. */
    options(url) {
        return [
            ...['--oidc-issuer', this.issuer, '--oidc-client', 'rialto'],
            ...['--oidc-redirect', `${url}/api/v1/sessions/provider/callback`],
            ...['--oidc-roles', 'realm_access.roles', '--oidc-administrator', 'teacher'],
        ];
    }

    async stop() {
        if (this.process.exitCode !== null || this.process.signalCode !== null) return;
        const gone = once(this.process, 'exit');
        this.process.kill('SIGTERM');
        await gone;
    }
}
