import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { AccountSnapshotSchema, AccountUpdateSchema } from '$protocol/rialto/v1/account_pb';
import { OrderState } from '$protocol/rialto/v1/orders_pb';
import { AccountBooks } from './account';

const USD = { id: 1n, symbol: 'USD', scale: 2 };

function books(): AccountBooks {
    const made = new AccountBooks();
    made.snapshot(
        create(AccountSnapshotSchema, {
            sequence: 10n,
            balances: [{ asset: USD, cash: 500n, held: 100n }],
            openOrders: [{ market: 1n, orderId: 3n, state: OrderState.OPEN, remaining: 5n }],
        }),
    );
    return made;
}

function update(previousSequence: bigint, sequence: bigint, rest: object) {
    return create(AccountUpdateSchema, { previousSequence, sequence, ...rest });
}

describe('AccountBooks', () => {
    it('keeps orders that are open and drops those that have ended', () => {
        const made = books();
        const opened = { market: 2n, orderId: 3n, state: OrderState.PARTIALLY_FILLED };
        const ended = { market: 1n, orderId: 3n, state: OrderState.CANCELLED };
        expect(made.update(update(10n, 12n, { orders: [opened, ended] }))).toBe(true);
        expect(made.openOrders().map((order) => [order.market, order.orderId])).toEqual([[2n, 3n]]);
        expect(made.sequence).toBe(12n);
    });

    it('replaces balances by what they are afterwards', () => {
        const made = books();
        made.update(update(10n, 11n, { balances: [{ asset: USD, cash: 400n, held: 0n }] }));
        expect(made.balances.get(1n)?.cash).toBe(400n);
    });

    it('is what the last snapshot says', () => {
        const made = books();
        made.snapshot(create(AccountSnapshotSchema, { sequence: 11n }));
        expect(made.openOrders()).toHaveLength(0);
    });

    it('says that something is missing, and changes nothing', () => {
        const made = books();
        const gone = { orders: [{ market: 1n, orderId: 3n, state: OrderState.FILLED }] };
        expect(made.update(update(11n, 12n, gone))).toBe(false);
        expect(made.openOrders()).toHaveLength(1);
        expect(made.sequence).toBe(10n);
    });

    it('takes nothing twice', () => {
        const made = books();
        const fill = { market: 1n, trade: 7n, orderId: 3n, time: 5n };
        made.update(update(10n, 11n, { fills: [fill] }));
        made.update(update(10n, 11n, { fills: [fill] }));
        made.addFills(made.fills);
        expect(made.fills).toHaveLength(1);
    });

    it('puts the newest fill first, whenever it came', () => {
        const made = books();
        made.update(update(10n, 11n, { fills: [{ trade: 9n, orderId: 1n, time: 90n }] }));
        made.addFills(
            update(0n, 0n, { fills: [{ trade: 8n, orderId: 1n, time: 80n }] }).fills,
        );
        expect(made.fills.map((fill) => fill.trade)).toEqual([9n, 8n]);
    });

    it('holds both sides of a trade with itself', () => {
        const made = books();
        const fills = [
            { market: 1n, trade: 7n, orderId: 3n },
            { market: 1n, trade: 7n, orderId: 4n },
        ];
        made.update(update(10n, 11n, { fills }));
        expect(made.fills).toHaveLength(2);
    });
});
