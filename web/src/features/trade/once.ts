/**
 * Lets nothing come of an event that asks again for what the one before it asked for, without being meant
 * to: a key that is held, or a click that follows another as those of a double click do.
 */
export function onlyOnce(event: KeyboardEvent | MouseEvent): void {
    const isRepeated = 'key' in event ? event.repeat : event.detail > 1;
    if (isRepeated) event.preventDefault();
}
