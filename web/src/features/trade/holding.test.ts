import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { BalanceSchema, type Balance } from '$protocol/rialto/v1/account_pb';
import { MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { Position } from '$state/outcome';
import { copper } from '$state/testing';
import { venue } from '$session/venue.svelte';
import { free, owned } from './holding';

const COPPER = copper();
const USD = COPPER.market.quote!;
const RAIN = new Units(create(MarketSchema, { id: 3n, symbol: 'RAIN', base: { id: 0n, scale: 2 }, quote: USD }));
const POSITION: Position = { symbol: 'RAIN', quantity: 200n, spent: 1n, feesPaid: 0n, worst: -30n, settled: false };

vi.mock('$session/venue.svelte', () => ({ venue: {} }));

beforeEach(() => {
    Object.assign(venue, {
        hasAccount: true,
        markets: [COPPER, RAIN],
        balances: [create(BalanceSchema, { asset: USD, cash: 100n, held: 10n })] as Balance[],
        positions: [POSITION],
        positionsOf: new Set([3n]),
    });
});

test('what the account has and can use is what was told, and nothing where it has none', () => {
    expect([owned(RAIN), owned(COPPER), free(USD.id), free(COPPER.market.base?.id)]).toEqual([200n, 0n, 60n, 0n]);
});

test('before the account is told nothing is known of it', () => {
    Object.assign(venue, { hasAccount: false, balances: [], positions: [], positionsOf: new Set() });
    expect([owned(RAIN), owned(COPPER), free(USD.id)]).toEqual([undefined, undefined, undefined]);
});

test('before the positions are told nothing is known of what they may cost', () => {
    Object.assign(venue, { positions: [], positionsOf: new Set() });
    expect([owned(RAIN), free(USD.id)]).toEqual([undefined, undefined]);
    expect([owned(COPPER), free(COPPER.market.base?.id)]).toEqual([0n, 0n]);
});
