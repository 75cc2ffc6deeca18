import type { AccountSnapshot, AccountUpdate } from '$protocol/rialto/v1/account_pb';
import { AccountBooks } from '$state/account';
import type { Units } from '$state/market';
import type { Position } from '$state/outcome';
import { Asked } from './asked.svelte';
import { pastFills, readFills, type Ask, type RestFill } from './history';
import { positions } from './reads';

const POSITIONS_AFTER_MILLIS = 150;
/** Without them nothing is known of what can be used: they are asked for until they are told. */
const POSITIONS_AGAIN_MILLIS = 3_000;

/** What the session tells the keeper of an account. */
export interface OwnListener {
    markets(): readonly Units[];
    /** Orders, fills, balances or positions have changed. */
    changed(): void;
}

/** What belongs to the account acted as: by the stream, and what that does not tell by REST. */
export class Own {
    books = new AccountBooks();
    positions: readonly Position[] = [];
    /** The markets of contracts of which the positions tell, also where there is none. */
    positionsOf: ReadonlySet<bigint> = new Set();
    readonly pastFills = new Asked(() => this.loadFills());
    readonly askedPositions = new Asked(async () => {
        const { generation } = this;
        const question = ++this.questions;
        const of = new Set(this.contracts());
        const told = await positions(this.ask, () => this.listener.markets());
        // A later question may have been answered first.
        if (generation !== this.generation || question !== this.questions) return;
        this.positions = told;
        this.positionsOf = of;
        this.listener.changed();
    });
    /** Fills of before, told sooner than the markets that they were in. */
    private early: readonly RestFill[] = [];
    private due: ReturnType<typeof setTimeout> | undefined;
    /** Counts up when it is another account. */
    private generation = 0;
    /** How often positions were asked for. */
    private questions = 0;

    constructor(
        private readonly ask: Ask,
        private readonly listener: OwnListener,
    ) {}

    /** Another account: nothing of the one before is known of it. */
    reset(): void {
        this.generation++;
        clearTimeout(this.due);
        this.books = new AccountBooks();
        this.positions = [];
        this.positionsOf = new Set();
        this.early = [];
        this.pastFills.forget();
        this.askedPositions.forget();
        this.listener.changed();
    }

    snapshot(from: AccountSnapshot): void {
        this.books.snapshot(from);
        this.listener.changed();
        // It tells no fills: those before it are asked for.
        void this.pastFills.again();
    }

    /** False if something between is missing. */
    update(from: AccountUpdate): boolean {
        if (!this.books.update(from)) return false;
        this.listener.changed();
        const touched = new Set([...from.orders, ...from.fills].map(({ market }) => market));
        const isOfContracts = (units: Units) => units.isContracts && touched.has(units.market.id);
        if (from.positions.length > 0 || this.listener.markets().some(isOfContracts)) {
            this.positionsSoon();
        }
        return true;
    }

    private async loadFills(): Promise<void> {
        const { generation } = this;
        const told = await pastFills(this.ask);
        if (generation !== this.generation) return;
        this.early = told;
        this.marketsKnown();
    }

    /** Other markets are known than before: so are the fills that were told of them, and positions may be. */
    marketsKnown(): void {
        if (this.contracts().some((id) => !this.positionsOf.has(id))) this.positionsSoon();
        if (this.early.length === 0) return;
        const markets = this.listener.markets();
        this.books.addFills(readFills(this.early, markets));
        this.early = this.early.filter((fill) => !markets.some(({ market }) => market.symbol === fill.market));
        this.listener.changed();
    }

    /** Many changes at once are one question. */
    positionsSoon(afterMillis = POSITIONS_AFTER_MILLIS): void {
        clearTimeout(this.due);
        this.due = setTimeout(() => void this.loadPositions(), afterMillis);
    }

    async loadPositions(): Promise<void> {
        clearTimeout(this.due);
        if (this.contracts().length === 0) return;
        await this.askedPositions.again();
        if (this.askedPositions.problem !== '') this.positionsSoon(POSITIONS_AGAIN_MILLIS);
    }

    /** The markets of contracts that are known. */
    private contracts(): bigint[] {
        return this.listener.markets().flatMap(({ isContracts, market }) => (isContracts ? [market.id] : []));
    }
}
