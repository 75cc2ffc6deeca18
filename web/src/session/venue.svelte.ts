import { create } from '@bufbuild/protobuf';
import {
    Pace,
    SubscribeBookSchema,
    SubscribeTradesSchema,
    ListMarketsSchema,
    MarketStatus,
    type Market,
    type Trade,
} from '$protocol/rialto/v1/market_pb';
import { SubscribeAccountSchema, type Balance, type Fill, type Order } from '$protocol/rialto/v1/account_pb';
import { AuthenticateSchema, PingSchema, UnsubscribeSchema } from '$protocol/rialto/v1/stream_pb';
import { PreviewOrderSchema, type PlaceOrder, type Preview, type Failure } from '$protocol/rialto/v1/orders_pb';
import { AccountBooks } from '$state/account';
import { Book } from '$state/book';
import { Units } from '$state/market';
import { Outbox, type Change, type Entry } from '$state/outbox';
import { Tape } from '$state/trades';
import { pastFills, pastTrades } from './history';
import { keepUnanswered, keptUnanswered } from './outbox-store';
import { Stream, streamUrl, type Content, type Request } from './stream';
import { forgetToken, keepToken, keptToken } from './token';

/** How the page stands with the venue. `lost`: it was there, and is being looked for. */
export type Link = 'signed-out' | 'connecting' | 'live' | 'lost';

const PING_MILLIS = 2_000;
/** Without an answer to a ping for so long the connection counts as lost. */
const SILENT_MILLIS = 6_000;
/** Data older than this is shown as old. */
const STALE_MILLIS = 3_500;
const MARKETS_MILLIS = 2_000;
const RETRY_MILLIS = [100, 250, 500, 1_000, 2_000];

/**
 * The page's one session with the venue: signs in, keeps the connection, resumes by sequence, and
 * publishes what it knows once per frame. Components read the fields; only this class writes them.
 */
export class VenueSession {
    link = $state<Link>('signed-out');
    /** Why the last attempt to sign in failed; empty if it did not. */
    problem = $state('');
    account = $state(0n);
    isAdministrator = $state(false);
    roundTripMillis = $state<number | undefined>(undefined);
    /** Round trips of orders, newest last. */
    acknowledgements = $state.raw<number[]>([]);
    /** Of the venue's event that the page has reached. */
    sequence = $state(0n);
    lastHeardAt = $state(0);
    now = $state(Date.now());

    markets = $state.raw<Units[] | undefined>(undefined);
    selected = $state.raw<Units | undefined>(undefined);
    /** Replaced by a new one whenever something changed: read the book through it. */
    book = $state.raw<{ book: Book } | undefined>(undefined);
    trades = $state.raw<readonly Trade[]>([]);
    /** Why the market's status is what it is, where the administrator said so. */
    statusReason = $state('');
    orders = $state.raw<readonly Order[]>([]);
    fills = $state.raw<readonly Fill[]>([]);
    balances = $state.raw<readonly Balance[]>([]);
    hasAccount = $state(false);
    entries = $state.raw<readonly Entry[]>([]);
    /** Nothing is sent while the user has stopped trading. */
    isStopped = $state(false);
    isLocked = $derived(this.link !== 'live' || this.isStopped);
    isStale = $derived(this.link !== 'live' || this.now - this.lastHeardAt > STALE_MILLIS);

    private stream: Stream | undefined;
    private token = '';
    private keepOnDevice = false;
    private attempts = 0;
    private books = new AccountBooks();
    private outbox = new Outbox();
    private liveBook: Book | undefined;
    private tape = new Tape();
    private dirty = new Set<'book' | 'trades' | 'account' | 'entries'>();
    private frame = 0;
    private timers: ReturnType<typeof setInterval>[] = [];
    private retry: ReturnType<typeof setTimeout> | undefined;

    get signedInToken(): string {
        return this.token;
    }

    /** Signs in with the token that this device keeps, if it does. */
    start(): void {
        const token = keptToken();
        if (token && this.link === 'signed-out') this.signIn(token, false);
    }

