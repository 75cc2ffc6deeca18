import { create } from '@bufbuild/protobuf';
import { Pace } from '$protocol/rialto/v1/market_pb';
import { SubscribeTickerSchema, type Ticker } from '$protocol/rialto/v1/marketdata_pb';
import { SubscribeAccountSchema } from '$protocol/rialto/v1/account_pb';
import type { Authenticated } from '$protocol/rialto/v1/stream_pb';
import type { PlaceOrder, Preview, Failure } from '$protocol/rialto/v1/orders_pb';
import type { Units } from '$state/market';
import type { Change, Entry } from '$state/outbox';
import { keepActing, keptActing } from './acting';
import { Asked } from './asked.svelte';
import { Asker } from './asker';
import { isBack } from './back';
import { Bars } from './bars';
import { Connection, type Link } from './connection';
import { Credentials, type Credential } from './credentials';
import { Focus } from './focus';
import { pastTrades } from './history';
import { Listed } from './listed';
import { Listing } from './listing';
import { Own } from './own';
import { Publisher } from './publisher';
import { PACED_MILLIS, publish, type What } from './publishing';
import { ownedAccounts } from './reads';
import { preview, setSudo } from './requests';
import type { AskOptions } from './rest';
import { Replay } from './replay.svelte';
import { Sender } from './sender';
import { Shown } from './shown.svelte';
import { Told } from './told';

export type { Link } from './connection';

/**
 * The page's one session with the venue: publishes what it knows once per frame.
 */
export class VenueSession extends Shown {
    readonly replay = new Replay(
        (path) => this.ask(path),
        {
            account: () => this.account,
            markets: () => this.markets ?? [],
            changed: () => {
                // Another time: what was shown a moment ago says nothing of it.
                this.publisher.forgetPace();
                this.bookChanged();
                this.publisher.touch('trades');
                this.publisher.touch('account');
            },
        },
    );

