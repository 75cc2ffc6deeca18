import type { Balance, Fill, Order } from '$protocol/rialto/v1/account_pb';
import type { Trade } from '$protocol/rialto/v1/market_pb';
import type { Ticker } from '$protocol/rialto/v1/marketdata_pb';
import type { Book } from '$state/book';
import type { Units } from '$state/market';
import type { Entry } from '$state/outbox';
import type { Position } from '$state/outcome';
import type { Candle } from '$state/trades';
import type { Asked } from './asked.svelte';
import type { Link } from './connection';
import type { OwnedAccount } from './reads';
import type { Replay } from './replay.svelte';

/** Data older than this is shown as old. */
const STALE_MILLIS = 3_500;
const NO_ACCOUNTS: readonly OwnedAccount[] = [];

/** What components read of the venue; the session writes it. */
export abstract class Shown {
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
    roundTripMillis = $state<number | undefined>(undefined);
    /** Round trips of orders, newest last. */
    acknowledgements = $state.raw<number[]>([]);
    /** Of the venue's event that the page has reached. */
    sequence = $state(0n);
    /** How many commands the venue lets pass at once now; undefined where it has not said. */
    commandsLeft = $state<number | undefined>(undefined);
    /** How long after the venue did it the page last heard of a trade. */
    behindMillis = $state<number | undefined>(undefined);
    lastHeardAt = $state(0);
    now = $state(Date.now());
    /** By how many milliseconds the venue's clock is ahead of this device's. */
    clockAhead = $state(0);

    markets = $state.raw<Units[] | undefined>(undefined);
    selected = $state.raw<Units | undefined>(undefined);
    /** The symbol of a market that is not there for this account any more. */
    withdrawn = $state('');
    /** Replaced by a new one whenever something changed: read the book through it. */
    book = $state.raw<{ book: Book } | undefined>(undefined);
    /** The best prices of the book in ticks. */
    touch = $state.raw<{ bid: number | undefined; ask: number | undefined }>({ bid: undefined, ask: undefined });
    trades = $state.raw<readonly Trade[]>([]);
    /** Those from before the page listened are among them. */
    hasPastTrades = $state(false);
    /** They are those of the instant that is shown; false where the replay goes further back than they do. */
    areTradesKept = $state(true);
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
    /** The markets of contracts of which the positions tell, also where there is none. */
    positionsOf = $state.raw<ReadonlySet<bigint>>(new Set());
    hasAccount = $state(false);
    entries = $state.raw<readonly Entry[]>([]);
    /** Counts up when everyone was told something. */
    noticed = $state(0);
    /** Nothing is sent while the user has stopped trading. */
    isStopped = $state(false);
    /** The market on screen and the account as they were: what is shown is not what is. */
    abstract readonly replay: Replay;
    /** What the stream does not tell. */
    abstract readonly asked: { readonly accounts: Asked<readonly OwnedAccount[]> };
    /** What one can act as. */
    accounts = $derived.by(() => this.asked.accounts.value ?? NO_ACCOUNTS);
    /** What time it is at the venue, milliseconds since 1970. */
    venueNow = $derived(this.now + this.clockAhead);
    isLocked = $derived.by(() => this.link !== 'live' || this.isStopped || this.replay.isOn);
    /** Nothing was heard for too long. */
    isSilent = $derived(this.link !== 'live' || this.now - this.lastHeardAt > STALE_MILLIS);
    /** What is shown is older than it says: silence, or a past that could not be had. */
    isStale = $derived.by(() => this.isSilent || this.replay.problem !== '');
    /** The account acted as, as its owner named and coloured it. */
    acting = $derived(this.accounts.find((each) => BigInt(each.id) === this.account));
    isActing = $derived(this.ownAccount !== 0n && this.account !== this.ownAccount);
}