    signIn(token: string, onDevice: boolean): void {
        this.token = token.trim();
        this.keepOnDevice = onDevice;
        this.problem = '';
        this.outbox = new Outbox();
        for (const entry of keptUnanswered()) this.outbox.add(entry);
        this.link = 'connecting';
        this.connect();
    }

    signOut(problem = ''): void {
        this.problem = problem;
        this.link = 'signed-out';
        forgetToken();
        keepUnanswered([]);
        this.stopTimers();
        clearTimeout(this.retry);
        this.stream?.close('signed out');
        this.stream = undefined;
        this.token = '';
        this.account = 0n;
        this.books = new AccountBooks();
        this.outbox = new Outbox();
        this.markets = undefined;
        this.select(undefined);
        this.hasAccount = false;
        this.isStopped = false;
        this.touch('account');
        this.touch('entries');
    }

    private connect(): void {
        const stream: Stream = new Stream(streamUrl(location), {
            opened: () => void this.authenticate(stream),
            told: (content) => this.told(content),
            closed: (reason) => this.closed(stream, reason),
        });
        this.stream = stream;
    }

    private async authenticate(stream: Stream): Promise<void> {
        try {
            const answer = await stream.request({
                case: 'authenticate',
                value: create(AuthenticateSchema, { token: this.token }),
            });
            if (answer.case === 'failure') {
                if (isRefusal(answer.value)) this.signOut(explain(answer.value));
                return;
            }
            if (answer.case !== 'authenticated') return;
            keepToken(this.token, this.keepOnDevice);
            this.heard();
            this.account = answer.value.account;
            this.isAdministrator = answer.value.administrator;
            await this.synchronise(stream);
        } catch {
            // Lost: `closed` has been told and tries again.
        }
    }

    /** Everything that the page shows, by sequence; only then is it live. */
    private async synchronise(stream: Stream): Promise<void> {
        await this.listMarkets(stream);
        await stream.request({
            case: 'subscribeAccount',
            value: create(SubscribeAccountSchema, { resumeAfter: this.books.sequence }),
        });
        if (this.selected) await this.subscribe(stream, this.selected);
        this.attempts = 0;
        this.link = 'live';
        this.stopTimers();
        this.timers = [
            setInterval(() => void this.ping(), PING_MILLIS),
            setInterval(() => void this.listMarkets(stream).catch(() => {}), MARKETS_MILLIS),
            setInterval(() => this.tick(), 500),
        ];
        void this.ping();
        this.settleUnknown();
    }

    private async loadFills(): Promise<void> {
        const fills = await pastFills(this.token, this.markets ?? []);
        this.books.addFills(fills);
        this.touch('account');
    }

