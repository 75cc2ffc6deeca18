import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection, type ConnectionListener } from './connection';
import type { Credentials } from './credentials';
import { ProblemError } from './rest';
import { Socket } from './testing';

let tokens: { resolve: (token: string) => void; reject: (why: Error) => void }[];
let listener: { [K in keyof ConnectionListener]: ReturnType<typeof vi.fn<ConnectionListener[K]>> };
let credentials: { isSession: boolean; endsSoon: boolean; token: () => Promise<string>; renew: () => Promise<string> };
let connection: Connection;
const soon = () => vi.advanceTimersByTimeAsync(0);

/** Signed in and live, on the stream that was opened last. */
async function live(): Promise<Socket> {
    await soon();
    const socket = Socket.all[Socket.all.length - 1]!;
    socket.onopen();
    socket.answer({ case: 'authenticated', value: { account: 5n } });
    await soon();
    return socket;
}

beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', Socket);
    vi.stubGlobal('location', { protocol: 'http:', host: 'venue' });
    [Socket.all, tokens] = [[], []];
    const later = () => new Promise<string>((resolve, reject) => void tokens.push({ resolve, reject }));
    credentials = { isSession: true, endsSoon: false, token: async () => 'good', renew: later };
    listener = {
        synchronise: vi.fn(async () => {}),
        ...{ told: vi.fn(), changed: vi.fn(), heard: vi.fn(), left: vi.fn(), tick: vi.fn(), ended: vi.fn() },
    };
    connection = new Connection(credentials as unknown as Credentials, listener);
});
afterEach(() => {
    connection.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

test('whoever acts as another while a token is renewed has one stream, as that one', async () => {
    credentials.token = credentials.renew;
    connection.open(7n, false);
    connection.open(8n, false);
    for (const each of tokens) each.resolve('good');
    const { asked } = await live();
    expect(Socket.all.length).toBe(1);
    expect(asked.map(({ request, account }) => [request.case, account])).toEqual([['authenticate', 0n], ['ping', 8n]]);
});

test('nor does a renewal that fails open a second one, or end what was begun since', async () => {
    credentials.token = credentials.renew;
    connection.open(7n, false);
    connection.open(7n, false);
    const [first, second, third] = [tokens[0]!, tokens[1]!, new ProblemError(0, 'unreachable', '', '')];
    first.reject(third);
    await vi.advanceTimersByTimeAsync(5_000);
    second.resolve('good');
    await live();
    expect([Socket.all.length, tokens.length]).toEqual([1, 2]);
    connection.open(8n, false);
    connection.open(9n, false);
    tokens[2]!.reject(new ProblemError(401, 'refresh-reused', 'It is over', ''));
    await soon();
    expect(listener.ended).not.toHaveBeenCalled();
});

test('a stream whose session expired is not opened again for an account that was left meanwhile', async () => {
    connection.open(7n, false);
    const first = await live();
    first.onclose({ reason: 'The token has expired' });
    connection.open(8n, false);
    await live();
    tokens[0]!.resolve('new');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(Socket.all.length).toBe(2);
});

test('a token that was renewed for one stream is not shown on the next', async () => {
    credentials.endsSoon = true;
    connection.open(7n, false);
    await live();
    await vi.advanceTimersByTimeAsync(600);
    expect(tokens.length).toBe(1);
    connection.open(8n, false);
    const second = await live();
    tokens[0]!.resolve('new');
    await soon();
    expect(second.cases.filter((each) => each === 'authenticate')).toEqual(['authenticate']);
});

test('what is asked for again and again is lost with its stream: its last refusal decides nothing', async () => {
    connection.open(7n, false);
    const first = await live();
    const told = connection.subscribe({ case: 'subscribeAccount', value: {} as never });
    const failed = expect(told).rejects.toThrow('lost');
    first.answer({ case: 'failure', value: { code: 'view-behind', retryAfterMillis: 100 } });
    await soon();
    connection.open(8n, false);
    await vi.advanceTimersByTimeAsync(200);
    await failed;
});

test('rights that cannot be had for now are asked for again', async () => {
    connection.open(0n, true);
    await soon();
    const first = Socket.all[0]!;
    first.onopen();
    first.answer({ case: 'failure', value: { code: 'audit-behind', retryAfterMillis: 500 } });
    await vi.advanceTimersByTimeAsync(200);
    expect(Socket.all.length).toBe(2);
    expect(listener.ended).not.toHaveBeenCalled();
});
