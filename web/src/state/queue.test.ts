import { expect, it } from 'vitest';
import { aheadOf } from './queue';

it('adds up what stands before an order at its price', () => {
    const order = (orderId: string, price: string, quantity: string) => ({ orderId, price, quantity });
    const ahead = aheadOf([
        [order('1', '10.00', '5'), order('2', '10.00', '2.5'), order('3', '9.99', '1'), order('4', '9.99', '1')],
        [order('5', '10.01', '7')],
    ]);
    expect([...ahead]).toEqual([
        ['1', 0],
        ['2', 5],
        ['3', 0],
        ['4', 1],
        ['5', 0],
    ]);
    expect(aheadOf([[], []]).get('1')).toBeUndefined();
});
