import { create } from '@bufbuild/protobuf';
import { ListMarketsSchema, type Market } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { Outcome } from '$state/outcome';
import { Asked } from './asked.svelte';
import type { Connection } from './connection';
import type { Ask } from './history';
import { outcomes } from './reads';

const OUTCOMES_MILLIS = 10_000;
const NONE: ReadonlyMap<bigint, Outcome> = new Map();

/** The markets that there are: from the stream, and what those of contracts are about from REST. */
export class Listing {
    /** What those of contracts are about. */
    readonly asked: Asked<ReadonlyMap<bigint, Outcome>> = new Asked(() => outcomes(this.ask, this.outcomes));
    private outcomesAt = 0;
    private listings = 0;
    /** When it was last asked for. */
    at = 0;

    constructor(
        private readonly connection: Connection,
        private readonly ask: Ask,
    ) {}

    clear(): void {
        this.asked.forget();
        this.outcomesAt = 0;
    }

    private get outcomes(): ReadonlyMap<bigint, Outcome> {
        return this.asked.value ?? NONE;
    }

    isOfContracts(market: bigint): boolean {
        return this.outcomes.has(market);
    }

    /** What those of contracts are about has changed, or may have. */
    forgetAge(): void {
        this.outcomesAt = 0;
    }

    /** All of them. */
    async list(): Promise<readonly Market[] | undefined> {
        this.at = Date.now();
        const number = ++this.listings;
        const answer = await this.connection.subscribe(
            { case: 'listMarkets', value: create(ListMarketsSchema) },
            () => number === this.listings,
        );
        return answer.case === 'markets' ? answer.value.markets : undefined;
    }

    /** Asks what those of contracts are about, where that is not known or old. */
    async learn(shown: readonly Units[]): Promise<void> {
        const contracts = shown.filter((units) => units.isContracts);
        if (contracts.length === 0) return;
        const isNews = contracts.some(({ market }) => !this.outcomes.has(market.id));
        if (!isNews && Date.now() - this.outcomesAt < OUTCOMES_MILLIS) return;
        this.outcomesAt = Date.now();
        await this.asked.again();
    }

    /** A market as it is now; one that did not change is the same object as before. */
    units(market: Market, before: Units | undefined): Units {
        const outcome = this.outcomes.get(market.id);
        const isOld = before && before.outcome === outcome && isSame(before.market, market);
        return isOld ? before : new Units(market, outcome);
    }
}

function isSame(a: Market, b: Market): boolean {
    return (
        a.lastPrice === b.lastPrice &&
        a.status === b.status &&
        a.auctionAt === b.auctionAt &&
        a.makerFeePpm === b.makerFeePpm &&
        a.takerFeePpm === b.takerFeePpm
    );
}
