import { expect, it } from 'vitest';
import { nanosOf } from '$state/time';
import { TRANSFERS_MAX, transfersUntil, transferWord, type RestTransfer } from './transfers';

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

it('tells what had been transferred until an instant, and nothing where that is not kept', () => {
    const at = (second: number) => ({ ...told('deposit', '7'), time: `2026-11-27T12:00:0${second}Z` });
    const until = nanosOf('2026-11-27T12:00:05Z');
    expect(transfersUntil([at(6), at(5)], until)).toEqual({ transfers: [at(5)], areKept: true });
    expect(transfersUntil([at(6)], until)).toEqual({ transfers: [], areKept: true });
    const many = Array.from({ length: TRANSFERS_MAX }, () => at(6));
    expect(transfersUntil(many, until)).toEqual({ transfers: [], areKept: false });
    expect(transfersUntil([...many.slice(1), at(5)], until)).toEqual({ transfers: [at(5)], areKept: true });
    expect(transfersUntil(many, undefined).areKept).toBe(true);
});
