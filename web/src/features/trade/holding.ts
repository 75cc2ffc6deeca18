import { venue } from '$session/venue.svelte';
import type { Units } from '$state/market';

/** What the account has of what a market trades: of contracts its position, else its cash of the base. */
export function holding(units: Units): bigint {
    if (units.isContracts) {
        const { symbol } = units.market;
        return venue.positions.find((each) => each.symbol === symbol)?.quantity ?? 0n;
    }
    return venue.balances.find((each) => each.asset?.id === units.market.base?.id)?.cash ?? 0n;
}
