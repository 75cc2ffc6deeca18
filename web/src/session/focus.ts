import { create } from '@bufbuild/protobuf';
import { Pace, SubscribeBookSchema, SubscribeTradesSchema, type Trade } from '$protocol/rialto/v1/market_pb';
import { UnsubscribeSchema } from '$protocol/rialto/v1/stream_pb';
import { Book } from '$state/book';
import type { Units } from '$state/market';
import { Tape } from '$state/trades';
import { Asked } from './asked.svelte';
import type { Connection } from './connection';
import type { Content } from './stream';

/** The one market whose book and trades the page listens to. */
export class Focus {
    book: Book | undefined;
    tape = new Tape();
    /** Why its status is what it is, as far as that was told on this connection. */
    statusReason = '';
    /** The trades from before the page listened. */
    readonly past = new Asked(() => this.loadPast());
    private units: Units | undefined;

    constructor(
        private readonly connection: Connection,
        private readonly pastTrades: (units: Units) => Promise<Trade[]>,
        private readonly changed: (what: 'book' | 'trades') => void,
    ) {}

    get market(): bigint | undefined {
        return this.units?.market.id;
    }

    /** Another market, or none. Subscribes at once if the connection is open. */
    select(units: Units | undefined, isOpen: boolean): void {
        const before = this.units;
        this.units = units;
        this.book = undefined;
        this.tape = new Tape();
        this.statusReason = '';
        this.past.forget();
        this.changed('book');
        this.changed('trades');
        if (!isOpen) return;
        if (before) void this.unsubscribe(before.market.id).catch(() => {});
        if (units) void this.subscribe().catch(() => {});
    }

    /** The market is not there any more: the venue has ended the subscriptions. */
    withdrawn(): void {
        this.units = undefined;
        this.select(undefined, false);
    }

    /** Both before anything else is sent: one that came later would end what is subscribed to meanwhile. */
    private async unsubscribe(market: bigint): Promise<void> {
        await Promise.all(
            (['book', 'trades'] as const).map((topic) =>
                this.connection.request({
                    case: 'unsubscribe',
                    value: create(UnsubscribeSchema, { topic: { case: topic, value: market } }),
                }),
            ),
        );
    }

    async subscribe(): Promise<void> {
        const units = this.units;
        if (!units) return;
        const market = units.market.id;
        this.book = new Book(units.market.tick);
        // What was told before says nothing of a change that was missed meanwhile.
        this.statusReason = '';
        // Nobody waits for it to trade.
        void this.past.again();
        const [book, trades] = [SubscribeBookSchema, SubscribeTradesSchema];
        const isWanted = () => this.market === market;
        await Promise.all([
            this.connection.subscribe(
                { case: 'subscribeBook', value: create(book, { market, pace: Pace.PACE_20_HZ }) },
                isWanted,
            ),
            this.connection.subscribe(
                { case: 'subscribeTrades', value: create(trades, { market, pace: Pace.PACE_20_HZ }) },
                isWanted,
            ),
        ]);
    }

    /** A status, and why, were told. */
    statusChanged(market: bigint, reason: string): void {
        if (market !== this.market) return;
        this.statusReason = reason;
        this.changed('book');
    }

    private async loadPast(): Promise<void> {
        const { units } = this;
        if (!units) return;
        const trades = await this.pastTrades(units);
        if (this.market !== units.market.id) return;
        this.tape.add(trades);
        this.changed('trades');
    }

    /** True if the message was about a book or trades. */
    told(content: Content): boolean {
        switch (content.case) {
            case 'bookSnapshot':
            case 'bookDelta':
                this.toldOfBook(content);
                return true;
            case 'tradesSnapshot':
                if (content.value.market === this.market) {
                    this.tape.snapshot(content.value.trades);
                    this.changed('trades');
                }
                return true;
            case 'tradesDelta':
                if (content.value.market === this.market) {
                    this.tape.add(content.value.trades);
                    this.changed('trades');
                }
                return true;
            default:
                return false;
        }
    }

    private toldOfBook(content: Extract<Content, { case: 'bookSnapshot' | 'bookDelta' }>): void {
        const book = this.book;
        if (!book || content.value.market !== this.market) return;
        if (content.case === 'bookSnapshot') book.snapshot(content.value);
        // Of the subscription before, which has ended: the snapshot comes first.
        else if (!book.isComplete) return;
        else if (!book.delta(content.value)) {
            this.connection.restart('a change of the book is missing');
        }
        this.changed('book');
    }
}
