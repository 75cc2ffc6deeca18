import { expect, it } from 'vitest';
import { shownItems, type Item } from './items';

const item = (id: string, seller: string, more: Partial<Item> = {}): Item => ({
    id,
    seller,
    name: `Bicycle ${id}`,
    description: '',
    picture: '',
    asset: 'USD',
    ...more,
});
const items = [item('1', '7'), item('2', '8', { owner: '7', price: '5' }), item('3', '8', { description: 'red' })];
const own = new Set(['7']);

it.each([
    ['open', '', ['1', '3']],
    ['sold', '', ['2']],
    ['mine', '', ['1', '2']],
    ['all', 'RED', ['3']],
] as const)('%s with "%s" shows %j', (show, text, ids) => {
    expect(shownItems(items, show, own, text).map(({ id }) => id)).toEqual(ids);
});
