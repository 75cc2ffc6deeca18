import type { AccountUpdate } from '$protocol/rialto/v1/account_pb';
import type { Trade } from '$protocol/rialto/v1/market_pb';
import type { Ticker } from '$protocol/rialto/v1/marketdata_pb';
import type { Bars } from './bars';
import type { Focus } from './focus';
import type { Listed } from './listed';
import type { Listing } from './listing';
import type { Own } from './own';
import type { Shown } from './shown.svelte';
import type { Content } from './stream';

/** Who is told what the stream tells by itself. */
export interface Hearers {
    focus: Focus;
    own: Own;
    bars: Bars;
    listing: Listing;
    listed: Listed;
    days: Map<bigint, Ticker>;
}

/** What the session does about it. */
export interface Follows {
    daysChanged(): void;
    accountsChanged(): void;
    /** The account acted as is nobody's to act as any more. */
    accountWithdrawn(): void;
    /** Something between is missing: all is asked for anew. */
    missing(why: string): void;
}

/** Hands on what was not asked for by a request: snapshots, changes, heartbeats. */
export class Told {
    constructor(
        private readonly shown: Shown,
        private readonly to: Hearers,
        private readonly follows: Follows,
    ) {}

    told(content: Content): void {
        const { shown, to } = this;
        if (content.case === 'tradesDelta') this.heardAfter(content.value.trades);
        if (to.focus.told(content)) return;
        switch (content.case) {
            case 'accountSnapshot':
                to.own.snapshot(content.value);
                break;
            case 'accountUpdate':
                this.ofAccount(content.value);
                break;
            case 'marketStatusChange':
                to.listed.statusChanged(content.value.market, content.value.status);
                to.focus.statusChanged(content.value.market, content.value.reason);
                break;
            case 'marketAppeared':
                void to.listed.refresh();
                break;
            case 'accountWithdrawn':
                this.follows.accountWithdrawn();
                break;
            case 'marketWithdrawn':
                to.listed.withdrawn(content.value.market);
                break;
            case 'candle':
                to.bars.told(content.value);
                break;
            case 'ticker':
                to.days.set(content.value.market, content.value);
                this.follows.daysChanged();
                break;
            case 'heartbeat':
                shown.sequence = content.value.sequence;
                break;
            default:
                break;
        }
    }

    /** By the venue's clock, so far as it is known. */
    private heardAfter(trades: readonly Trade[]): void {
        const last = trades[trades.length - 1];
        if (!last) return;
        const behind = Date.now() + this.shown.clockAhead - Number(last.time / 1_000_000n);
        this.shown.behindMillis = Math.max(0, behind);
    }

    private ofAccount(update: AccountUpdate): void {
        const { shown, to } = this;
        if (!to.own.update(update)) return this.follows.missing('an account update is missing');
        if (update.notices.length > 0) shown.noticed++;
        // Settled, or settled otherwise than before.
        if (update.positions.some(({ settled }) => settled)) to.listing.forgetAge();
        if (update.ownerChanges.length > 0) this.follows.accountsChanged();
        return undefined;
    }
}
