/** A place of the screens: where it is, and the letter that goes there after G. */
export interface Place {
    name: string;
    path: string;
    letter: string;
    /** Everybody may see it, signed in or not. */
    isPublic?: boolean;
}

export const places: readonly Place[] = [
    { name: 'Trade', path: '/trade', letter: 't' },
    { name: 'Markets', path: '/markets', letter: 'm' },
    { name: 'Portfolio', path: '/portfolio', letter: 'p' },
    { name: 'Auctions', path: '/auctions', letter: 'a' },
    { name: 'Standings', path: '/standings', letter: 's' },
    { name: 'Class', path: '/class', letter: 'c' },
    { name: 'Operate', path: '/operate', letter: 'o', isPublic: true },
    { name: 'Developers', path: '/developers', letter: 'd', isPublic: true },
];

/** Reached otherwise than by the row of places. */
const PUBLIC = ['/about', ...places.filter((each) => each.isPublic).map((each) => each.path)];

export function isPublic(path: string): boolean {
    return PUBLIC.some((each) => path === each || path.startsWith(`${each}/`));
}
