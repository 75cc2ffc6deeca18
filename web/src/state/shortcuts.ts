/** What single keys do, each under a name that is kept; Shift, Enter, arrows and Ctrl K stay as they are. */
export const ACTIONS = {
    buy: ['b', 'Buy at the touch: fills the ticket'],
    sell: ['s', 'Sell at the touch: fills the ticket'],
    small: ['1', 'The first size of the market'],
    middle: ['2', 'The second size of the market'],
    large: ['3', 'The third size of the market'],
    cancelBids: ['q', 'Cancel your bids in this market'],
    cancelAsks: ['w', 'Cancel your asks in this market'],
    cancelAll: ['Escape', 'Cancel all your orders in this market; with Shift stop trading'],
    cancelChosen: ['Delete', 'Cancel the orders that are ticked in the list'],
    centre: ['c', 'Centre the ladder'],
    back: ['[', 'Replay: to before the last change'],
    forward: [']', 'Replay: a second on'],
    go: ['g', 'Go to a place: its letter next'],
    list: ['?', 'The list of keys'],
} as const satisfies Record<string, readonly [string, string]>;

export type ActionName = keyof typeof ACTIONS;

/** The user's own keys; an empty one turns its action off, and what is not there is as it is for all. */
export type OwnKeys = Partial<Record<ActionName, string>>;

export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** The key of an action; empty for none. */
export function keyOf(own: OwnKeys, name: ActionName): string {
    return own[name] ?? ACTIONS[name][0];
}

/** What a key does; letters do the same with Shift, as Esc does. */
export function actionOf(own: OwnKeys, key: string): ActionName | undefined {
    const plain = key.length === 1 ? key.toLowerCase() : key;
    return plain === '' ? undefined : ACTION_NAMES.find((name) => keyOf(own, name) === plain);
}

/** Keys that do something of their own in a page. */
const TAKEN = ['Tab', 'Enter', ' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Shift', 'Control', 'Alt', 'Meta'];

const NAMED = /^(Escape|F\d{1,2}|Home|End|PageUp|PageDown|Insert|Delete|Backspace)$/;

/**
 * Gives an action another key, or none; whose key it was has none any more. Undefined for a key that
 * cannot be had.
 */
export function remapped(own: OwnKeys, name: ActionName, key: string): OwnKeys | undefined {
    if (TAKEN.includes(key) || (key.length > 1 && !NAMED.test(key))) return undefined;
    const plain = key.length === 1 ? key.toLowerCase() : key;
    const before = actionOf(own, plain);
    const freed = before === undefined || before === name ? {} : { [before]: '' };
    return { ...own, ...freed, [name]: plain };
}

/** As it is written on a keyboard. */
export function keyWord(key: string): string {
    if (key === 'Delete') return 'Del';
    return key === 'Escape' ? 'Esc' : key.length === 1 ? key.toUpperCase() : key;
}
