import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { names } from './names.svelte';
import { venue } from './venue.svelte';

vi.mock('./venue.svelte', () => ({
    venue: {
        link: 'live',
        accounts: [{ id: '4', displayName: 'Rosa', name: 'R. Silva' }],
        ask: vi.fn(),
    },
}));

const ask = vi.mocked(venue.ask);
const standings = (...members: [string, string][]) => ({
    standings: members.map(([account, name]) => ({ account, name })),
});
let leave = () => {};

beforeEach(() => {
    vi.useFakeTimers();
    ask.mockReset();
    venue.link = 'live';
});
afterEach(() => {
    leave();
    vi.useRealTimers();
});

test('members are named by the standings of their universe, and one’s own as one named them', async () => {
    ask.mockResolvedValue(standings(['4', 'R. Silva'], ['9', 'Ada']));
    leave = names.follow('7');
    await vi.advanceTimersByTimeAsync(0);
    expect(ask.mock.calls).toEqual([['/api/v1/universes/7/standings']]);
    expect([...names.of]).toEqual([['4', 'Rosa'], ['9', 'Ada']]);
});

test('the main universe has no standings to ask for, and nobody else is named in it', async () => {
    ask.mockResolvedValue(standings(['9', 'Ada']));
    leave = names.follow('7');
    await vi.advanceTimersByTimeAsync(0);
    leave();
    ask.mockClear();
    leave = names.follow();
    expect([...names.of.keys()]).toEqual(['4']);
    await vi.advanceTimersByTimeAsync(0);
    expect(ask).not.toHaveBeenCalled();
    expect([...names.of.keys()]).toEqual(['4']);
});

test('they are asked for each minute for as long as somebody looks, and only of a venue that is there', async () => {
    ask.mockResolvedValue(standings(['9', 'Ada']));
    leave = names.follow('8');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
    venue.link = 'lost';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
    venue.link = 'live';
    leave();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(ask).toHaveBeenCalledTimes(2);
});

test('another universe’s names are not kept while its own are asked for', async () => {
    ask.mockResolvedValue(standings(['9', 'Ada']));
    leave = names.follow('7');
    await vi.advanceTimersByTimeAsync(0);
    leave();
    ask.mockReturnValue(new Promise(() => {}));
    leave = names.follow('8');
    await vi.advanceTimersByTimeAsync(0);
    expect([...names.of.keys()]).toEqual(['4']);
});
