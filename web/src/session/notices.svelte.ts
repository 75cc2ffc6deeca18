import { Asked } from './asked.svelte';
import { venue } from './venue.svelte';

/** What everyone in a universe was told; universe 0 is the whole venue. */
export interface Notice {
    universe: string;
    text: string;
    time: string;
    sequence: string;
}

const PLACE = 'rialto.noticed';
/** They are pushed to the account acted as; what one's others are told is asked for. */
const ASK_MILLIS = 20_000;
/** What was said before somebody signed in for the first time is shown if it is no older. */
const NEWS_MILLIS = 3_600_000;

/** Messages to everyone, and which of them whoever signed in has not put away on this device. */
class Notices {
    readonly asked: Asked<readonly Notice[]> = new Asked(async () => {
        const { messages } = await venue.ask<{ messages: Notice[] }>('/api/v1/messages');
        const before = this.asked.value;
        const isSame = messages[0]?.sequence === before?.[0]?.sequence && messages.length === before?.length;
        return isSame && before ? before : messages;
    });
    /** The account that they were told to. */
    private of = 0n;
    /** The last that was put away, by the account of who did. */
    private seen = $state.raw(kept());

    get all(): readonly Notice[] {
        const told = this.asked.value;
        return told && this.of === venue.account ? told : [];
    }

    get fresh(): readonly Notice[] {
        const oldest = Date.now() - NEWS_MILLIS;
        const seen = BigInt(this.seen[`${venue.ownAccount}`] ?? '0');
        return this.all.filter((each) => BigInt(each.sequence) > seen && Date.parse(each.time) > oldest);
    }

    /** Asks again and again while somebody is signed in; returns what ends it. */
    follow(): () => void {
        // What another was told is nothing to show meanwhile.
        if (this.of !== venue.account) this.asked.forget();
        this.of = venue.account;
        let timer: ReturnType<typeof setTimeout> | undefined;
        let isOver = false;
        const ask = async () => {
            if (venue.link === 'live') await this.asked.again();
            if (!isOver) timer = setTimeout(ask, ASK_MILLIS);
        };
        void ask();
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }

    putAway(): void {
        const newest = this.all[0];
        if (!newest) return;
        const owner = `${venue.ownAccount}`;
        // What another page has put away for somebody else stays so.
        this.seen = { ...kept(), [owner]: newest.sequence };
        try {
            localStorage.setItem(PLACE, JSON.stringify(this.seen));
        } catch {
            // Shown again after a reload.
        }
    }
}

function kept(): Readonly<Record<string, string>> {
    try {
        const marks: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}');
        return typeof marks === 'object' && marks !== null ? (marks as Record<string, string>) : {};
    } catch {
        return {};
    }
}

export const notices = new Notices();
