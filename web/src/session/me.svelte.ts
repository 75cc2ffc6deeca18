import { edited, type Edit } from '$state/keeping';
import { onPreferred, prefer, preferences, preferFor, preferForNobody, type Preferences } from '$state/preferences.svelte';
import { Asked } from './asked.svelte';
import { venue } from './venue.svelte';

/** Who signed in, as the venue knows them. */
export interface Me {
    person: string;
    account: string;
    login: string;
    email: string;
    name: string;
    roles: string[];
    secondFactor: boolean;
    profile: Record<string, unknown>;
    preferences: Partial<Preferences>;
}

const PATH = '/api/v1/me';
const KEEP_AFTER_MILLIS = 1_500;

/** The person who signed in; with a token there is none. Their preferences go where they go. */
class MeState {
    readonly asked = new Asked(() => venue.ask<Me>(PATH));
    private loadedFor = 0n;
    /** What the venue is yet to be told. */
    private edits: Edit[] = [];
    private due: ReturnType<typeof setTimeout> | undefined;
    /** One after the other: each begins with what the last has left at the venue. */
    private keeping = Promise.resolve();

    get value(): Me | undefined {
        return this.asked.value;
    }

    load(): Promise<void> {
        return this.asked.again();
    }

    /** Loads it once after each sign-in, and follows what the person chose elsewhere. */
    async follow(): Promise<void> {
        // Before anything is asked for: what another has left here is nothing to show meanwhile.
        preferFor(venue.ownAccount.toString());
        if (!venue.isPerson) this.asked.forget();
        if (!venue.isPerson || this.loadedFor === venue.ownAccount) return;
        const of = venue.ownAccount;
        await this.load();
        // Whoever it is of may have left meanwhile.
        if (!this.value || venue.ownAccount !== of) return;
        this.loadedFor = of;
        if (Object.keys(this.value.preferences).length > 0) {
            prefer(this.value.preferences, false);
        }
    }

    async change(change: { name?: string; profile?: object; preferences?: object }): Promise<void> {
        const of = this.loadedFor;
        const told = await venue.ask<Me>(PATH, { method: 'PATCH', body: change });
        if (of === this.loadedFor) this.asked.take(told);
    }

    /** After somebody signed out. With a token all they have is what is on this device: it waits for them. */
    leave(): void {
        clearTimeout(this.due);
        this.edits = [];
        this.keeping = Promise.resolve();
        this.asked.forget();
        if (this.loadedFor === 0n) return;
        this.loadedFor = 0n;
        preferForNobody();
    }

    keepSoon(edit: Edit): void {
        if (!this.value) return;
        this.edits.push(edit);
        clearTimeout(this.due);
        this.due = setTimeout(() => (this.keeping = this.keeping.then(() => this.keep())), KEEP_AFTER_MILLIS);
    }

    /** The changes alone, on what the venue keeps now: it may be what another device has changed. */
    private async keep(): Promise<void> {
        const of = this.loadedFor;
        const { edits } = this;
        if (edits.length === 0) return;
        this.edits = [];
        try {
            const now = await venue.ask<Me>(PATH);
            if (of !== this.loadedFor) return;
            const kept = edited(now.preferences, $state.snapshot(preferences) as Preferences, edits);
            await this.change({ preferences: kept });
            if (of !== this.loadedFor || this.edits.length > 0) return;
            const { stars, alerts } = { ...preferences, ...kept };
            prefer({ stars, alerts }, false);
        } catch {
            // They are on this device in any case, and go with the next change.
            if (of === this.loadedFor) this.edits = [...edits, ...this.edits];
        }
    }
}

export const me = new MeState();
onPreferred((edit) => me.keepSoon(edit));
