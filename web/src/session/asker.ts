import type { Credentials } from './credentials';
import { ask, ProblemError, type AskOptions } from './rest';

/** Asks by REST with a credential that is good now, as one account or another. */
export class Asker {
    constructor(private readonly credentials: Credentials) {}

    /** `account`: acted as, 0 for the credential's own. Rejects with a {@link ProblemError}. */
    async ask<T>(path: string, account: bigint, options: AskOptions): Promise<T> {
        const sign = path.includes('?') ? '&' : '?';
        const at = account !== 0n && isOfAccount(path) ? `${path}${sign}account=${account}` : path;
        try {
            return await ask<T>(at, await this.credentials.token(), options);
        } catch (failure) {
            const isOver = failure instanceof ProblemError && failure.status === 401;
            if (!isOver || !this.credentials.isSession) throw failure;
            return ask<T>(at, await this.credentials.renew(), options);
        }
    }
}

/** Requests that say which account they are for by a parameter, and do not say it themselves. */
export function isOfAccount(path: string): boolean {
    if (path.includes('account=')) return false;
    return !/^\/api\/v1\/(admin|me|sessions|people|audit|assets|accounts|universes|gifts|pictures)/.test(path);
}
