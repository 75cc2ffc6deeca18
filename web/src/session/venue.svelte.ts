import { create } from '@bufbuild/protobuf';
import { Pace, type MarketStatus, type Trade } from '$protocol/rialto/v1/market_pb';
import { SubscribeTickerSchema, type Ticker } from '$protocol/rialto/v1/marketdata_pb';
import {
    SubscribeAccountSchema,
    type AccountUpdate,
    type Balance,
    type Fill,
    type Order,
} from '$protocol/rialto/v1/account_pb';
import { SetSudoSchema, type Authenticated } from '$protocol/rialto/v1/stream_pb';
import { PreviewOrderSchema, type PlaceOrder, type Preview, type Failure } from '$protocol/rialto/v1/orders_pb';
import type { Book } from '$state/book';
import { Units } from '$state/market';
import { explain } from '$state/explain';
import type { Position } from '$state/outcome';
import type { Candle } from '$state/trades';
import type { Change, Entry } from '$state/outbox';
import { keepActing, keptActing } from './acting';
import { Asker } from './asker';
import { Bars } from './bars';
import { Connection, type Link } from './connection';
import { Credentials, type Credential } from './credentials';
import { Focus } from './focus';
import { pastTrades } from './history';
import { Listing } from './listing';
import { Own } from './own';
import { Publisher } from './publisher';
import { ownedAccounts, type OwnedAccount } from './reads';
import type { AskOptions } from './rest';
import { Replay } from './replay.svelte';
import { Sender } from './sender';
import type { Content, Stream } from './stream';

export type { Link } from './connection';

/** Data older than this is shown as old. */
const STALE_MILLIS = 3_500;
const MARKETS_MILLIS = 2_000;
/** People read it: more often is of no use to them. */
const PACED_MILLIS = { touch: 250, trades: 250, candles: 250, days: 250 };

type What = 'book' | 'touch' | 'trades' | 'candles' | 'days' | 'account' | 'entries';

/**
 * The page's one session with the venue: publishes what it knows once per frame. Components read the
 * fields; only this class writes them.
 */
export class VenueSession {
    link = $state<Link>('signed-out');
    /** Why nobody is signed in any more; empty if nothing went wrong. */
    problem = $state('');
    /** Acted as. */
    account = $state(0n);
    /** Of whoever signed in. */
    ownAccount = $state(0n);
    isAdministrator = $state(false);
    /** An administrator's rights are in use. */
    isSudo = $state(false);
    /** A person has signed in, rather than whoever has a token. */
    isPerson = $state(false);
    accounts = $state.raw<readonly OwnedAccount[]>([]);
    roundTripMillis = $state<number | undefined>(undefined);
    /** Round trips of orders, newest last. */
    acknowledgements = $state.raw<number[]>([]);
    /** Of the venue's event that the page has reached. */
    sequence = $state(0n);
    lastHeardAt = $state(0);
    now = $state(Date.now());

    markets = $state.raw<Units[] | undefined>(undefined);
    selected = $state.raw<Units | undefined>(undefined);
    /** The symbol of a market that is not there for this account any more. */
    withdrawn = $state('');
    /** Replaced by a new one whenever something changed: read the book through it. */
    book = $state.raw<{ book: Book } | undefined>(undefined);
    /** The best prices of the book in ticks. */
    touch = $state.raw<{ bid: number | undefined; ask: number | undefined }>({ bid: undefined, ask: undefined });
    trades = $state.raw<readonly Trade[]>([]);
    /** Of the interval that the chart shows, as the venue has told them since it does. */
    candles = $state.raw<readonly Candle[]>([]);
    /** The last 24 hours, by market. Replaced by a new one whenever something changed. */
    days = $state.raw<{ of: ReadonlyMap<bigint, Ticker> }>({ of: new Map() });
    /** Why the market's status is what it is, where the administrator said so. */
    statusReason = $state('');
    orders = $state.raw<readonly Order[]>([]);
    fills = $state.raw<readonly Fill[]>([]);
    balances = $state.raw<readonly Balance[]>([]);
    positions = $state.raw<readonly Position[]>([]);
    hasAccount = $state(false);
    entries = $state.raw<readonly Entry[]>([]);
    /** Counts up when everyone was told something. */
    noticed = $state(0);
    /** Nothing is sent while the user has stopped trading. */
    isStopped = $state(false);
    /** The market on screen as it was: what is shown is not what is. */
    readonly replay = new Replay(
        (path) => this.ask(path),
        () => (this.bookChanged(), this.publisher.touch('trades')),
    );
    isLocked = $derived(this.link !== 'live' || this.isStopped || this.replay.isOn);
    isStale = $derived(this.link !== 'live' || this.now - this.lastHeardAt > STALE_MILLIS);
    /** The account acted as, as its owner named and coloured it. */
    acting = $derived(this.accounts.find((each) => BigInt(each.id) === this.account));
    isActing = $derived(this.ownAccount !== 0n && this.account !== this.ownAccount);

