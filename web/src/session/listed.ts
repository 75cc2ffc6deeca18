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

    /** By their symbols at once: nobody waits for what those of contracts are about. */
    async list(): Promise<void> {
        await this.take();
        void this.learn();
    }

    private async take(): Promise<void> {
        const markets = await this.listing.list();
        if (!markets) return;
        const known = new Map(this.shown.markets?.map((units) => [units.market.id, units]));
        this.show(markets.map((market) => this.listing.units(market, known.get(market.id))));
    }

    private async learn(): Promise<void> {
        await this.listing.learn(this.shown.markets ?? []);
        const { markets } = this.shown;
        if (markets) this.show(markets.map((units) => this.listing.units(units.market, units)));
    }

    private show(markets: Units[]): void {
        const { shown } = this;
        // The same ones in the same order: nobody has anything to do.
        if (shown.markets?.length === markets.length && markets.every((units, at) => units === shown.markets?.[at])) return;
        shown.markets = markets;
        this.own.marketsKnown();
        this.refreshSelected();
    }

    /** Asks where the last answer is old. */
    listAgain(): void {
        if (this.shown.now - this.listing.at > EVERY_MILLIS) void this.list().catch(() => {});
    }

    /** Asks at once for what somebody has just changed. */
    async refresh(): Promise<void> {
        this.listing.forgetAge();
        await this.take().catch(() => {});
        await this.learn();
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
