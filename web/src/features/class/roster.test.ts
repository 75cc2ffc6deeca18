import { expect, test } from 'vitest';
import { readRoster, toCsv } from './roster';

test('names are read from lines or a first column, without a heading, each once', () => {
    expect(readRoster('Ada\nGrace\n\nAda\n')).toEqual(['Ada', 'Grace']);
    expect(readRoster('\uFEFFname,group\r\n"Lovelace, Ada",1\r\nGrace Hopper,2')).toEqual([
        'Lovelace, Ada',
        'Grace Hopper',
    ]);
    expect(readRoster('Ada;a@example.org\nBob\tx')).toEqual(['Ada', 'Bob']);
    expect(readRoster('"a ""b"" c"')).toEqual(['a "b" c']);
    expect(readRoster(' \n')).toEqual([]);
});

test('what is handed out can be read back', () => {
    const csv = toCsv([{ name: 'Lovelace, "Ada"', account: '7', token: 'rialto_x' }]);
    expect(csv.split('\r\n')[1]).toBe('"Lovelace, ""Ada""","7","rialto_x"');
    expect(readRoster(csv)).toEqual(['Lovelace, "Ada"']);
});
