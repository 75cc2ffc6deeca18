/** A problem document of the venue, or that it could not be reached. */
export class ProblemError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly title: string,
        readonly detail: string,
    ) {
        super(detail ? `${title}. ${detail}` : title);
    }
}

/** Asks the venue by REST. Rejects with a {@link ProblemError}. */
export async function ask<T>(
    path: string,
    token: string,
    options: { method?: string; body?: unknown; key?: string } = {},
): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (token) headers['Authorization'] = `Bearer ${token}`;
    if (options.key) headers['Idempotency-Key'] = options.key;
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    let response: Response;
    try {
        response = await fetch(path, {
            method: options.method ?? 'GET',
            headers,
            ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        });
    } catch {
        throw new ProblemError(0, 'unreachable', 'The venue cannot be reached', '');
    }
    const type = response.headers.get('Content-Type') ?? '';
    const told: unknown = type.includes('json') ? await response.json() : await response.text();
    if (!response.ok) {
        const problem = (typeof told === 'object' ? told : {}) as Record<string, string>;
        throw new ProblemError(
            response.status,
            problem['code'] ?? 'internal',
            problem['title'] ?? `The venue answered ${response.status}`,
            problem['detail'] ?? '',
        );
    }
    return told as T;
}