    private readonly publisher = new Publisher<What>(PACED_MILLIS, (what) => this.publish(what));
    private readonly credentials = new Credentials();
    private readonly asker = new Asker(this.credentials);
    private readonly connection = new Connection(this.credentials, {
        synchronise: (stream, who) => this.synchronise(stream, who),
        told: (content) => this.told(content),
        changed: (link) => this.changed(link),
        heard: (sequence, roundTripMillis) => {
            this.sequence = sequence;
            this.roundTripMillis = roundTripMillis;
            this.lastHeardAt = this.heardAt = this.now = Date.now();
        },
        tick: () => this.tick(),
        ended: (why) => this.signedOut(why),
    });
    private readonly sender = new Sender(
        this.connection,
        () => this.publisher.touch('entries'),
        (took) => {
            this.acknowledgements = [...this.acknowledgements.slice(-99), took];
            // For whoever measures: observers are told, and nothing is kept.
            performance.mark('order-acknowledged');
            performance.clearMarks('order-acknowledged');
        },
    );
    private readonly focus = new Focus(
        this.connection,
        (units) => pastTrades((path) => this.ask(path), units),
        (what) => (what === 'book' ? this.bookChanged() : this.publisher.touch(what)),
    );
    private readonly listing = new Listing(this.connection, (path) => this.ask(path));
    private readonly own = new Own((path) => this.ask(path), this.listing, {
        markets: () => this.markets ?? [],
        changed: () => this.publisher.touch('account'),
        positions: (told) => (this.positions = told),
    });
    private readonly bars = new Bars(this.connection, () => this.publisher.touch('candles'));
    private readonly told24 = new Map<bigint, Ticker>();
    /** What `lastHeardAt` is told of twice a second: messages come far more often. */
    private heardAt = 0;

    /** Signs in with the credential that this device keeps, if it does. */
    start(): void {
        if (this.credentials.isThere && this.link === 'signed-out') this.connect();
    }

    signIn(credential: Credential, onDevice: boolean): void {
        this.credentials.take(credential, onDevice);
        this.connect();
    }

    private connect(): void {
        this.problem = '';
        this.isPerson = this.credentials.isSession;
        this.sender.begin();
        this.connection.open(keptActing(), false);
    }

    /** Ends the session at the venue too; a token stays good. */
    signOut(): void {
        if (this.credentials.isSession) {
            void this.ask('/api/v1/sessions/current', { method: 'DELETE' }).catch(() => {});
        }
        this.signedOut('');
    }

    /** Forgets everything that belongs to whoever was signed in. */
    signedOut(problem: string): void {
        this.connection.close();
        this.problem = problem;
        this.credentials.forget();
        keepActing(0n);
        this.sender.forget();
        this.reset();
        this.account = this.ownAccount = 0n;
        this.accounts = [];
        this.isAdministrator = this.isSudo = this.isStopped = false;
    }

    private reset(): void {
        this.own.reset();
        this.markets = undefined;
        this.listing.clear();
        this.told24.clear();
        this.publisher.touch('days');
        this.select(undefined);
        this.hasAccount = false;
    }

    /** Trades, sees and pays as another account that one reaches; with sudo, as any. */
    actAs(account: bigint): void {
        if (account === this.account) return;
        keepActing(account === this.ownAccount ? 0n : account);
        const isSudo = this.isSudo;
        this.reset();
        this.account = account;
        this.connection.open(keptActing(), isSudo);
    }

