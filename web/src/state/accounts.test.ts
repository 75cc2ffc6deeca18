import { expect, test } from 'vitest';
import { accountName, tree } from './accounts';

test('accounts stand below who owns them, each once', () => {
    const rows = tree([
        { id: '5', owners: ['3'] },
        { id: '3', owners: [] },
        { id: '9', owners: ['5', '3'] },
        { id: '4', owners: ['77'] },
    ]);
    expect(rows.map(({ account, depth }) => [account.id, depth])).toEqual([
        ['3', 0],
        ['5', 1],
        ['9', 2],
        ['4', 0],
    ]);
});

test('owners in a circle are shown all the same', () => {
    const rows = tree([
        { id: '1', owners: ['2'] },
        { id: '2', owners: ['1'] },
    ]);
    expect(rows.map(({ account }) => account.id).sort()).toEqual(['1', '2']);
});

test('an account is called as its owner chose', () => {
    expect(accountName({ displayName: 'Ada', name: 'a' }, 3n)).toBe('Ada');
    expect(accountName({ displayName: '', name: 'a' }, 3n)).toBe('a');
    expect(accountName(undefined, 3n)).toBe('Account 3');
});
