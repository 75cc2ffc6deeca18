import { accountName } from './accounts';

/** What a list of trades says of who took. */
export interface Trader {
    text: string;
    isOwn: boolean;
}

/**
 * `taker`: 0 where the market hides whose orders are: then nobody is named, and only one's own fills
 * say what is one's own. `names`: of accounts that the page may know, by their ids.
 */
export function traderOf(
    taker: bigint,
    isOwn: boolean,
    account: bigint,
    names: ReadonlyMap<string, string>,
): Trader {
    if (isOwn || (taker !== 0n && taker === account)) return { text: 'you', isOwn: true };
    if (taker === 0n) return { text: '', isOwn: false };
    const name = names.get(taker.toString());
    return { text: name || accountName(undefined, taker), isOwn: false };
}

/** Names of accounts out of lists that tell them; what is told later counts. */
export function namesOf(
    ...lists: readonly (readonly { account: string; name: string }[])[]
): Map<string, string> {
    return new Map(lists.flat().map(({ account, name }) => [account, name]));
}
