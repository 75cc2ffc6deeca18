import { formatText } from './decimal';

/** What an account had, what changed it and what it had then, as REST tells it. */
export interface RestStatement {
    account: string;
    from: string;
    to: string;
    assets: {
        asset: string;
        opening: string;
        changes: { cause: string; amount: string; postings: number }[];
        closing: string;
    }[];
    markets: { market: string; quote: string; realised: string; fees: string }[];
}

/** Periods that a session lasts, in milliseconds before now; 0 begins with the first event. */
export const PERIODS = [
    [3_600_000, 'The last hour'],
    [14_400_000, 'The last 4 hours'],
    [86_400_000, 'The last day'],
    [604_800_000, 'The last 7 days'],
    [0, 'From the beginning'],
] as const;

/** Where it is asked for; `file` is the form of a file to keep. */
export function statementPath(account: string, period: number, now: number, file?: 'csv' | 'html'): string {
    const path = file ? `/api/v1/exports/statement.${file}` : '/api/v1/statement';
    const from = period === 0 ? '' : `&from=${new Date(now - period).toISOString()}`;
    return `${path}?account=${account}${from}`;
}

/** An amount with its sign, as people write what came and went. */
export function signedText(text: string): string {
    const shown = formatText(text, 2);
    return /^[-−]|^[0.]+$/.test(text) ? shown : `+${shown}`;
}