    /** Asks by REST, as the account acted as. Rejects with a ProblemError. */
    ask<T>(path: string, options: AskOptions = {}): Promise<T> {
        const sudo = options.sudo ?? this.isSudo;
        return this.asker.ask(path, this.isActing ? this.account : 0n, { ...options, sudo });
    }

    /** Everything that the page shows, by sequence; only then is it live. */
    private async synchronise(stream: Stream, who: Authenticated): Promise<void> {
        this.ownAccount = who.account;
        this.account = keptActing() || who.account;
        this.isAdministrator = who.administrator;
        this.isSudo = who.sudo;
        void this.loadAccounts();
        await this.listMarkets();
        const told = await stream.request({
            case: 'subscribeAccount',
            value: create(SubscribeAccountSchema, { resumeAfter: this.own.books.sequence }),
        });
        // What was acted as before may be nobody's to act as now.
        if (told.case === 'failure' && keptActing() !== 0n) {
            setTimeout(() => this.actAs(this.ownAccount));
            return;
        }
        await Promise.all([this.focus.subscribe(), this.own.loadPositions()]);
        const everyMarket = create(SubscribeTickerSchema, { market: 0n, pace: Pace.PACE_4_HZ });
        await stream.request({ case: 'subscribeTicker', value: everyMarket });
        await this.bars.subscribe();
    }

    async loadAccounts(): Promise<void> {
        this.accounts = await ownedAccounts((path) => this.ask(path)).catch(() => this.accounts);
    }

    private changed(link: Link): void {
        this.link = link;
        if (link === 'live') {
            this.lastHeardAt = this.heardAt = this.now = Date.now();
            this.sender.settleUnknown();
        } else {
            this.roundTripMillis = undefined;
            this.sender.lost();
        }
    }

    private tick(): void {
        this.now = Date.now();
        if (this.link !== 'live') return;
        this.lastHeardAt = this.heardAt;
        if (this.now - this.listing.at > MARKETS_MILLIS) void this.listMarkets().catch(() => {});
        this.sender.settleUnknown();
    }

    private async listMarkets(): Promise<void> {
        const listed = await this.listing.list(this.markets);
        if (!listed) return;
        this.markets = listed;
        this.refreshSelected();
    }

    /** Asks at once for what somebody has just changed. */
    async refreshMarkets(): Promise<void> {
        this.listing.forgetAge();
        await this.listMarkets().catch(() => {});
    }

    private refreshSelected(): void {
        const id = this.selected?.market.id;
        const now = this.markets?.find((units) => units.market.id === id);
        if (now) this.selected = now;
    }

    /** Shows another market, or none. */
    select(units: Units | undefined): void {
        if (this.selected?.market.id === units?.market.id && this.focus.market === units?.market.id) return;
        this.selected = units;
        // Those of another market are not to be seen for a moment longer.
        this.publisher.forgetPace();
        this.replay.leave();
        this.withdrawn = '';
        this.statusReason = '';
        this.focus.select(units, this.link === 'live');
    }

    /** Listens to the candles of a market, or to none. */
    watchCandles(units: Units | undefined, seconds: number): void {
        this.bars.select(units, seconds, this.link === 'live');
    }

    private told(content: Content): void {
        if (!this.focus.told(content)) this.toldOther(content);
        this.heardAt = Date.now();
    }

    private toldOther(content: Content): void {
        switch (content.case) {
            case 'accountSnapshot':
                this.own.snapshot(content.value);
                break;
            case 'accountUpdate':
                this.toldOfAccount(content.value);
                break;
            case 'marketStatusChange':
                this.statusChanged(content.value.market, content.value.status);
                if (content.value.market === this.selected?.market.id) {
                    this.statusReason = content.value.reason;
                }
                break;
            case 'marketAppeared':
                void this.refreshMarkets();
                break;
            case 'accountWithdrawn':
                this.actAs(this.ownAccount);
                break;
            case 'marketWithdrawn':
                this.forgetMarket(content.value.market);
                break;
            case 'candle':
                this.bars.told(content.value);
                break;
            case 'ticker':
                this.told24.set(content.value.market, content.value);
                this.publisher.touch('days');
                break;
            case 'heartbeat':
                this.sequence = content.value.sequence;
                break;
            default:
                break;
        }
    }

