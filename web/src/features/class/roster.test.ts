import { expect, test } from 'vitest';
import { namesOf, newcomers, toCsv, type Enrolled } from './roster';

const ada: Enrolled = {
    ...{ line: 2, name: 'Lovelace, "Ada"', status: 'taken-in' },
    ...{ user: '7', account: '9', token: 'rialto_x' },
};
const bob: Enrolled = { line: 3, name: 'Bob', status: 'already-in', user: '8', account: '10' };

test('only who is new has a token to be handed out', () => {
    expect(newcomers([ada, bob])).toEqual([ada]);
});

test('what is handed out can be read back', () => {
    expect(toCsv(['name', 'token'], [[ada.name, 'rialto_x']])).toBe('"name","token"\r\n"Lovelace, ""Ada""","rialto_x"');
});

test('names are one a line, or a column', () => {
    expect(namesOf('Ada Lovelace\n\n Grace Hopper \r\n')).toEqual(['Ada Lovelace', 'Grace Hopper']);
    expect(namesOf('Lovelace, Ada\nBob')).toEqual(['Lovelace, Ada', 'Bob']);
    expect(namesOf('group,Name\n1,"Lovelace, ""Ada"""\n2,Bob\n3,')).toEqual(['Lovelace, "Ada"', 'Bob']);
    expect(namesOf('')).toEqual([]);
});
