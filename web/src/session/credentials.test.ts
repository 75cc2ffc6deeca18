import { beforeEach, expect, test, vi } from 'vitest';
import { Credentials, type Credential } from './credentials';

const session = (accessToken: string, endsInMillis: number): Credential => ({
    kind: 'session',
    accessToken,
    expiresAt: Date.now() + endsInMillis,
    refreshToken: `of ${accessToken}`,
});
let answers: ((accessToken: string) => void)[];

beforeEach(() => {
    const storage = () => {
        const kept = new Map<string, string>();
        return {
            getItem: (key: string) => kept.get(key) ?? null,
            setItem: (key: string, value: string) => void kept.set(key, value),
            removeItem: (key: string) => void kept.delete(key),
        };
    };
    vi.stubGlobal('sessionStorage', storage());
    vi.stubGlobal('localStorage', storage());
    vi.stubGlobal('navigator', {});
    answers = [];
    vi.stubGlobal('fetch', () => new Promise((resolve) => void answers.push((accessToken) => {
        const body = { accessToken, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), refreshToken: 'new' };
        resolve(new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } }));
    })));
});
const settled = () => new Promise((done) => setTimeout(done));

test('a session that ends soon is renewed once, whoever asks', async () => {
    const credentials = new Credentials();
    credentials.take(session('old', 1_000), false);
    const both = [credentials.token(), credentials.token()];
    await settled();
    answers[0]!('fresh');
    expect(await Promise.all(both)).toEqual(['fresh', 'fresh']);
    expect([answers.length, await credentials.token()]).toEqual([1, 'fresh']);
});

test('what is renewed for somebody who left is not taken for whoever signed in since, and does not end theirs', async () => {
    const credentials = new Credentials();
    credentials.take(session('first', 1_000), false);
    const late = expect(credentials.token()).rejects.toThrow('Signed out');
    await settled();
    credentials.forget();
    credentials.take(session('second', 1_000), false);
    const mine = credentials.token();
    await settled();
    answers[0]!('fresh of the first');
    await late;
    answers[1]!('fresh of the second');
    expect([await mine, await credentials.token()]).toEqual(['fresh of the second', 'fresh of the second']);
});
