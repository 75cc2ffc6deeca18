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

/** Messages to everyone, and which of them this device has not put away. */
class Notices {
    readonly asked: Asked<readonly Notice[]> = new Asked(async () => {
        const { messages } = await venue.ask<{ messages: Notice[] }>('/api/v1/messages');
        const before = this.asked.value;
        const isSame = messages[0]?.sequence === before?.[0]?.sequence && messages.length === before?.length;
        return isSame && before ? before : messages;
    });
    /** Of the last that was put away. */
    seen = $state(kept());

    get all(): readonly Notice[] {
        return this.asked.value ?? [];
    }

    get fresh(): readonly Notice[] {
        const oldest = Date.now() - NEWS_MILLIS;
        return this.all.filter((each) => BigInt(each.sequence) > this.seen && Date.parse(each.time) > oldest);
    }

    /** Asks again and again while somebody is signed in; returns what ends it. */
    follow(): () => void {
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
        this.seen = BigInt(newest.sequence);
        try {
            localStorage.setItem(PLACE, newest.sequence);
        } catch {
            // Shown again after a reload.
        }
    }
}

function kept(): bigint {
    try {
        return BigInt(localStorage.getItem(PLACE) ?? '0');
    } catch {
        return 0n;
    }
}

export const notices = new Notices();
