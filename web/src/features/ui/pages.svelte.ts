import { untrack } from 'svelte';
import { Asked } from '$session/asked.svelte';
import { onBack } from '$session/back';

/** A part of a long list, newest first; `before` is where the next part begins, if there is one. */
export interface Part<T> {
    rows: readonly T[];
    before?: string | undefined;
}

/** A long list that is read part by part, from the newest. */
export class Pages<T> extends Asked<Part<T>> {
    constructor(private readonly part: (before?: string) => Promise<Part<T>>) {
        super(() => this.read());
    }

    private from: string | undefined;

    private async read(): Promise<Part<T>> {
        const { from, value } = this;
        const told = await this.part(from);
        // Read: whoever asks again means the newest.
        if (from === this.from) this.from = undefined;
        return from === undefined ? told : { ...told, rows: [...(value?.rows ?? []), ...told.rows] };
    }

    /** Asks for the newest, now and when the venue is back; returns what ends it. */
    start(): () => void {
        // Whoever starts it anew does so for reasons of their own, not for what was read.
        untrack(() => {
            this.forget();
            this.look();
        });
        return onBack(() => this.look());
    }

    /** The newest part alone. */
    look(): void {
        this.from = undefined;
        void this.again();
    }

    /** The next part too. */
    earlier(): void {
        this.from = this.value?.before;
        void this.again();
    }
}
