import { expect, it } from 'vitest';
import { transferWord, type RestTransfer } from './transfers';

const told = (kind: RestTransfer['kind'], account: string, recipient?: string): RestTransfer => ({
    ...{ kind, account, asset: 'USD', amount: '1', note: '', time: '2026-11-27T12:00:00Z', sequence: '1' },
    ...(recipient ? { recipient } : {}),
});

it('says from whom a transfer came or to whom it went', () => {
    expect(transferWord(told('transfer', '7', '9'), '7')).toEqual({ comesIn: false, what: 'To account 9' });
    expect(transferWord(told('transfer', '7', '9'), '9')).toEqual({ comesIn: true, what: 'From account 7' });
    expect(transferWord(told('withdrawal', '7'), '7').comesIn).toBe(false);
    expect([told('deposit', '7'), told('gift', '7')].every((each) => transferWord(each, '7').comesIn)).toBe(true);
});
