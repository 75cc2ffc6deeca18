import type { MarketStatus } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { Focus } from './focus';
import type { Listing } from './listing';
import type { Own } from './own';
import type { Shown } from './shown.svelte';

const EVERY_MILLIS = 2_000;

/** Keeps the list of markets that is shown, and the one of them that is chosen. */
export class Listed {
    constructor(
        private readonly shown: Shown,
        private readonly listing: Listing,
        private readonly focus: Focus,
        private readonly own: Own,
    ) {}

    async list(): Promise<void> {
        const listed = await this.listing.list(this.shown.markets);
        if (!listed) return;
        this.shown.markets = listed;
        this.refreshSelected();
    }

    /** Asks where the last answer is old. */
    listAgain(): void {
        if (this.shown.now - this.listing.at > EVERY_MILLIS) void this.list().catch(() => {});
    }

    /** Asks at once for what somebody has just changed. */
    async refresh(): Promise<void> {
        this.listing.forgetAge();
        await this.list().catch(() => {});
    }

    statusChanged(id: bigint, status: MarketStatus): void {
        this.shown.markets = this.shown.markets?.map((units) =>
            units.market.id === id ? new Units({ ...units.market, status }, units.outcome) : units,
        );
        this.refreshSelected();
        if (this.listing.isOfContracts(id)) {
            this.listing.forgetAge();
            this.own.positionsSoon();
        }
    }

    /** A market is not there for this account any more. */
    withdrawn(id: bigint): void {
        const { shown } = this;
        shown.markets = shown.markets?.filter((units) => units.market.id !== id);
        if (shown.selected?.market.id !== id) return;
        const { symbol } = shown.selected.market;
        this.focus.withdrawn();
        shown.selected = undefined;
        shown.withdrawn = symbol;
    }

    private refreshSelected(): void {
        const id = this.shown.selected?.market.id;
        const now = this.shown.markets?.find((units) => units.market.id === id);
        if (now) this.shown.selected = now;
    }
}
