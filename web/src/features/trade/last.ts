import { venue } from '$session/venue.svelte';
import { lastPrice, type Units } from '$state/market';

/** The last price of a market at the instant that is shown; of the past that of the market on screen alone is known. */
export function lastShown(units: Units): bigint | undefined {
    const trades = units.market.id === venue.selected?.market.id ? venue.trades : [];
    return venue.replay.isOn ? trades[trades.length - 1]?.price : lastPrice(units, trades);
}
