import { beforeEach, expect, test, vi } from 'vitest';
import { Side } from '$protocol/rialto/v1/orders_pb';
import { Units } from '$state/market';
import { copper } from '$state/testing';
import { onTradeKey } from './keys';
import { ticket } from './ticket.svelte';

vi.mock('$session/venue.svelte', () => ({ venue: { account: 7n, orders: [], replay: { isOn: false } } }));

const units = copper();
const press = (key: string) => {
    vi.stubGlobal('HTMLElement', class {});
    vi.stubGlobal('document', { querySelector: () => null });
    onTradeKey({ key, preventDefault: () => {} } as KeyboardEvent, units);
};

/** As it stands for: buy at the market for 500 USD. */
beforeEach(() => {
    ticket.forget();
    ticket.open(units, 7n);
    ticket.side = Side.BUY;
    ticket.kind = 'market';
    ticket.isBudget = true;
    ticket.amount = '500';
});

test('an amount of money is not taken for a quantity where the order becomes another', () => {
    expect(ticket.read(units).order).toMatchObject({ budget: 5_000_000n, quantity: 0n });
    ticket.kind = 'limit';
    ticket.price = '100';
    expect(ticket.amount).toBe('');
    expect(ticket.read(units)).toEqual({ wrong: { quantity: 'Enter a quantity' } });
    ticket.kind = 'market';
    ticket.side = Side.SELL;
    expect(ticket.read(units).order).toBeUndefined();
});

test('a quantity is not taken for an amount of money', () => {
    ticket.isBudget = false;
    ticket.amount = '20';
    ticket.isBudget = true;
    expect(ticket.read(units).order).toMatchObject({ budget: 5_000_000n, quantity: 0n });
});

test('a size chosen by its key is a quantity', () => {
    press('1');
    expect(ticket.read(units).order).toMatchObject({ budget: 0n, quantity: 100n });
});

test('what it says stands for one account in one market, wherever it is shown again', () => {
    const amount = () => ticket.amount;
    expect([ticket.open(units, 7n), amount()]).toEqual([false, '500']);
    expect([ticket.open(units, 8n), amount()]).toEqual([true, '']);
    ticket.amount = '20';
    expect([ticket.open(new Units({ ...units.market, id: 9n }), 8n), amount()]).toEqual([true, '']);
});

test('what it says is not kept for whoever comes next, for the same account too', () => {
    ticket.forget();
    expect([ticket.open(units, 7n), ticket.amount]).toEqual([true, '']);
});
