import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlaceOrderSchema } from '$protocol/rialto/v1/orders_pb';
import { Book } from '$state/book';
import type { Units } from '$state/market';
import { Socket } from './testing';
import { VenueSession } from './venue.svelte';

// What a session still waits for when a test ends goes with the clock that it waits by.
beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', () => 0);
    vi.stubGlobal('cancelAnimationFrame', () => {});
});

afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

test('the accounts that one has are by the later question, and nobody’s after they left', async () => {
    const answers: ((ids: string[]) => void)[] = [];
    vi.stubGlobal('fetch', () => new Promise((resolve) => void answers.push((ids) => {
        const accounts = ids.map((id) => ({ id, name: id }));
        resolve(new Response(JSON.stringify({ accounts }), { headers: { 'Content-Type': 'application/json' } }));
    })));
    const asked = () => vi.advanceTimersByTimeAsync(0);
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

test('an order whose session ended on the way is sent again for its owner, under its key, and for nobody else', async () => {
    const kept = new Map<string, string>();
    const storage = {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
    };
    vi.stubGlobal('sessionStorage', storage);
    vi.stubGlobal('localStorage', { ...storage, getItem: () => null });
    vi.stubGlobal('WebSocket', Socket);
    vi.stubGlobal('location', { protocol: 'http:', host: 'venue' });
    vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work));
    vi.stubGlobal('cancelAnimationFrame', clearTimeout);
    vi.stubGlobal('fetch', async () => new Response('{"accounts":[]}', { headers: { 'Content-Type': 'application/json' } }));
    const venue = new VenueSession();
    const signIn = async (account: bigint): Promise<Socket> => {
        venue.signIn({ kind: 'token', accessToken: `of ${account}` }, false);
        await vi.advanceTimersByTimeAsync(0);
        const socket = Socket.all[Socket.all.length - 1]!;
        socket.onopen();
        socket.answer({ case: 'authenticated', value: { account } });
        await vi.advanceTimersByTimeAsync(0);
        socket.answer({ case: 'subscribed', value: {} }, 'subscribeAccount');
        socket.answer({ case: 'markets', value: { markets: [] } }, 'listMarkets');
        await vi.advanceTimersByTimeAsync(20);
        expect(venue.link).toBe('live');
        return socket;
    };
    const orders = ({ asked }: Socket) => asked.filter(({ request }) => request.case === 'placeOrder').map((each) => each.idempotencyKey);

    const first = await signIn(5n);
    void venue.send({ case: 'placeOrder', value: create(PlaceOrderSchema, { market: 7n }) }, 7n, 'an order');
    first.onclose({ reason: 'The token was revoked' });
    await vi.advanceTimersByTimeAsync(20);
    expect([venue.link, venue.entries]).toEqual(['signed-out', []]);
    const other = await signIn(6n);
    expect([orders(other), venue.entries]).toEqual([[], []]);
    venue.signOut();
    const back = await signIn(5n);
    expect(orders(back)).toEqual(orders(first));
    expect(venue.entries.map(({ summary, attempts }) => [summary, attempts])).toEqual([['an order', 2]]);
    venue.signOut();
});

test('no moment shows the book or the trades of one market in the units of another', () => {
    const venue = new VenueSession();
    const units = (id: bigint) => ({ market: { id, tick: 1n } }) as Units;
    venue.select(units(1n));
    venue.book = { book: new Book(1n) };
    venue.touch = { bid: 99, ask: 100 };
    venue.trades = [{} as (typeof venue.trades)[number]];
    venue.hasPastTrades = true;
    venue.select(units(2n));
    expect([venue.book, venue.touch, venue.trades]).toEqual([undefined, { bid: undefined, ask: undefined }, []]);
    expect(venue.hasPastTrades).toBe(false);
});
