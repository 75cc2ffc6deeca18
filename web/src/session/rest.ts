import { explainNumbers } from '$state/explain';

/** A problem document of the venue, or that it could not be reached. */
export class ProblemError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly title: string,
        readonly detail: string,
    ) {
        super([title, detail].filter(Boolean).join('. '));
    }

    /** The venue did not decide: the same request may be tried again. */
    get isPassing(): boolean {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }
}

export interface AskOptions {
    method?: string;
    body?: unknown;
    /** The idempotency key of a command: the same one is done once at most. */
    key?: string;
    /** Uses an administrator's rights. */
    sudo?: boolean;
}

/** Asks the venue by REST. Rejects with a {@link ProblemError}. */
export async function ask<T>(path: string, token: string, options: AskOptions = {}): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (token) headers['Authorization'] = `Bearer ${token}`;
    if (options.key) headers['Idempotency-Key'] = options.key;
    if (options.sudo) headers['X-Sudo'] = 'true';
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    let response: Response;
    let told: unknown;
    try {
        response = await fetch(path, {
            method: options.method ?? 'GET',
            headers,
            ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        });
        const type = response.headers.get('Content-Type') ?? '';
        // Of an answer that breaks off nobody knows what it said: what was asked may have been done.
        told = type.includes('json') ? await response.json() : await response.text();
    } catch {
        throw new ProblemError(0, 'unreachable', 'The venue cannot be reached', '');
    }
    if (!response.ok) throw problem(response.status, told);
    return told as T;
}

function problem(status: number, told: unknown): ProblemError {
    const from = (typeof told === 'object' ? told : {}) as Record<string, string>;
    const numbers = explainNumbers(from['needed'], from['available'], from['unit']);
    return new ProblemError(
        status,
        from['code'] ?? 'internal',
        from['title'] ?? `The venue answered ${status}`,
        [numbers, from['detail']].filter(Boolean).join('. '),
    );
}

/** A failure as a person reads it. */
export function said(failure: unknown): string {
    return failure instanceof Error ? failure.message : String(failure);
}
