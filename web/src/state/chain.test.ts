import { expect, it } from 'vitest';
import { chains, readOption, type Option } from './chain';
import { copper } from './testing';

const option = (isCall: boolean, strike: bigint, expiresAt?: number): Option => ({
    units: copper(),
    isCall,
    strike,
    expiresAt,
});

it('calls and puts of a strike share a row, and the next expiry is first', () => {
    const found = chains([
        option(true, 20n),
        option(true, 10n, 2_000),
        option(false, 10n, 2_000),
        option(false, 5n, 2_000),
        option(true, 10n, 2_000),
        option(false, 7n, 1_000),
    ]);
    expect(found.map(({ expiresAt }) => expiresAt)).toEqual([1_000, 2_000, undefined]);
    expect(found[1]!.rows.map((row) => [row.strike, !!row.call, !!row.put])).toEqual([
        [5n, false, true],
        [10n, true, true],
        [10n, true, false],
    ]);
});

it('an option of a market that one does not know of is none', () => {
    const from = { id: '9', symbol: 'NOWHERE', optionType: 'call', strike: '1' } as const;
    expect(readOption(from, [copper()])).toBeUndefined();
});

it('strike and expiry are read to the millisecond', () => {
    const units = copper();
    const from = {
        id: '9',
        symbol: units.market.symbol,
        optionType: 'put',
        strike: '-2.5',
        expiresAt: '2026-11-27T12:00:00.25Z',
    } as const;
    expect(readOption(from, [units])).toMatchObject({
        isCall: false,
        strike: -2_500_000_000n,
        expiresAt: Date.UTC(2026, 10, 27, 12, 0, 0, 250),
    });
});
