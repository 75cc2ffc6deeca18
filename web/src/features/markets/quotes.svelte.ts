import { parseSigned } from '$state/decimal';
import { PRICE_SCALE } from '$state/market';
import type { Prices } from '$state/valuation';
import { venue } from '$session/venue.svelte';
import { Poll } from '../ui/poll.svelte';

interface Quote {
    symbol: string;
    lastPrice?: string;
    bid?: { price: string };
    ask?: { price: string };
}

/** The prices of all markets by symbol, asked for again and again by whoever starts it. */
export function newQuotes(): Poll<Map<string, Prices>> {
    return new Poll(async () => {
        const { markets } = await venue.ask<{ markets: Quote[] }>('/api/v1/markets');
        return new Map(
            markets.map((each) => [
                each.symbol,
                { last: read(each.lastPrice), bid: read(each.bid?.price), ask: read(each.ask?.price) },
            ]),
        );
    });
}

function read(text: string | undefined): bigint | undefined {
    return text === undefined ? undefined : parseSigned(text, PRICE_SCALE);
}
