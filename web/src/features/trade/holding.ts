import { venue } from '$session/venue.svelte';
import type { Units } from '$state/market';
import { available } from '$state/outcome';

/** Whether what the account has in a market is told: of contracts it is asked for. */
function isTold({ isContracts, market }: Units): boolean {
    return !isContracts || venue.positionsOf.has(market.id);
}

/**
 * What the account has of what a market trades: of contracts its position, else its cash of the base.
 * Undefined while it is not known.
 */
export function owned(units: Units): bigint | undefined {
    if (!venue.hasAccount || !isTold(units)) return undefined;
    const { symbol, base } = units.market;
    if (!units.isContracts) return venue.balances.find((each) => each.asset?.id === base?.id)?.cash ?? 0n;
    return venue.positions.find((each) => each.symbol === symbol)?.quantity ?? 0n;
}

/** Whether what the account has of contracts is known, in all markets of them. */
export function arePositionsKnown(): boolean {
    return venue.markets !== undefined && venue.markets.every(isTold);
}

/** What of an asset can be used; undefined while it is not known what positions may still cost of it. */
export function free(asset: bigint | undefined): bigint | undefined {
    const { markets, balances, positions } = venue;
    const isUntold = (units: Units) => units.market.quote?.id === asset && !isTold(units);
    if (!venue.hasAccount || !markets || markets.some(isUntold)) return undefined;
    const balance = balances.find((each) => each.asset?.id === asset);
    return balance ? available(balance, asset, positions, markets) : 0n;
}
