import { venue } from '$session/venue.svelte';
import { Poll } from '../ui/poll.svelte';

export interface Asset {
    id: string;
    symbol: string;
    scale: number;
    displayScale: number;
}

/** What the venue lists. */
export const assets = new Poll(() => venue.ask<{ assets: Asset[] }>('/api/v1/assets'));
