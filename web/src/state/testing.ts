import { create } from '@bufbuild/protobuf';
import { MarketSchema, MarketStatus } from '$protocol/rialto/v1/market_pb';
import { Units } from './market';

/** A market with a tick of 0.01 and a lot of 1, as the tests' examples need it. */
export function copper(): Units {
    return new Units(
        create(MarketSchema, {
            id: 1n,
            symbol: 'COPPER-USD',
            base: { id: 2n, symbol: 'COPPER', scale: 2, displayScale: 0 },
            quote: { id: 1n, symbol: 'USD', scale: 4, displayScale: 2 },
            status: MarketStatus.OPEN,
            tick: 10_000_000n,
            lot: 100n,
            priceMaximum: 1_000_000_000_000n,
            quantityMinimum: 100n,
            quantityMaximum: 1_000_000n,
        }),
    );
}
