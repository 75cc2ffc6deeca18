const listeners = new Set<() => void>();

/** Calls whenever the venue is there again after it was lost; returns what ends it. */
export function onBack(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
}

/** The venue is there again: what is asked for now and then is asked for at once. */
export function isBack(): void {
    for (const listener of [...listeners]) listener();
}