    private readonly publisher = new Publisher<What>(PACED_MILLIS, (what) =>
        publish(this, this.sources, what),
    );
    private readonly credentials = new Credentials();
    private readonly asker = new Asker(this.credentials);
    private readonly connection = new Connection(this.credentials, {
        synchronise: (who) => this.synchronise(who),
        told: (content) => {
            this.hearing.told(content);
            this.heardAt = Date.now();
        },
        changed: (link) => this.changed(link),
        heard: (pong, roundTripMillis) => {
            this.sequence = pong.sequence;
            this.roundTripMillis = roundTripMillis;
            this.lastHeardAt = this.heardAt = this.now = Date.now();
            // Said half a round trip ago.
            this.clockAhead = Number(pong.time / 1_000_000n) + roundTripMillis / 2 - this.now;
        },
        left: (commands) => (this.commandsLeft = commands),
        tick: () => this.tick(),
        ended: (why) => this.signedOut(why, false),
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
    private readonly askedAccounts = new Asked(() => ownedAccounts((path) => this.ask(path)));
    private readonly own = new Own((path) => this.ask(path), {
        markets: () => this.markets ?? [],
        changed: () => this.publisher.touch('account'),
    });
    private readonly listed = new Listed(this, this.listing, this.focus, this.own);
    private readonly bars = new Bars(this.connection, () => this.publisher.touch('candles'));
    /** What the stream does not tell, and whether it could be asked for. */
    readonly asked = {
        accounts: this.askedAccounts,
        fills: this.own.pastFills,
        positions: this.own.askedPositions,
        trades: this.focus.past,
        outcomes: this.listing.asked,
    };
    private readonly days24 = new Map<bigint, Ticker>();
    private readonly sources = {
        ...{ focus: this.focus, own: this.own, bars: this.bars, sender: this.sender },
        ...{ listing: this.listing, listed: this.listed, days: this.days24 },
    };
    private readonly hearing = new Told(this, this.sources, {
        daysChanged: () => this.publisher.touch('days'),
        accountsChanged: () => void this.loadAccounts(),
        accountWithdrawn: () => this.actAs(this.ownAccount),
        missing: (why) => this.connection.restart(why),
    });
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
        this.connection.open(keptActing(), false);
    }

    /** Ends the session at the venue too; a token stays good. */
    signOut(): void {
        if (this.credentials.isSession) {
            void this.ask('/api/v1/sessions/current', { method: 'DELETE' }).catch(() => {});
        }
        this.signedOut('');
    }

    /** Forgets everything of whoever was signed in; what they are yet to be answered only if they chose to leave. */
    signedOut(problem: string, hasChosen = true): void {
        if (hasChosen) this.sender.forget();
        else this.sender.ended();
        this.connection.close();
        this.problem = problem;
        this.credentials.forget();
        keepActing(0n);
        this.reset();
        this.account = this.ownAccount = 0n;
        this.askedAccounts.forget();
        this.isAdministrator = this.isSudo = this.isStopped = false;
    }

    private reset(): void {
        this.own.reset();
        this.markets = undefined;
        this.listing.clear();
        this.days24.clear();
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
    private async synchronise(who: Authenticated): Promise<void> {
        this.ownAccount = who.account;
        this.account = keptActing() || who.account;
        this.isAdministrator = who.administrator;
        this.isSudo = who.sudo;
        this.sender.begin(who.account);
        void this.loadAccounts();
        const resumeAfter = this.own.books.sequence;
        const everyMarket = create(SubscribeTickerSchema, { market: 0n, pace: Pace.PACE_4_HZ });
        // All at once, in the order in which the venue is to answer. Without the day's figures or candles a
        // market can be traded: nothing waits for those.
        const needed = [
            this.connection.subscribe({ case: 'subscribeAccount', value: create(SubscribeAccountSchema, { resumeAfter }) }),
            this.listed.list(),
            this.focus.subscribe(),
        ] as const;
        this.connection.subscribe({ case: 'subscribeTicker', value: everyMarket }).catch(() => {});
        this.bars.subscribe().catch(() => {});
        const [told] = await Promise.all(needed);
        // What was acted as before may be nobody's to act as now.
        if (told.case === 'failure' && keptActing() !== 0n) {
            setTimeout(() => this.actAs(this.ownAccount));
            return;
        }
        void this.own.loadPositions();
    }

    loadAccounts(): Promise<void> {
        return this.askedAccounts.again();
    }

    private changed(link: Link): void {
        const wasLost = this.link === 'lost';
        this.link = link;
        if (link === 'live') {
            if (wasLost) isBack();
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
        this.listed.listAgain();
        this.sender.settleUnknown();
    }

    /** Asks at once for what somebody has just changed. */
    refreshMarkets(): Promise<void> {
        return this.listed.refresh();
    }

    /** Shows another market, or none. */
    select(units: Units | undefined): void {
        if (this.selected?.market.id === units?.market.id && this.focus.market === units?.market.id) return;
        this.selected = units;
        // What is of another market is not to be seen for a moment longer, in the units of this one.
        this.book = undefined;
        this.touch = { bid: undefined, ask: undefined };
        this.trades = [];
        this.hasPastTrades = false;
        this.publisher.forgetPace();
        this.replay.leave();
        this.withdrawn = '';
        this.statusReason = '';
        this.focus.select(units, this.connection.isOpen);
    }

    /** Listens to the candles of a market, or to none. */
    watchCandles(units: Units | undefined, seconds: number): void {
        this.bars.select(units, seconds, this.connection.isOpen);
    }

    /** Asks at once for what a command outside the stream has changed. */
    refreshPositions(): Promise<void> {
        return this.own.loadPositions();
    }

    /** Begins or ends the use of an administrator's rights; says why not, or nothing. */
    async setSudo(sudo: boolean): Promise<string> {
        const answer = await setSudo(this.connection, sudo);
        if (typeof answer === 'string') return answer;
        this.isSudo = answer.sudo;
        this.connection.sudoIs(answer.sudo);
        for (const id of answer.withdrawn) this.listed.withdrawn(id);
        if (this.isActing && !sudo) {
            // With sudo the subscription to another account has ended, one's own alt or not.
            if (this.acting) this.connection.restart('sudo was turned off');
            else this.actAs(this.ownAccount);
        } else await this.refreshMarkets();
        return '';
    }

    private bookChanged(): void {
        this.publisher.touch('book');
        this.publisher.touch('touch');
    }

    /** What the order would do now, by the engine; undefined if that cannot be told. */
    preview(order: PlaceOrder): Promise<Preview | Failure | undefined> {
        return preview(this.connection, order);
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
