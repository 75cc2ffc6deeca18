import { create } from '@bufbuild/protobuf';
import { BookSnapshotSchema } from '$protocol/rialto/v1/market_pb';
import { Book } from '$state/book';
import { parseScaled, parseSigned } from '$state/decimal';
import { PRICE_SCALE, type Units } from '$state/market';
import { nanosOf } from '$state/time';
import type { Ask } from './history';
import { said } from './rest';

interface RestLevel {
    price: string;
    quantity: string;
}

/** The book as it was, with the event that last changed it. */
export interface PastBook {
    book: Book;
    sequence: bigint;
    /** Nanoseconds since 1970; undefined before its first change. */
    time: bigint | undefined;
}

/** `at`: an event's number, or an instant in milliseconds since 1970. */
export async function pastBook(ask: Ask, units: Units, at: { event: bigint } | { millis: number }): Promise<PastBook> {
    const moment = 'event' in at ? `${at.event}` : new Date(at.millis).toISOString();
    const path = `/api/v1/markets/${units.market.id}/book?at=${encodeURIComponent(moment)}`;
    const told = await ask<{
        update: string;
        sequence: string;
        time?: string;
        bids: RestLevel[];
        asks: RestLevel[];
    }>(path);
    const book = new Book(units.market.tick);
    const prices = (side: RestLevel[]) => side.map((each) => parseSigned(each.price, PRICE_SCALE) ?? 0n);
    const quantities = (side: RestLevel[]) => side.map((each) => parseScaled(each.quantity, units.baseScale) ?? 0n);
    book.snapshot(
        create(BookSnapshotSchema, {
            market: units.market.id,
            update: BigInt(told.update),
            bidPrices: prices(told.bids),
            bidQuantities: quantities(told.bids),
            askPrices: prices(told.asks),
            askQuantities: quantities(told.asks),
        }),
    );
    return { book, sequence: BigInt(told.sequence), time: told.time === undefined ? undefined : nanosOf(told.time) };
}

/** Questions of the past are expensive to the venue: no more often than it allows. */
const ASK_MILLIS = 400;
export const SPEEDS = [1, 5, 10, 50, 100] as const;

/** Takes the screen back to what the market on it was; orders are locked meanwhile. */
export class Replay {
    /** Milliseconds since 1970 that are shown; undefined for now. */
    at = $state<number | undefined>(undefined);
    past = $state.raw<PastBook | undefined>(undefined);
    isPlaying = $state(false);
    speed = $state<number>(10);
    problem = $state('');
    private units: Units | undefined;
    private wanted: { event: bigint } | { millis: number } | undefined;
    private isAsking = false;
    private timer: ReturnType<typeof setInterval> | undefined;

    constructor(
        private readonly ask: Ask,
        private readonly changed: () => void,
    ) {}

    get isOn(): boolean {
        return this.at !== undefined;
    }

    /** Shows an instant of a market; one that is not past ends the replay. */
    goTo(units: Units, millis: number): void {
        if (millis >= Date.now()) return this.leave();
        this.units = units;
        this.at = millis;
        this.want({ millis });
        this.changed();
        return undefined;
    }

    /** Shows the market as it was before the event that last changed what is shown. */
    back(units: Units): void {
        this.isPlaying = false;
        const shown = this.past?.sequence;
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
        this.at = this.past = this.wanted = undefined;
        this.isPlaying = false;
        this.problem = '';
        this.changed();
    }

    /** One question at a time; of what was wanted meanwhile the last. */
    private want(moment: { event: bigint } | { millis: number }): void {
        this.wanted = moment;
        if (!this.isAsking) void this.answer();
    }

    private async answer(): Promise<void> {
        this.isAsking = true;
        while (this.wanted && this.units && this.isOn) {
            const { wanted, units } = this;
            this.wanted = undefined;
            const begun = Date.now();
            try {
                const past = await pastBook(this.ask, units, wanted);
                if (!this.isOn) break;
                // Another market was chosen while this one was asked about.
                if (units !== this.units) continue;
                this.past = past;
                this.problem = '';
                if ('event' in wanted && past.time !== undefined) this.at = Number(past.time / 1_000_000n);
                this.changed();
            } catch (failure) {
                this.problem = said(failure);
                this.isPlaying = false;
            }
            await new Promise((done) => setTimeout(done, Math.max(0, begun + ASK_MILLIS - Date.now())));
        }
        this.isAsking = false;
    }
}
