import { afterEach, expect, test, vi } from 'vitest';
import { VenueSession } from './venue.svelte';

afterEach(() => void vi.unstubAllGlobals());

test('the accounts that one has are by the later question, and nobody’s after they left', async () => {
    const answers: ((ids: string[]) => void)[] = [];
    vi.stubGlobal('fetch', () => new Promise((resolve) => void answers.push((ids) => {
        const accounts = ids.map((id) => ({ id, name: id }));
        resolve(new Response(JSON.stringify({ accounts }), { headers: { 'Content-Type': 'application/json' } }));
    })));
    const asked = () => new Promise((done) => setTimeout(done));
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const venue = new VenueSession();
    const both = [venue.loadAccounts(), venue.loadAccounts()];
    await asked();
    answers[1]!(['5', '6']);
    await both[1];
    answers[0]!(['5']);
    await both[0];
    expect(venue.accounts.map(({ id }) => id)).toEqual(['5', '6']);
    const late = venue.loadAccounts();
    await asked();
    venue.signedOut('');
    answers[2]!(['5', '6']);
    await late;
    expect(venue.accounts).toEqual([]);
});
