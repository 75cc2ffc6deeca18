import { nanosOf } from '$state/time';

/** A deposit, withdrawal, gift or transfer, as REST tells it. */
export interface RestTransfer {
    kind: 'deposit' | 'withdrawal' | 'gift' | 'transfer';
    asset: string;
    amount: string;
    account: string;
    recipient?: string;
    note: string;
    time: string;
    sequence: string;
}

/** As many as are asked for. */
export const TRANSFERS_MAX = 200;

/**
 * Those until an instant, newest first as the venue tells them, and whether they can be told: where as many
 * came later as are asked for, nothing is known of what was before.
 */
export function transfersUntil(
    all: readonly RestTransfer[],
    until: bigint | undefined,
): { transfers: readonly RestTransfer[]; areKept: boolean } {
    const transfers = until === undefined ? all : all.filter((each) => nanosOf(each.time) <= until);
    return { transfers, areKept: transfers.length > 0 || all.length < TRANSFERS_MAX };
}

/** What it was to an account: whether the amount came in, and from or to whom. */
export function transferWord(from: RestTransfer, own: string): { comesIn: boolean; what: string } {
    const { kind, account, recipient } = from;
    if (kind === 'deposit') return { comesIn: true, what: 'Deposit' };
    if (kind === 'withdrawal') return { comesIn: false, what: 'Withdrawal' };
    if (kind === 'gift') return { comesIn: true, what: 'Gift of the venue' };
    return account === own
        ? { comesIn: false, what: `To account ${recipient}` }
        : { comesIn: true, what: `From account ${account}` };
}
