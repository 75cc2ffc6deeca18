import type { Preferences } from './preferences.svelte';

/** What of the preferences is somebody's own, rather than of the device they sit at. */
export const PERSONAL = ['stars', 'alerts'] as const;

/** A change of preferences, told by what they are when it is made. */
export type Edit = (current: Preferences) => Partial<Preferences>;

/**
 * What this page shows once another page of the device has kept something. What is somebody's own it
 * takes from a page of the same person only.
 */
export function heard(shown: Preferences, kept: Partial<Preferences>): Preferences {
    const all = { ...shown, ...kept, of: shown.of };
    if ((kept.of ?? '') === shown.of) return all;
    return { ...all, stars: shown.stars, alerts: shown.alerts };
}

/** For whoever signed in: what another has left here is not theirs. What nobody has signed for stays. */
export function takenOver(shown: Preferences, by: string): Preferences {
    if (shown.of === by) return shown;
    return shown.of === '' ? { ...shown, of: by } : { ...shown, stars: [], alerts: [], of: by };
}

/** After somebody left whose own is kept elsewhere too. */
export function left(shown: Preferences): Preferences {
    return { ...shown, stars: [], alerts: [], of: '' };
}

/**
 * What the venue is to keep: the edits alone, on what it keeps now, for another device may have changed
 * it. Where it keeps nothing yet, all that this device has.
 */
export function edited(kept: Partial<Preferences>, shown: Preferences, edits: readonly Edit[]): Partial<Preferences> {
    const { of: _, ...own } = shown;
    let told: Partial<Preferences> = Object.keys(kept).length > 0 ? kept : own;
    for (const edit of edits) told = { ...told, ...edit({ ...shown, ...told }) };
    return told;
}
