import type { Alert } from './alerts';
import { heard, left, takenOver, type Edit } from './keeping';
import { STANDARD_LAYOUT, type Layout } from './layout';
import type { OwnKeys } from './shortcuts';

/** What the user has set on this device. */
export interface Preferences {
    theme: 'system' | 'dark' | 'light' | 'floor';
    /** Azure and orange unless set; the others are for those used to them. */
    colours: 'azure' | 'green' | 'red';
    /** A click in the ladder sends the order at once, instead of filling the ticket. */
    clickSends: boolean;
    singleKeys: boolean;
    /** Where they are other than everybody's. */
    keys: OwnKeys;
    stars: string[];
    /** Prices that are waited for, and those that were reached. */
    alerts: Alert[];
    /** Of a candle, in seconds. */
    interval: number;
    /** What is drawn with the candles. */
    layers: string[];
    /** Of the trading screen. */
    layout: Layout;
    /** Those that were kept under a name. */
    layouts: Record<string, Layout>;
    /** The id of whose stars and alerts these are, by their own account; empty for whoever comes. */
    of: string;
}

const PLACE = 'rialto.preferences';

export const STANDARD: Preferences = {
    theme: 'system',
    colours: 'azure',
    clickSends: false,
    singleKeys: true,
    keys: {},
    stars: [],
    alerts: [],
    interval: 60,
    layers: ['average', 'heat', 'fills'],
    layout: STANDARD_LAYOUT,
    layouts: {},
    of: '',
};

/** The device has kept what was to be kept: else what it has is older than what is shown. */
let isKept = true;

/** What is kept on this device: another page of it may have kept something since. */
function kept(): Partial<Preferences> {
    if (!isKept) return {};
    try {
        const told: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}');
        return typeof told === 'object' && told !== null ? told : {};
    } catch {
        return {};
    }
}

export const preferences = $state<Preferences>({ ...STANDARD, ...kept() });

let preferred: (edit: Edit) => void = () => {};

/** Who keeps them elsewhere too is told of changes. */
export function onPreferred(listener: (edit: Edit) => void): void {
    preferred = listener;
}

/** Changes preferences and keeps them; `isNews` unless they come from where they are kept. */
export function prefer(change: Partial<Preferences>, isNews = true): void {
    preferBy(() => change, isNews);
}

/** Changes what they are now: here, on this device and where else they are kept that may be another. */
export function preferBy(edit: Edit, isNews = true): void {
    const current = heard($state.snapshot(preferences) as Preferences, kept());
    show({ ...current, ...edit(current) });
    if (isNews) preferred(edit);
    keep();
}

/** Whoever signed in has these: not what another has left on the device. */
export function preferFor(person: string): void {
    show(takenOver($state.snapshot(preferences) as Preferences, person));
    keep();
}

/** Nothing of who left stays on the device. */
export function preferForNobody(): void {
    show(left($state.snapshot(preferences) as Preferences));
    keep();
}

/** What has not changed is not told anew: a chart is drawn by it. */
function show(all: Preferences): void {
    const before = $state.snapshot(preferences) as Preferences;
    const isOther = ([name, value]: [string, unknown]) =>
        JSON.stringify(value) !== JSON.stringify(before[name as keyof Preferences]);
    Object.assign(preferences, Object.fromEntries(Object.entries(all).filter(isOther)));
    applyTheme();
}

function keep(): void {
    try {
        localStorage.setItem(PLACE, JSON.stringify(preferences));
        isKept = true;
    } catch {
        isKept = false;
        // They hold for as long as the page is open.
    }
}

/** Follows what other pages of this device keep; returns what ends it. */
export function followPages(): () => void {
    const changed = (event: StorageEvent) => {
        if (event.key === PLACE) show(heard($state.snapshot(preferences) as Preferences, kept()));
    };
    addEventListener('storage', changed);
    return () => removeEventListener('storage', changed);
}

export function applyTheme(): void {
    const root = document.documentElement.dataset;
    if (preferences.theme === 'system') delete root['theme'];
    else root['theme'] = preferences.theme;
    root['colours'] = preferences.colours;
}

export function isStarred(symbol: string): boolean {
    return preferences.stars.includes(symbol);
}

/** Stars a market, or no more. */
export function star(symbol: string): void {
    const wasStarred = isStarred(symbol);
    preferBy(({ stars }) => {
        const others = stars.filter((each) => each !== symbol);
        return { stars: wasStarred ? others : [...others, symbol] };
    });
}
