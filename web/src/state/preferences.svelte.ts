import type { Alert } from './alerts';
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
}

const PLACE = 'rialto.preferences';

const STANDARD: Preferences = {
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
};

function kept(): Preferences {
    try {
        return { ...STANDARD, ...JSON.parse(localStorage.getItem(PLACE) ?? '{}') };
    } catch {
        return { ...STANDARD };
    }
}

export const preferences = $state<Preferences>(kept());

let preferred: () => void = () => {};

/** Who keeps them elsewhere too is told of changes. */
export function onPreferred(listener: () => void): void {
    preferred = listener;
}

/** Changes preferences and keeps them; `isNews` unless they come from where they are kept. */
export function prefer(change: Partial<Preferences>, isNews = true): void {
    Object.assign(preferences, change);
    if (isNews) preferred();
    try {
        localStorage.setItem(PLACE, JSON.stringify(preferences));
    } catch {
        // They hold for as long as the page is open.
    }
    applyTheme();
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
    const others = preferences.stars.filter((each) => each !== symbol);
    prefer({ stars: isStarred(symbol) ? others : [...others, symbol] });
}
