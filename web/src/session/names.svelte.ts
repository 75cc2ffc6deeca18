import { accountName } from '$state/accounts';
import { namesOf } from '$state/traders';
import { Asked } from './asked.svelte';
import { venue } from './venue.svelte';

/** Members come and are named anew: often enough for a list of trades. */
const ASK_MILLIS = 60_000;

/** What accounts are called that the page may know: one's own, and those of one's class by its standings. */
class Names {
    private universe = '0';
    private readonly members = new Asked(async () => {
        const { universe } = this;
        // The main universe has no standings.
        if (universe === '0') return [];
        return (await venue.ask<{ standings: { account: string; name: string }[] }>(`/api/v1/universes/${universe}/standings`)).standings;
    });
    private readonly own = $derived(
        venue.accounts.map((each) => ({ account: each.id, name: accountName(each, each.id) })),
    );
    readonly of: ReadonlyMap<string, string> = $derived(namesOf(this.members.value ?? [], this.own));

    /** Asks again and again for those of a universe, while somebody looks; returns what ends it. */
    follow(universe = '0'): () => void {
        if (universe !== this.universe) this.members.forget();
        this.universe = universe;
        let timer: ReturnType<typeof setTimeout> | undefined;
        let isOver = false;
        const ask = async () => {
            if (venue.link === 'live') await this.members.again();
            if (!isOver) timer = setTimeout(ask, ASK_MILLIS);
        };
        void ask();
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }
}

export const names = new Names();
