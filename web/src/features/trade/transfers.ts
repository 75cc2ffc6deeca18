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
