/** Why prices are missing: there are none of the kind, nobody has told any, or they are of another time. */
export type Missing = 'none' | 'unknown' | 'past';

const WHY: Record<Missing, string> = {
    none: ', which have no such price',
    unknown: ': prices are not known',
    past: ': prices of then are not told',
};

/** What a sum leaves out and why, in words; empty where it is all. */
export function leftOut(unvalued: readonly string[], missing: Missing): string {
    return unvalued.length === 0 ? '' : `without ${unvalued.join(', ')}${WHY[missing]}`;
}
