import { Side } from '$protocol/rialto/v1/orders_pb';
import { preferences } from '$state/preferences.svelte';
import type { Units } from '$state/market';
import { actionOf } from '$state/shortcuts';
import { presets } from '$state/sizing';
import { venue } from '$session/venue.svelte';
import { isTyping } from '../keys';
import { cancelAll, stopTrading } from './cancel';
import { chosen } from './chosen.svelte';
import { ticket } from './ticket.svelte';

/** The keys of the trading page; see the list that `?` opens. */
export function onTradeKey(event: KeyboardEvent, units: Units): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open], :popover-open')) return;
    if (event.key === 'Escape' && isTyping(event)) {
        // Out of the field first: the next one cancels.
        (event.target as HTMLElement).blur();
        return;
    }
    if (isTyping(event) || !preferences.singleKeys) return;
    const done = act(event.key, event.shiftKey, units);
    if (done) event.preventDefault();
}

function act(key: string, shift: boolean, units: Units): boolean {
    const size = (index: number) => ticket.take(presets(units)[index]!, units);
    switch (actionOf(preferences.keys, key)) {
        case 'buy':
            ticket.atTouch(Side.BUY, units);
            return true;
        case 'sell':
            ticket.atTouch(Side.SELL, units);
            return true;
        case 'cancelBids':
            cancelAll(units, Side.BUY);
            return true;
        case 'cancelAsks':
            cancelAll(units, Side.SELL);
            return true;
        case 'cancelChosen':
            chosen.cancel();
            return true;
        case 'back':
            venue.replay.back(units);
            return true;
        case 'forward':
            forward(units);
            return true;
        case 'cancelAll':
            // Out of the past first.
            if (venue.replay.isOn && !shift) venue.replay.leave();
            else if (shift) stopTrading();
            else cancelAll(units);
            return true;
        case 'small':
            size(0);
            return true;
        case 'middle':
            size(1);
            return true;
        case 'large':
            size(2);
            return true;
        default:
            return false;
    }
}

/** A second towards now: which event comes next only the venue knows. */
function forward(units: Units): void {
    const { replay } = venue;
    if (replay.at === undefined) return;
    replay.isPlaying = false;
    replay.goTo(units, replay.at + 1_000);
}
