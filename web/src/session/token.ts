const PLACE = 'rialto.token';

/** The token of this tab, or the one kept on this device. */
export function keptToken(): string {
    try {
        return sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE) ?? '';
    } catch {
        return '';
    }
}

/** Keeps it for this tab; on this device too if the user wants to stay signed in. */
export function keepToken(token: string, onDevice: boolean): void {
    try {
        sessionStorage.setItem(PLACE, token);
        if (onDevice) localStorage.setItem(PLACE, token);
    } catch {
        // Signed in until the page is closed.
    }
}

export function forgetToken(): void {
    try {
        sessionStorage.removeItem(PLACE);
        localStorage.removeItem(PLACE);
    } catch {
        // Nothing was kept.
    }
}
