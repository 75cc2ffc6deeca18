import { onPreferred, preferences, prefer, type Preferences } from '$state/preferences.svelte';
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
    private due: ReturnType<typeof setTimeout> | undefined;

    get value(): Me | undefined {
        return this.asked.value;
    }

    load(): Promise<void> {
        return this.asked.again();
    }

    /** Loads it once after each sign-in, and follows what the person chose elsewhere. */
    async follow(): Promise<void> {
        if (!venue.isPerson) this.asked.forget();
        if (!venue.isPerson || this.loadedFor === venue.ownAccount) return;
        const of = venue.ownAccount;
        await this.load();
        if (!this.value) return;
        this.loadedFor = of;
        if (Object.keys(this.value.preferences).length > 0) {
            prefer(this.value.preferences, false);
        }
    }

    async change(change: { name?: string; profile?: object; preferences?: object }): Promise<void> {
        this.asked.take(await venue.ask<Me>(PATH, { method: 'PATCH', body: change }));
    }

    keepSoon(): void {
        if (!this.value) return;
        clearTimeout(this.due);
        this.due = setTimeout(() => {
            // They are on this device in any case.
            void this.change({ preferences: { ...preferences } }).catch(() => {});
        }, KEEP_AFTER_MILLIS);
    }
}

export const me = new MeState();
onPreferred(() => me.keepSoon());
