import { sessionOf, type Credential, type SessionAnswer } from './credentials';

const BEGUN = 'rialto.provider';
const PREFIX = '#session=';

/** Remembers that this tab goes to the provider: nobody else may send it a session. */
export function departs(): void {
    try {
        sessionStorage.setItem(BEGUN, 'yes');
    } catch {
        // Then what comes back is not taken, and one signs in otherwise.
    }
}

/** The session in an address that the venue sent the browser to; undefined if it is none. */
export function sessionIn(hash: string): Credential | undefined {
    if (!hash.startsWith(PREFIX)) return undefined;
    try {
        const text = hash.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const answer = JSON.parse(new TextDecoder().decode(bytes)) as SessionAnswer;
        return answer.accessToken ? sessionOf(answer) : undefined;
    } catch {
        return undefined;
    }
}

/** Takes the session that the provider's way back brought, once, out of the address. */
export function arrives(): Credential | undefined {
    const credential = sessionIn(location.hash);
    if (!credential) return undefined;
    history.replaceState(history.state, '', location.pathname);
    try {
        const isOurs = sessionStorage.getItem(BEGUN) !== null;
        sessionStorage.removeItem(BEGUN);
        return isOurs ? credential : undefined;
    } catch {
        return undefined;
    }
}
