import type { Asset } from '$protocol/rialto/v1/market_pb';
import type { Units } from '$state/market';
import type { Ask } from './history';
import { knownAssets, pastBook, pastOwn, type Moment, type PastBook, type PastOwn } from './past';
import { said } from './rest';

/** Questions of the past are expensive to the venue: no more often than it allows. */
const ASK_MILLIS = 700;
const NANOS_PER_MILLI = 1_000_000n;
export const SPEEDS = [1, 5, 10, 50, 100] as const;

/** Whose past it is, and what is known of its markets. */
export interface Replayed {
    account(): bigint;
    markets(): readonly Units[];
    changed(): void;
}

/** Takes the screen back to what the market on it and the account were; orders are locked meanwhile. */
export class Replay {
    /** Nanoseconds since 1970 until which it is shown, for an event is within its millisecond; undefined for now. */
    until = $state<bigint | undefined>(undefined);
    past = $state.raw<PastBook | undefined>(undefined);
    /** What the account had then; undefined until it is told. */
    own = $state.raw<PastOwn | undefined>(undefined);
    /** The last event of the market or the account that is shown. */
    event = $derived(this.past && this.own && (this.past.sequence > this.own.sequence ? this.past.sequence : this.own.sequence));
    isPlaying = $state(false);
    speed = $state<number>(10);
    problem = $state('');
    /** The instant that is shown after all where another could not be had; 0 where none is. */
    shownAt = $state(0);
    private units: Units | undefined;
    private wanted: Moment | undefined;
    private last: Moment | undefined;
    /** Asked for in each replay: more may be listed from one to the next. */
    private assets: readonly Asset[] | undefined;
    private isAsking = false;
    private timer: ReturnType<typeof setInterval> | undefined;

    constructor(
        private readonly ask: Ask,
        private readonly replayed: Replayed,
    ) {}

    /** The same in milliseconds. */
    get at(): number | undefined {
        return this.until === undefined ? undefined : Number(this.until / NANOS_PER_MILLI);
    }

    get isOn(): boolean {
        return this.until !== undefined;
    }

    /** Shows an instant of a market; one that is not past ends the replay. */
    goTo(units: Units, millis: number): void {
        if (millis >= Date.now()) return this.leave();
        this.units = units;
        this.until = BigInt(Math.round(millis)) * NANOS_PER_MILLI;
        this.want({ millis });
        this.replayed.changed();
        return undefined;
    }

    /** Shows the market as it was before the event that last changed what is shown. */
    back(units: Units): void {
        this.isPlaying = false;
        const shown = this.event;
        if (!this.isOn || shown === undefined) this.goTo(units, Date.now() - 1);
        else if (shown > 1n) this.want({ event: shown - 1n });
    }

    play(): void {
        this.isPlaying = !this.isPlaying;
        clearInterval(this.timer);
        if (!this.isPlaying) return;
        this.timer = setInterval(() => {
            if (!this.isPlaying || this.at === undefined || !this.units) return clearInterval(this.timer);
            return this.goTo(this.units, this.at + ASK_MILLIS * this.speed);
        }, ASK_MILLIS);
    }

    leave(): void {
        clearInterval(this.timer);
        this.until = this.past = this.own = this.wanted = this.last = this.assets = undefined;
        this.isPlaying = false;
        this.problem = '';
        this.shownAt = 0;
        this.replayed.changed();
    }

    /** One question at a time; of what was wanted meanwhile the last. */
    private want(moment: Moment): void {
        this.wanted = this.last = moment;
        if (!this.isAsking) void this.answer();
    }

    /** Once more what could not be had. */
    again(): Promise<void> {
        if (this.last) this.want(this.last);
        return Promise.resolve();
    }

    private async answer(): Promise<void> {
        this.isAsking = true;
        while (this.wanted && this.units && this.isOn) {
            const { wanted, units } = this;
            this.wanted = undefined;
            const begun = Date.now();
            const account = this.replayed.account();
            try {
                this.assets ??= await knownAssets(this.ask);
                const [past, own] = await Promise.all([
                    pastBook(this.ask, units, wanted),
                    pastOwn(this.ask, account, this.replayed.markets(), this.assets, wanted),
                ]);
                if (!this.isOn) break;
                // Another market was chosen while this one was asked about.
                if (units !== this.units || account !== this.replayed.account()) continue;
                this.past = past;
                this.own = own;
                this.problem = '';
                if ('event' in wanted) this.until = timeOf(past, own) ?? this.until;
                this.shownAt = 'event' in wanted ? (this.at ?? 0) : wanted.millis;
                this.replayed.changed();
            } catch (failure) {
                if (!this.isOn) break;
                // It could not be told of what nobody looks at any more.
                if (units !== this.units || account !== this.replayed.account()) continue;
                this.problem = said(failure);
                this.isPlaying = false;
            }
            await new Promise((done) => setTimeout(done, Math.max(0, begun + ASK_MILLIS - Date.now())));
        }
        this.isAsking = false;
    }
}

/** When what is shown last changed, nanoseconds since 1970. */
function timeOf(past: PastBook, own: PastOwn): bigint | undefined {
    const newest = [past.time ?? 0n, own.time ?? 0n].reduce((a, b) => (a > b ? a : b));
    return newest === 0n ? undefined : newest;
}
