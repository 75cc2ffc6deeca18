import { onPreferred, preferences, prefer, type Preferences } from '$state/preferences.svelte';
import { said } from './rest';
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
    value = $state.raw<Me | undefined>(undefined);
    problem = $state('');
    private loadedFor = 0n;
    private due: ReturnType<typeof setTimeout> | undefined;

    async load(): Promise<void> {
        try {
            this.take(await venue.ask<Me>(PATH));
        } catch (failure) {
            this.problem = said(failure);
        }
    }

    private take(me: Me): void {
        this.value = me;
        this.problem = '';
    }

    /** Loads it once after each sign-in, and follows what the person chose elsewhere. */
    async follow(): Promise<void> {
        if (!venue.isPerson) this.value = undefined;
        if (!venue.isPerson || this.loadedFor === venue.ownAccount) return;
        this.loadedFor = venue.ownAccount;
        await this.load();
        if (this.value && Object.keys(this.value.preferences).length > 0) {
            prefer(this.value.preferences, false);
        }
    }

    async change(change: { name?: string; profile?: object; preferences?: object }): Promise<void> {
        this.take(await venue.ask<Me>(PATH, { method: 'PATCH', body: change }));
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
