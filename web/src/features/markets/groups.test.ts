import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { AssetSchema, MarketSchema, MarketStatus } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import { readOutcome } from '$state/outcome';
import { endsIn, groupOf, grouped, matches, typeOf } from './groups';

function spot(symbol: string, status = MarketStatus.OPEN): Units {
    return new Units(
        create(MarketSchema, { symbol, status, base: create(AssetSchema, { id: 2n }) }),
    );
}

interface More {
    group?: string;
    type?: string;
    pinned?: boolean;
    kind?: string;
}

function contract(symbol: string, more: More = {}, option?: { underlying?: string; expiresAt?: string }): Units {
    const terms = { id: '7', symbol, optionType: 'call' as const, strike: '5' };
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
    }, option && { ...terms, ...option });
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

test('options are listed under what they are on, funds by themselves, unless their group says otherwise', () => {
    const option = contract('C5', { kind: 'option' }, { underlying: 'FROST' });
    const hidden = contract('C6', { kind: 'option' }, {});
    const fund = contract('YEAR', { kind: 'fund' });
    expect([option, hidden, fund, contract('VOTE')].map((units) => [typeOf(units), groupOf(units)])).toEqual([
        ['OPTION', 'FROST options'],
        ['OPTION', 'Options'],
        ['FUND', 'Funds'],
        ['OUTCOME', 'Outcomes'],
    ]);
    expect(groupOf(contract('C7', { kind: 'option', group: 'APRIL' }, { underlying: 'FROST' }))).toBe('APRIL');
});

test('a group counts down to what ends next in it, an auction or an expiry, and to nothing that is past', () => {
    const at = (instant: string) => contract('C', { kind: 'option' }, { expiresAt: instant });
    const noon = Date.parse('2026-11-27T12:00:00Z');
    const auction = spot('ZINC', MarketStatus.HALTED);
    auction.market.auctionAt = BigInt(noon + 90_000) * 1_000_000n;
    expect(endsIn([at('2026-11-27T13:00:00Z'), at('2026-11-27T12:10:00Z')], noon)).toBe(600_000);
    expect(endsIn([at('2026-11-27T12:10:00Z'), auction], noon)).toBe(90_000);
    expect(endsIn([at('2026-11-27T11:00:00Z'), spot('COPPER')], noon)).toBeUndefined();
});
