import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alertKey, alertsOf, fired, type Alert } from '$state/alerts';
import { prefer, preferBy, preferences, type Preferences } from '$state/preferences.svelte';
import { me } from './me.svelte';
import { venue } from './venue.svelte';

const kept = vi.hoisted(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('document', { documentElement: { dataset: {} } });
    vi.stubGlobal('localStorage', {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
    });
    return kept;
});
vi.mock('./venue.svelte', () => ({ venue: { isPerson: true, ownAccount: 5n, ask: vi.fn() } }));

const PLACE = 'rialto.preferences';
const over: Alert = { market: '7', side: 'over', price: '105' };
const under: Alert = { market: '7', side: 'under', price: '99' };
const fire = () => preferBy((all) => ({ alerts: fired(alertsOf(all.alerts), new Set([alertKey(over)]), 9) }));
/** What the venue keeps, and what it was told to. */
let there: Partial<Preferences>;
let told: Partial<Preferences>[];
let isAway: boolean;

beforeEach(() => {
    vi.useFakeTimers();
    [there, told, isAway] = [{ alerts: [over], stars: ['TIN-USD'], interval: 60 }, [], false];
    [venue.isPerson, venue.ownAccount] = [true, 5n];
    vi.mocked(venue.ask).mockImplementation((_path, options) => {
        if (isAway) return Promise.reject(new Error('It is away'));
        if (options?.method === 'PATCH') {
            there = (options.body as { preferences: Partial<Preferences> }).preferences;
            told.push(there);
        }
        return Promise.resolve({ preferences: there } as never);
    });
});
afterEach(() => {
    me.leave();
    vi.useRealTimers();
});

test('an alert that fires undoes nothing of what another device has kept meanwhile', async () => {
    await me.follow();
    there = { alerts: [under, over], stars: [], interval: 300 };
    fire();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([{ alerts: [under, { ...over, at: 9 }], stars: [], interval: 300 }]);
    // This device takes what is the person's own, and stays as it is set itself.
    expect([preferences.alerts, preferences.stars, preferences.interval]).toEqual([there.alerts, [], 60]);
});

test('nor of what another page of the device has', async () => {
    await me.follow();
    const other = { ...JSON.parse(kept.get(PLACE)!), alerts: [under, over], theme: 'light' };
    kept.set(PLACE, JSON.stringify(other));
    fire();
    expect(JSON.parse(kept.get(PLACE)!)).toEqual({ ...other, alerts: [under, { ...over, at: 9 }] });
    expect(preferences.theme).toBe('light');
});

test('what could not be kept goes with the next change', async () => {
    await me.follow();
    isAway = true;
    fire();
    await vi.advanceTimersByTimeAsync(2_000);
    isAway = false;
    prefer({ interval: 5 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([{ alerts: [{ ...over, at: 9 }], stars: ['TIN-USD'], interval: 5 }]);
});

test('what is changed while the venue is slow to keep the last change is kept on top of it', async () => {
    await me.follow();
    const ask = vi.mocked(venue.ask).getMockImplementation()!;
    const slow = { asks: 0, most: 0 };
    vi.mocked(venue.ask).mockImplementation(async (path, options) => {
        slow.most = Math.max(slow.most, ++slow.asks);
        const told = await ask(path, options);
        await new Promise((done) => setTimeout(done, 4_000));
        slow.asks--;
        return told as never;
    });
    preferBy((all) => ({ stars: [...all.stars, 'ZINC-USD'] }));
    await vi.advanceTimersByTimeAsync(2_000);
    preferBy((all) => ({ stars: [...all.stars, 'IRON-USD'] }));
    await vi.advanceTimersByTimeAsync(2_000);
    preferBy((all) => ({ alerts: [...alertsOf(all.alerts), under] }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(there).toMatchObject({ stars: ['TIN-USD', 'ZINC-USD', 'IRON-USD'], alerts: [over, under] });
    expect([preferences.stars, preferences.alerts]).toEqual([there.stars, there.alerts]);
    expect(slow.most).toBe(1);
});

test('who signs in next has nothing of who signed out, on the device or to be kept', async () => {
    await me.follow();
    fire();
    me.leave();
    expect(JSON.parse(kept.get(PLACE)!)).toMatchObject({ alerts: [], stars: [], of: '' });
    venue.ownAccount = 6n;
    there = { theme: 'dark' };
    await me.follow();
    expect([preferences.alerts, preferences.stars]).toEqual([[], []]);
    prefer({ interval: 5 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([{ theme: 'dark', interval: 5 }]);
});

test('with a token it waits on the device for whoever signed in, and not for another', async () => {
    venue.isPerson = false;
    await me.follow();
    prefer({ alerts: [under] });
    me.leave();
    await me.follow();
    expect(preferences.alerts).toEqual([under]);
    me.leave();
    venue.ownAccount = 6n;
    await me.follow();
    expect(preferences.alerts).toEqual([]);
});

test('what is told of somebody after they left is not taken', async () => {
    const loading = me.follow();
    venue.ownAccount = 0n;
    me.leave();
    await loading;
    expect([me.value, preferences.stars]).toEqual([undefined, []]);
});

test('nor is it what the next person has loaded meanwhile', async () => {
    const load = async () => ({ preferences: there }) as never;
    let answer = (_: never) => {};
    vi.mocked(venue.ask).mockImplementationOnce(() => new Promise((resolve) => (answer = resolve as typeof answer)));
    const first = me.follow();
    me.leave();
    venue.ownAccount = 6n;
    await me.follow();
    answer(await load());
    await first;
    vi.mocked(venue.ask).mockClear();
    // Loaded already, for this one.
    await me.follow();
    expect(venue.ask).not.toHaveBeenCalled();
});