    private closed(stream: Stream, reason: string): void {
        if (stream !== this.stream) return;
        this.stream = undefined;
        this.stopTimers();
        this.outbox.lost();
        this.touch('entries');
        if (this.link === 'signed-out') return;
        if (/revoked|expired/.test(reason)) {
            this.signOut('The token was revoked or has expired. Sign in again.');
            return;
        }
        this.link = this.books.sequence > 0n ? 'lost' : 'connecting';
        this.roundTripMillis = undefined;
        const wait = RETRY_MILLIS[Math.min(this.attempts++, RETRY_MILLIS.length - 1)]!;
        // Spread, so that a venue that comes back is not met by everybody at once.
        this.retry = setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2));
        this.timers = [setInterval(() => (this.now = Date.now()), 500)];
    }

    private stopTimers(): void {
        for (const timer of this.timers) clearInterval(timer);
        this.timers = [];
    }

    private tick(): void {
        this.now = Date.now();
        if (this.now - this.lastHeardAt > SILENT_MILLIS) {
            this.stream?.close('silent');
        } else {
            this.settleUnknown();
        }
    }

    private async ping(): Promise<void> {
        const begun = performance.now();
        try {
            const answer = await this.stream?.request({
                case: 'ping',
                value: create(PingSchema, { nonce: 1n }),
            });
            if (answer?.case !== 'pong') return;
            this.roundTripMillis = performance.now() - begun;
            this.sequence = answer.value.sequence;
            this.heard();
        } catch {
            // Lost.
        }
    }

    private heard(): void {
        this.lastHeardAt = this.now = Date.now();
    }

    private async listMarkets(stream: Stream): Promise<void> {
        const answer = await stream.request({
            case: 'listMarkets',
            value: create(ListMarketsSchema),
        });
        if (answer.case !== 'markets') return;
        const known = new Map(this.markets?.map((units) => [units.market.id, units]));
        this.markets = answer.value.markets.map((market) => {
            const before = known.get(market.id);
            return before && isSame(before.market, market) ? before : new Units(market);
        });
        const selected = this.selected;
        const now = this.markets.find((units) => units.market.id === selected?.market.id);
        if (now && now.market.status !== selected?.market.status) this.selected = now;
    }

    /** Shows another market, or none. */
    select(units: Units | undefined): void {
        const before = this.selected;
        if (before?.market.id === units?.market.id) return;
        this.selected = units;
        this.liveBook = undefined;
        this.tape = new Tape();
        this.statusReason = '';
        this.touch('book');
        this.touch('trades');
        const stream = this.stream;
        if (!stream || this.link !== 'live') return;
        if (before) void this.unsubscribe(stream, before).catch(() => {});
        if (units) void this.subscribe(stream, units).catch(() => {});
    }

    private async unsubscribe(stream: Stream, units: Units): Promise<void> {
        for (const topic of ['book', 'trades'] as const) {
            await stream.request({
                case: 'unsubscribe',
                value: create(UnsubscribeSchema, {
                    topic: { case: topic, value: units.market.id },
                }),
            });
        }
    }

    private async subscribe(stream: Stream, units: Units): Promise<void> {
        const market = units.market.id;
        this.liveBook = new Book(units.market.tick);
        const history = pastTrades(this.token, units).then((trades) => {
            if (this.selected?.market.id !== market) return;
            this.tape.add(trades);
            this.touch('trades');
        });
        await stream.request({
            case: 'subscribeBook',
            value: create(SubscribeBookSchema, { market, pace: Pace.PACE_20_HZ }),
        });
        await stream.request({
            case: 'subscribeTrades',
            value: create(SubscribeTradesSchema, { market }),
        });
        await history.catch(() => {});
    }

    private told(content: Content): void {
        switch (content.case) {
            case 'bookSnapshot':
            case 'bookDelta':
                this.toldOfBook(content);
                break;
            case 'tradesSnapshot':
                if (content.value.market !== this.selected?.market.id) return;
                this.tape.snapshot(content.value.trades);
                this.touch('trades');
                break;
            case 'trade':
                if (content.value.market !== this.selected?.market.id) return;
                this.tape.add([content.value]);
                this.touch('trades');
                break;
            case 'accountSnapshot':
                this.books.snapshot(content.value);
                this.touch('account');
                // It tells no fills: those before it are asked for.
                void this.loadFills().catch(() => {});
                break;
            case 'accountUpdate':
                if (this.books.update(content.value)) this.touch('account');
                else this.stream?.close('an account update is missing');
                break;
            case 'marketStatusChange':
                this.statusChanged(content.value.market, content.value.status);
                if (content.value.market === this.selected?.market.id) {
                    this.statusReason = content.value.reason;
                }
                break;
            case 'heartbeat':
                this.sequence = content.value.sequence;
                break;
            default:
                break;
        }
        if (this.link === 'live') this.lastHeardAt = Date.now();
    }

    private toldOfBook(content: Extract<Content, { case: 'bookSnapshot' | 'bookDelta' }>): void {
        const book = this.liveBook;
        if (!book || content.value.market !== this.selected?.market.id) return;
        if (content.case === 'bookSnapshot') book.snapshot(content.value);
        else if (!book.delta(content.value)) this.stream?.close('a change of the book is missing');
        this.touch('book');
    }

    private statusChanged(id: bigint, status: MarketStatus): void {
        this.markets = this.markets?.map((units) =>
            units.market.id === id ? new Units({ ...units.market, status }) : units,
        );
        if (this.selected?.market.id === id) {
            this.selected = this.markets?.find((units) => units.market.id === id);
        }
    }

    /** Publishes within the next frame, however often it is asked to. */
    private touch(what: 'book' | 'trades' | 'account' | 'entries'): void {
        this.dirty.add(what);
        if (this.frame === 0) this.frame = requestAnimationFrame(() => this.publish());
    }

    private publish(): void {
        this.frame = 0;
        if (this.dirty.has('book')) {
            this.book = this.liveBook?.isComplete ? { book: this.liveBook } : undefined;
        }
        if (this.dirty.has('trades')) this.trades = this.tape.trades.slice();
        if (this.dirty.has('account')) {
            this.orders = this.books.openOrders();
            this.fills = this.books.fills;
            this.balances = [...this.books.balances.values()];
            this.hasAccount = this.books.sequence > 0n;
        }
        if (this.dirty.has('entries')) this.entries = this.outbox.entries;
        this.dirty.clear();
    }

    /** What the order would do now, by the engine; undefined if that cannot be told. */
    async preview(order: PlaceOrder): Promise<Preview | Failure | undefined> {
        try {
            const answer = await this.stream?.request({
                case: 'previewOrder',
                value: create(PreviewOrderSchema, { order }),
            });
            return answer?.case === 'preview' || answer?.case === 'failure'
                ? answer.value
                : undefined;
        } catch {
            return undefined;
        }
    }

    /** Sends a command under a key of its own; what becomes of it shows in `entries`. */
    send(change: Change, market: bigint, summary: string): Promise<Entry | undefined> {
        if (this.isLocked && change.case !== 'cancelOrder' && change.case !== 'cancelAll') {
            return Promise.resolve(undefined);
        }
        const key = crypto.randomUUID();
        const sentAt = Date.now();
        this.outbox.add({ key, change, market, summary, sentAt, attempts: 1, state: 'sent' });
        return this.transmit(key, change);
    }

    /** Sends an unanswered command again under its key: it is done once at most. */
    sendAgain(entry: Entry): void {
        this.outbox.again(entry.key);
        void this.transmit(entry.key, entry.change);
    }

    drop(entry: Entry): void {
        this.outbox.drop(entry.key);
        this.outboxChanged();
    }

    private async transmit(key: string, change: Change): Promise<Entry | undefined> {
        this.outboxChanged();
        const begun = performance.now();
        try {
            const answer = await this.stream!.request(change as Request, key);
            if (answer.case === 'outcome') {
                this.outbox.answered(key, { outcome: answer.value }, Date.now());
                const took = performance.now() - begun;
                this.acknowledgements = [...this.acknowledgements.slice(-99), took];
            } else if (answer.case === 'failure') {
                this.outbox.answered(key, { failure: answer.value }, Date.now());
            }
        } catch {
            this.outbox.lost();
        }
        this.outboxChanged();
        return this.outbox.entries.find((entry) => entry.key === key);
    }

    private outboxChanged(): void {
        keepUnanswered(this.outbox.entries);
        this.touch('entries');
    }

    private settleUnknown(): void {
        for (const entry of this.outbox.dueAgain(Date.now())) this.sendAgain(entry);
    }
}

function isRefusal(failure: Failure): boolean {
    return ['token-invalid', 'token-expired', 'unauthenticated'].includes(failure.code);
}

/** A failure in words, with its numbers. */
export function explain(failure: Failure): string {
    const numbers = failure.needed
        ? `Needed ${failure.needed}, available ${failure.available || '0'} ${failure.unit}`
        : '';
    return [failure.title, numbers, failure.detail].filter(Boolean).join('. ');
}

function isSame(a: Market, b: Market): boolean {
    return a.lastPrice === b.lastPrice && a.status === b.status;
}

export const venue = new VenueSession();
