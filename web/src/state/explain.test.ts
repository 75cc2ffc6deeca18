import { expect, test } from 'vitest';
import { explainNumbers, sentence } from './explain';

test('what was needed and available is written as all numbers are', () => {
    expect(explainNumbers('9119723.5801', '986062.0693', 'USD')).toBe('Needed 9,119,723.5801, available 986,062.0693 USD');
    expect(explainNumbers('51', '', '')).toBe('Needed 51, available 0');
});

test('a sentence ends with one full stop', () => {
    expect(['The venue cannot be reached', 'Sign in again.', 'Who?'].map(sentence)).toEqual([
        'The venue cannot be reached.',
        'Sign in again.',
        'Who?',
    ]);
});

test('where the venue gave no numbers nothing is written', () => {
    expect(explainNumbers(undefined, undefined, undefined)).toBe('');
});
