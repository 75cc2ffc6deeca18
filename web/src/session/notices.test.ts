import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { notices, type Notice } from './notices.svelte';
import { venue } from './venue.svelte';

const kept = vi.hoisted(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
    });
    return kept;
});
vi.mock('./venue.svelte', () => ({ venue: { link: 'live', account: 5n, ownAccount: 5n, ask: vi.fn() } }));

const notice = (sequence: number, text: string): Notice => ({
    universe: '0',
    text,
    time: new Date().toISOString(),
    sequence: `${sequence}`,
});
const OLD = notice(50, 'To both classes');
let ends: () => void = () => {};

/** Somebody is signed in, acting as an account, and is told this. */
async function signIn(own: bigint, account: bigint, messages: Notice[]): Promise<void> {
    ends();
    [venue.ownAccount, venue.account] = [own, account];
    vi.mocked(venue.ask).mockResolvedValue({ messages });
    ends = notices.follow();
    await vi.advanceTimersByTimeAsync(0);
}
const fresh = () => notices.fresh.map(({ text }) => text);

beforeEach(() => {
    kept.clear();
    vi.useFakeTimers();
});
afterEach(() => {
    ends();
    vi.useRealTimers();
});

test('what one person has put away is news to another at the same device, and not to themselves', async () => {
    await signIn(5n, 5n, [notice(100, 'To the first class'), OLD]);
    expect(fresh()).toEqual(['To the first class', 'To both classes']);
    notices.putAway();
    expect(fresh()).toEqual([]);
    await signIn(6n, 6n, [OLD]);
    expect(fresh()).toEqual(['To both classes']);
    notices.putAway();
    await signIn(5n, 5n, [notice(120, 'Later'), notice(100, 'To the first class'), OLD]);
    expect(fresh()).toEqual(['Later']);
    // Whichever of their accounts they act as.
    await signIn(5n, 7n, [OLD]);
    expect(fresh()).toEqual([]);
});

test('what another was told is not shown until the venue has answered, or where it does not', async () => {
    await signIn(5n, 5n, [notice(101, 'To the first class')]);
    ends();
    [venue.ownAccount, venue.account] = [6n, 6n];
    expect(notices.all).toEqual([]);
    vi.mocked(venue.ask).mockRejectedValue(new Error('It is away'));
    ends = notices.follow();
    await vi.advanceTimersByTimeAsync(0);
    expect([notices.all, notices.asked.value]).toEqual([[], undefined]);
});

test('what other pages of the device have put away for others stays so', async () => {
    await signIn(5n, 5n, [OLD]);
    kept.set('rialto.noticed', JSON.stringify({ 6: '90' }));
    notices.putAway();
    expect(JSON.parse(kept.get('rialto.noticed')!)).toEqual({ 5: '50', 6: '90' });
});
