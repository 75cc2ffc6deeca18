import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { MarketSchema } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { Connection } from './connection';
import { Listing } from './listing';

const market = create(MarketSchema, { id: 7n, symbol: 'OSLO', base: { id: 0n, scale: 2 }, quote: { id: 1n, scale: 4 } });
const told = (title: string) => ({
    markets: [{ ...{ id: '7', symbol: 'OSLO', title, type: '', group: '', kind: 'outcome', owner: '5' }, ...{ priceMinimum: '0', priceMaximum: '100' } }],
});

/** What is asked is answered when it is told to. */
function asked() {
    const answers: ((title: string) => void)[] = [];
    const ask = () => new Promise((resolve) => void answers.push((title) => resolve(told(title))));
    return { answers, listing: new Listing({} as Connection, ask as never) };
}

test('what a market is about is by the later question, whichever is answered first', async () => {
    const { answers, listing } = asked();
    const shown = [new Units(market)];
    const both = [listing.learn(shown)];
    listing.forgetAge();
    both.push(listing.learn(shown));
    answers[1]!('Kept since');
    answers[0]!('As it was');
    await Promise.all(both);
    expect(listing.units(market, undefined).title).toBe('Kept since');
    expect(listing.isOfContracts(7n)).toBe(true);
});

test('what is answered after the list was cleared is of another account', async () => {
    const { answers, listing } = asked();
    const over = listing.learn([new Units(market)]);
    listing.clear();
    answers[0]!('As another sees it');
    await over;
    expect(listing.isOfContracts(7n)).toBe(false);
});
