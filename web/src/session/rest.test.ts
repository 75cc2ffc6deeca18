import { afterEach, expect, test, vi } from 'vitest';
import { ask, ProblemError } from './rest';

afterEach(() => void vi.unstubAllGlobals());

/** The venue answers, as far as the connection lets it. */
function answers(status: number, body: BodyInit, type = 'application/json'): void {
    const response = new Response(body, { status, headers: { 'Content-Type': type } });
    vi.stubGlobal('fetch', async () => response);
}

async function failureOf(asked: Promise<unknown>): Promise<ProblemError> {
    const failure = await asked.catch((why: unknown) => why);
    expect(failure).toBeInstanceOf(ProblemError);
    return failure as ProblemError;
}

test('an answer that breaks off decides nothing: the command may have been done', async () => {
    const broken = new ReadableStream({
        start: (body) => body.enqueue(new TextEncoder().encode('{"sequence":')),
        pull: (body) => body.error(new TypeError('network error')),
    });
    answers(200, broken);
    const failure = await failureOf(ask('/api/v1/transfers', '', { method: 'POST', key: 'k' }));
    expect([failure.status, failure.code, failure.isPassing]).toEqual([0, 'unreachable', true]);
});

test('nor does one that ended early without anybody saying so', async () => {
    answers(200, '{"sequence":');
    expect((await failureOf(ask('/api/v1/transfers', ''))).isPassing).toBe(true);
});

test('a problem document is told with its numbers, and decides', async () => {
    answers(422, '{"code":"insufficient-funds","title":"Not enough","needed":"10","available":"5","unit":"USD"}', 'application/problem+json');
    const failure = await failureOf(ask('/api/v1/transfers', ''));
    expect([failure.status, failure.code, failure.isPassing]).toEqual([422, 'insufficient-funds', false]);
    expect(failure.message).toContain('10');
});
