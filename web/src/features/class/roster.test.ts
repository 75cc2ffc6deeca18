import { expect, test } from 'vitest';
import { newcomers, toCsv, type Enrolled } from './roster';

const ada: Enrolled = {
    ...{ line: 2, name: 'Lovelace, "Ada"', status: 'taken-in' },
    ...{ user: '7', account: '9', token: 'rialto_x' },
};
const bob: Enrolled = { line: 3, name: 'Bob', status: 'already-in', user: '8', account: '10' };

test('only who is new has a token to be handed out', () => {
    expect(newcomers([ada, bob])).toEqual([ada]);
});

test('what is handed out can be read back', () => {
    expect(toCsv([ada]).split('\r\n')[1]).toBe('"Lovelace, ""Ada""","9","rialto_x"');
});
