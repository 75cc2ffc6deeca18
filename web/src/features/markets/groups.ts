import { MarketStatus } from '$protocol/rialto/v1/market_pb';
import type { Units } from '$state/market';

/** What a list of markets is narrowed to; empty leaves everything. */
export interface Wanted {
    text: string;
    type: string;
    status: 'any' | 'open' | 'over';
}

const OVER = [MarketStatus.CLOSED, MarketStatus.SETTLED, MarketStatus.VOID];

/** Nothing will trade in it any more, or not for now. */
export function isOver(units: Units): boolean {
    return OVER.includes(units.market.status);
}

export function matches(units: Units, wanted: Wanted): boolean {
    const { symbol } = units.market;
    const words = [symbol, units.outcome?.title, units.outcome?.type, units.outcome?.group];
    const text = words.join(' ').toLowerCase();
    if (!wanted.text.trim().toLowerCase().split(/\s+/).every((word) => text.includes(word))) return false;
    if (wanted.type !== '' && typeOf(units) !== wanted.type) return false;
    return wanted.status === 'any' || isOver(units) === (wanted.status === 'over');
}

/** What the venue's kinds of contracts are called, where whoever opened them says nothing. */
const KINDS: Record<string, { type: string; group: string }> = {
    option: { type: 'OPTION', group: 'Options' },
    fund: { type: 'FUND', group: 'Funds' },
};

/** What kind of thing it trades. */
export function typeOf(units: Units): string {
    if (!units.isContracts) return 'SPOT';
    return units.outcome?.type || KINDS[units.outcome?.kind ?? '']?.type || 'OUTCOME';
}

/** Under which heading a market is listed. */
export function groupOf(units: Units): string {
    if (isOver(units)) return 'Over';
    if (!units.isContracts) return 'Spot';
    const { outcome } = units;
    if (outcome?.group) return outcome.group;
    return outcome?.underlying ? `${outcome.underlying} options` : (KINDS[outcome?.kind ?? '']?.group ?? 'Outcomes');
}

export interface Group {
    name: string;
    list: Units[];
}

/** How long until the next of them ends or is matched, in milliseconds; undefined where nothing says. */
export function endsIn(markets: readonly Units[], now: number): number | undefined {
    const ends = markets.filter((units) => !isOver(units)).map(({ endsAt }) => (endsAt ?? 0) - now);
    const ahead = ends.filter((millis) => millis > 0);
    return ahead.length === 0 ? undefined : Math.min(...ahead);
}

/** Starred first, then pinned, then by group; what is over comes last. */
export function grouped(markets: readonly Units[], stars: readonly string[]): Group[] {
    const groups = new Map<string, Units[]>();
    const add = (name: string, units: Units) =>
        groups.set(name, [...(groups.get(name) ?? []), units]);
    for (const units of markets) {
        if (stars.includes(units.market.symbol)) add('Starred', units);
        else if (units.outcome?.pinned && !isOver(units)) add('Pinned', units);
        else add(groupOf(units), units);
    }
    const place = (name: string) => ({ Starred: 0, Pinned: 1, Over: 9 })[name] ?? 5;
    return [...groups]
        .map(([name, list]) => ({ name, list }))
        .sort((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name));
}
