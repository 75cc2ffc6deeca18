import { create } from '@bufbuild/protobuf';
import { ListMarketsSchema, type Market } from '$protocol/rialto/v1/market_pb';
import { Units } from '$state/market';
import type { Outcome } from '$state/outcome';
import { Asked } from './asked.svelte';
import type { Connection } from './connection';
import type { Ask } from './history';
import { outcomes } from './reads';

const OUTCOMES_MILLIS = 10_000;

/** The markets that there are: from the stream, and what those of contracts are about from REST. */
export class Listing {
    private outcomes = new Map<bigint, Outcome>();
    /** What those of contracts are about. */
    readonly asked = new Asked(async () => {
        this.outcomes = await outcomes(this.ask, this.outcomes);
    });
    private outcomesAt = 0;
    /** When it was last asked for. */
    at = 0;

    constructor(
        private readonly connection: Connection,
        private readonly ask: Ask,
    ) {}

    clear(): void {
        this.outcomes = new Map();
        this.asked.forget();
        this.outcomesAt = 0;
    }

    get hasContracts(): boolean {
        return this.outcomes.size > 0;
    }

    isOfContracts(market: bigint): boolean {
        return this.outcomes.has(market);
    }

    /** What those of contracts are about has changed, or may have. */
    forgetAge(): void {
        this.outcomesAt = 0;
    }

    /** All of them; those that did not change are the same objects as before. */
    async list(before: readonly Units[] | undefined): Promise<Units[] | undefined> {
        this.at = Date.now();
        const answer = await this.connection.request({
            case: 'listMarkets',
            value: create(ListMarketsSchema),
        });
        if (answer.case !== 'markets') return undefined;
        const { markets } = answer.value;
        await this.learn(markets);
        const known = new Map(before?.map((units) => [units.market.id, units]));
        return markets.map((market) => {
            const old = known.get(market.id);
            const outcome = this.outcomes.get(market.id);
            const isOld = old && old.outcome === outcome && isSame(old.market, market);
            return isOld ? old : new Units(market, outcome);
        });
    }

    private async learn(markets: readonly Market[]): Promise<void> {
        const contracts = markets.filter((market) => market.base?.id === 0n);
        if (contracts.length === 0) return;
        const isNews = contracts.some((market) => !this.outcomes.has(market.id));
        if (!isNews && Date.now() - this.outcomesAt < OUTCOMES_MILLIS) return;
        this.outcomesAt = Date.now();
        await this.asked.again();
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
