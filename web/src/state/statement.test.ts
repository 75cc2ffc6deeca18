import { expect, it } from 'vitest';
import { signedText, statementPath } from './statement';

it('asks for a session of an account, as an answer or as a file', () => {
    const now = Date.parse('2026-11-27T12:00:00Z');
    expect(statementPath('7', 3_600_000, now)).toBe('/api/v1/statement?account=7&from=2026-11-27T11:00:00.000Z');
    expect(statementPath('7', 0, now, 'csv')).toBe('/api/v1/exports/statement.csv?account=7');
});

it('writes what came with a plus, and nothing with none', () => {
    expect(['1500.5000', '-20', '0.0000'].map(signedText)).toEqual(['+1,500.50', '−20', '0.00']);
});
