import { accountName } from './accounts';

/** What a list of trades says of who took. */
export interface Trader {
    text: string;
    isOwn: boolean;
}

/** Which side of a trade was one's own. */
export type Part = 'took' | 'made';

/** One's own part in the trades of a market; in one with oneself one took. */
export function partsOf(
    fills: readonly { market: bigint; trade: bigint; maker: boolean }[],
    market: bigint,
): Map<bigint, Part> {
    const parts = new Map<bigint, Part>();
    for (const fill of fills) {
        if (fill.market === market && parts.get(fill.trade) !== 'took') parts.set(fill.trade, fill.maker ? 'made' : 'took');
    }
    return parts;
}

/**
 * Who took, and whether the trade is one's own, on either side. `taker`: 0 where the market hides whose
 * orders are: then nobody else is named. `names`: of accounts that the page may know, by their ids.
 */
export function traderOf(
    taker: bigint,
    own: Part | undefined,
    account: bigint,
    names: ReadonlyMap<string, string>,
): Trader {
    if (own === 'took' || (taker !== 0n && taker === account)) return { text: 'you', isOwn: true };
    const isOwn = own !== undefined;
    if (taker === 0n) return { text: '', isOwn };
    const name = names.get(taker.toString());
    return { text: name || accountName(undefined, taker), isOwn };
}

/** Names of accounts out of lists that tell them; what is told later counts. */
export function namesOf(
    ...lists: readonly (readonly { account: string; name: string }[])[]
): Map<string, string> {
    return new Map(lists.flat().map(({ account, name }) => [account, name]));
}
