import { expect, it } from 'vitest';
import { sessionIn } from './arrival';

const answer = {
    accessToken: 'a.b.c',
    expiresAt: '2026-11-27T02:00:00Z',
    refreshToken: 'r',
    name: 'Åda',
};
const bytes = new TextEncoder().encode(JSON.stringify(answer));
const written = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

it('a session behind the address is read as the venue wrote it', () => {
    expect(sessionIn(`#session=${written}`)).toEqual({
        kind: 'session',
        accessToken: 'a.b.c',
        expiresAt: Date.parse(answer.expiresAt),
        refreshToken: 'r',
    });
});

it.each(['', '#money', '#session=', '#session=!!', `#session=${btoa('{}')}`])('%s brings none', (hash) => {
    expect(sessionIn(hash)).toBeUndefined();
});
