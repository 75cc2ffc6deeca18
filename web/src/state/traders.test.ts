import { describe, expect, it } from 'vitest';
import { namesOf, traderOf } from './traders';

const names = namesOf([{ account: '4', name: 'R. Silva' }, { account: '9', name: 'Ada' }], [{ account: '4', name: 'Rosa' }]);

describe('who took', () => {
    it('is named where the page knows the name, else by number', () => {
        expect(traderOf(4n, false, 9n, names)).toEqual({ text: 'Rosa', isOwn: false });
        expect(traderOf(5n, false, 9n, names)).toEqual({ text: 'Account 5', isOwn: false });
    });

    it('is nobody where the market hides it', () => {
        expect(traderOf(0n, false, 9n, names)).toEqual({ text: '', isOwn: false });
        expect(traderOf(0n, false, 0n, names)).toEqual({ text: '', isOwn: false });
    });

    it('is you for own trades, also made ones, also where the market hides who it was', () => {
        expect(traderOf(9n, false, 9n, names)).toEqual({ text: 'you', isOwn: true });
        expect(traderOf(4n, true, 9n, names)).toEqual({ text: 'you', isOwn: true });
        expect(traderOf(0n, true, 9n, names)).toEqual({ text: 'you', isOwn: true });
    });
});
