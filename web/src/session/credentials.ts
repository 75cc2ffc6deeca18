import { ask, ProblemError } from './rest';

/** What opens the venue: an access token of the engine's, or the pair of a session of a person. */
export type Credential =
    | { kind: 'token'; accessToken: string }
    | { kind: 'session'; accessToken: string; expiresAt: number; refreshToken: string };

/** What signing up, in and refreshing answer. */
export interface SessionAnswer {
    accessToken: string;
    expiresAt: string;
    refreshToken: string;
    account?: string;
    /** Made by the venue because none was chosen; told once. */
    password?: string;
}

const PLACE = 'rialto.credential';
/** An access token is renewed this long before it ends. */
const EARLY_MILLIS = 90_000;

export function sessionOf(answer: SessionAnswer): Credential {
    return {
        kind: 'session',
        accessToken: answer.accessToken,
        expiresAt: Date.parse(answer.expiresAt),
        refreshToken: answer.refreshToken,
    };
}

/**
 * The page's credential, kept in this tab or on this device. A refresh token is good once: pages that
 * share one exchange it in turn, and take what another has got for it.
 */
export class Credentials {
    private held: Credential | undefined = kept();
    private renewing: Promise<string> | undefined;

    get isThere(): boolean {
        return this.held !== undefined;
    }

    /** A person has signed in, rather than whoever has a token. */
    get isSession(): boolean {
        return this.held?.kind === 'session';
    }

    take(credential: Credential, onDevice: boolean): void {
        this.held = credential;
        this.renewing = undefined;
        const text = JSON.stringify(credential);
        place((storage, isDevice) => {
            if (isDevice === onDevice) storage.setItem(PLACE, text);
            else storage.removeItem(PLACE);
        });
    }

    forget(): void {
        this.held = this.renewing = undefined;
        place((storage) => storage.removeItem(PLACE));
    }

    get endsSoon(): boolean {
        return this.held?.kind === 'session' && endsSoon(this.held);
    }

    /** A token that is good now; empty without a credential. Rejects if it cannot be renewed. */
    async token(): Promise<string> {
        const held = this.held;
        if (!held || held.kind === 'token' || !endsSoon(held)) return held?.accessToken ?? '';
        return this.renew();
    }

    /** A new access token for a session's, whatever is left of it. */
    renew(): Promise<string> {
        if (this.renewing) return this.renewing;
        const renewing = inTurn(() => this.exchange()).finally(() => {
            if (this.renewing === renewing) this.renewing = undefined;
        });
        this.renewing = renewing;
        return renewing;
    }

    private async exchange(): Promise<string> {
        const held = this.held;
        if (held?.kind !== 'session') return held?.accessToken ?? '';
        const shared = kept();
        if (shared?.kind === 'session' && shared.accessToken !== held.accessToken && !endsSoon(shared)) {
            this.held = shared;
            return shared.accessToken;
        }
        const { refreshToken } = shared?.kind === 'session' ? shared : held;
        const answer = await ask<SessionAnswer>('/api/v1/sessions/refresh', '', {
            method: 'POST',
            body: { refreshToken },
        });
        // Signed out meanwhile, or somebody else in: the new pair is nobody's.
        if (this.held !== held) throw new ProblemError(401, 'unauthenticated', 'Signed out', '');
        this.take(sessionOf(answer), isOnDevice());
        return answer.accessToken;
    }
}

function endsSoon(session: { expiresAt: number }): boolean {
    return session.expiresAt - Date.now() < EARLY_MILLIS;
}

function kept(): Credential | undefined {
    try {
        const text = sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE);
        return text === null ? undefined : (JSON.parse(text) as Credential);
    } catch {
        return undefined;
    }
}

function isOnDevice(): boolean {
    try {
        return localStorage.getItem(PLACE) !== null;
    } catch {
        return false;
    }
}

function place(by: (storage: Storage, isDevice: boolean) => void): void {
    try {
        by(sessionStorage, false);
        by(localStorage, true);
    } catch {
        // A browser that keeps nothing: signed in until the page is closed.
    }
}

/** One page of this browser at a time; where the browser cannot tell, this page alone. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const locks = (navigator as { locks?: LockManager }).locks;
    return locks ? locks.request('rialto.refresh', work) : work();
}
