import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { AssetSchema, MarketSchema, MarketStatus } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import { readOutcome } from '$state/outcome';
import { grouped, matches } from './groups';

function spot(symbol: string, status = MarketStatus.OPEN): Units {
    return new Units(
        create(MarketSchema, { symbol, status, base: create(AssetSchema, { id: 2n }) }),
    );
}

function contract(symbol: string, more: { group?: string; type?: string; pinned?: boolean } = {}): Units {
    const outcome = readOutcome({
        id: '7',
        symbol,
        kind: 'outcome',
        priceMinimum: '-20',
        priceMaximum: '50',
        owner: '3',
        title: 'Degrees at noon',
        pinned: false,
        ...more,
    });
    const market = create(MarketSchema, {
        symbol,
        status: MarketStatus.OPEN,
        base: create(AssetSchema, { symbol: 'CONTRACT' }),
    });
    return new Units(market, outcome);
}

test('starred come first, then pinned, then groups by name, and what is over last', () => {
    const groups = grouped(
        [
            spot('OLD', MarketStatus.CLOSED),
            contract('FROST', { group: 'WEATHER' }),
            contract('VOTE', { pinned: true }),
            spot('COPPER-USD'),
            spot('ZINC-USD'),
        ],
        ['ZINC-USD'],
    );
    expect(groups.map(({ name, list }) => [name, list.map((each) => each.market.symbol).join()])).toEqual([
        ['Starred', 'ZINC-USD'],
        ['Pinned', 'VOTE'],
        ['Spot', 'COPPER-USD'],
        ['WEATHER', 'FROST'],
        ['Over', 'OLD'],
    ]);
});

test('every word that is searched for must be in the symbol, the title, the type or the group', () => {
    const frost = contract('FROST', { group: 'APRIL', type: 'WEATHER' });
    const wanted = (text: string) => matches(frost, { text, type: '', status: 'any' });
    expect(wanted('noon april')).toBe(true);
    expect(wanted('noon may')).toBe(false);
    expect(matches(frost, { text: '', type: 'WEATHER', status: 'open' })).toBe(true);
    expect(matches(frost, { text: '', type: 'SPOT', status: 'open' })).toBe(false);
    expect(matches(frost, { text: '', type: '', status: 'over' })).toBe(false);
});
