import { describe, expect, it } from 'vitest';
import { namesOf, partsOf, traderOf } from './traders';

const names = namesOf([{ account: '4', name: 'R. Silva' }, { account: '9', name: 'Ada' }], [{ account: '4', name: 'Rosa' }]);

describe('who took', () => {
    it('is named where the page knows the name, else by number', () => {
        expect(traderOf(4n, undefined, 9n, names)).toEqual({ text: 'Rosa', isOwn: false });
        expect(traderOf(5n, undefined, 9n, names)).toEqual({ text: 'Account 5', isOwn: false });
    });

    it('is nobody where the market hides it', () => {
        expect(traderOf(0n, undefined, 9n, names)).toEqual({ text: '', isOwn: false });
        expect(traderOf(0n, undefined, 0n, names)).toEqual({ text: '', isOwn: false });
    });

    it('is you where one took, also where the market hides who it was', () => {
        expect(traderOf(9n, undefined, 9n, names)).toEqual({ text: 'you', isOwn: true });
        expect(traderOf(9n, 'took', 9n, names)).toEqual({ text: 'you', isOwn: true });
        expect(traderOf(0n, 'took', 9n, names)).toEqual({ text: 'you', isOwn: true });
    });

    it('is the other where one made, and the trade one’s own all the same', () => {
        expect(traderOf(4n, 'made', 9n, names)).toEqual({ text: 'Rosa', isOwn: true });
        expect(traderOf(0n, 'made', 9n, names)).toEqual({ text: '', isOwn: true });
        expect(traderOf(9n, 'made', 9n, names)).toEqual({ text: 'you', isOwn: true });
    });
});

it('one’s own part in a trade is told by one’s fills in its market', () => {
    const fill = (trade: bigint, maker: boolean, market = 7n) => ({ market, trade, maker });
    const parts = partsOf([fill(1n, true), fill(2n, false), fill(3n, false), fill(3n, true), fill(4n, true, 8n)], 7n);
    expect([...parts]).toEqual([[1n, 'made'], [2n, 'took'], [3n, 'took']]);
});
