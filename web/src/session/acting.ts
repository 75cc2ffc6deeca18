const PLACE = 'rialto.acting';

/** The account that this tab acts as, 0 for one's own: a reload goes on as the same. */
export function keptActing(): bigint {
    try {
        return BigInt(sessionStorage.getItem(PLACE) ?? '0');
    } catch {
        return 0n;
    }
}

export function keepActing(account: bigint): void {
    try {
        if (account === 0n) sessionStorage.removeItem(PLACE);
        else sessionStorage.setItem(PLACE, `${account}`);
    } catch {
        // One acts as oneself after a reload.
    }
}