    private toldOfAccount(update: AccountUpdate): void {
        if (!this.own.update(update)) {
            this.connection.restart('an account update is missing');
            return;
        }
        if (update.notices.length > 0) this.noticed++;
        if (update.ownerChanges.length > 0) void this.loadAccounts();
    }

    /** Asks at once for what a command outside the stream has changed. */
    refreshPositions(): Promise<void> {
        return this.own.loadPositions();
    }

    private statusChanged(id: bigint, status: MarketStatus): void {
        this.markets = this.markets?.map((units) =>
            units.market.id === id ? new Units({ ...units.market, status }, units.outcome) : units,
        );
        this.refreshSelected();
        if (this.listing.isOfContracts(id)) {
            this.listing.forgetAge();
            this.own.positionsSoon();
        }
    }

    private forgetMarket(id: bigint): void {
        this.markets = this.markets?.filter((units) => units.market.id !== id);
        if (this.selected?.market.id !== id) return;
        const symbol = this.selected.market.symbol;
        this.focus.withdrawn();
        this.selected = undefined;
        this.withdrawn = symbol;
    }

    /** Begins or ends the use of an administrator's rights; what becomes of the markets is told. */
    async setSudo(sudo: boolean): Promise<string> {
        try {
            const answer = await this.connection.request({
                case: 'setSudo',
                value: create(SetSudoSchema, { sudo }),
            });
            if (answer.case === 'failure') return explain(answer.value);
            if (answer.case !== 'sudoSet') return '';
            this.isSudo = answer.value.sudo;
            this.connection.sudoIs(answer.value.sudo);
            for (const id of answer.value.withdrawn) this.forgetMarket(id);
            if (this.isActing && !sudo) {
                // With sudo the subscription to another account has ended, one's own alt or not.
                if (this.acting) this.connection.restart('sudo was turned off');
                else this.actAs(this.ownAccount);
            } else await this.refreshMarkets();
            return '';
        } catch {
            return 'Not connected';
        }
    }

    private bookChanged(): void {
        this.publisher.touch('book');
        this.publisher.touch('touch');
    }

    private publish(what: ReadonlySet<What>): void {
        if (what.has('book')) {
            const book = this.replay.isOn ? this.replay.past?.book : this.focus.book;
            this.book = book?.isComplete ? { book } : undefined;
        }
        if (what.has('touch')) this.touch = { bid: this.book?.book.bestBid(), ask: this.book?.book.bestAsk() };
        if (what.has('trades')) {
            const { at } = this.replay;
            const until = at === undefined ? undefined : BigInt(Math.round(at)) * 1_000_000n;
            const { trades } = this.focus.tape;
            this.trades = until === undefined ? trades.slice() : trades.filter(({ time }) => time <= until);
        }
        if (what.has('candles')) this.candles = this.bars.candles.slice();
        if (what.has('days')) this.days = { of: this.told24 };
        if (what.has('account')) {
            this.orders = this.own.books.openOrders();
            this.fills = this.own.books.fills;
            this.balances = [...this.own.books.balances.values()];
            this.hasAccount = this.own.books.sequence > 0n;
        }
        if (what.has('entries')) this.entries = this.sender.entries;
    }

    /** What the order would do now, by the engine; undefined if that cannot be told. */
    async preview(order: PlaceOrder): Promise<Preview | Failure | undefined> {
        try {
            const answer = await this.connection.request({
                case: 'previewOrder',
                value: create(PreviewOrderSchema, { order }),
            });
            return answer.case === 'preview' || answer.case === 'failure' ? answer.value : undefined;
        } catch {
            return undefined;
        }
    }

    /** Sends a command under a key of its own; what becomes of it shows in `entries`. */
    send(change: Change, market: bigint, summary: string): Promise<Entry | undefined> {
        if (this.isLocked && change.case !== 'cancelOrder' && change.case !== 'cancelAll') {
            return Promise.resolve(undefined);
        }
        const account = this.isActing ? this.account : 0n;
        return this.sender.send(change, account, market, summary);
    }

    /** Sends an unanswered command again under its key: it is done once at most. */
    sendAgain(entry: Entry): void {
        this.sender.again(entry);
    }

    drop(entry: Entry): void {
        this.sender.drop(entry);
    }
}

export const venue = new VenueSession();
