/**
 * Decimals as scaled integers: `value / 10^scale`. Money, prices and quantities stay integers until
 * they are shown; nothing here rounds except where a name says so.
 */

/** How many of `scale` decimals a step uses: 250 of scale 4 (0.025) uses 3. */
export function decimalsOf(step: bigint, scale: number): number {
    if (step <= 0n) return scale;
    let decimals = scale;
    let rest = step;
    while (decimals > 0 && rest % 10n === 0n) {
        rest /= 10n;
        decimals--;
    }
    return decimals;
}

/**
 * The decimal as text: thousands in groups, at least `decimals` digits behind the point, more where
 * the value has more.
 */
export function formatScaled(value: bigint, scale: number, decimals = 0): string {
    const [whole, fraction] = digits(value, scale, decimals);
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return sign(value) + grouped + (fraction ? `.${fraction}` : '');
}

/** A decimal that the venue wrote, as it is shown: in groups, without zeros that say nothing. */
export function formatText(text: string, decimals = 0): string {
    const scale = (text.split('.')[1] ?? '').length;
    const value = parseSigned(text, scale);
    return value === undefined ? text : formatScaled(value, scale, Math.min(decimals, scale));
}

/** The same, cut down to so many decimals: for what is estimated anyway. Rounds down. */
export function cutText(text: string, decimals: number): string {
    const scale = (text.split('.')[1] ?? '').length;
    const value = parseSigned(text, scale);
    return value === undefined ? text : formatCut(value, scale, decimals);
}

/** Cut down to so many decimals: for what is estimated anyway. Rounds down. */
export function formatCut(value: bigint, scale: number, decimals: number): string {
    if (decimals >= scale) return formatScaled(value, scale, decimals);
    const unit = 10n ** BigInt(scale - decimals);
    const rest = value % unit;
    const whole = (value - rest) / unit - (rest < 0n ? 1n : 0n);
    return formatScaled(whole, decimals, decimals);
}

/** The same without groups and with an ASCII sign, as fields and the venue take it. */
export function plainScaled(value: bigint, scale: number, decimals = 0): string {
    const [whole, fraction] = digits(value, scale, decimals);
    return (value < 0n ? '-' : '') + whole + (fraction ? `.${fraction}` : '');
}

function sign(value: bigint): string {
    return value < 0n ? '−' : '';
}

function digits(value: bigint, scale: number, decimals: number): [string, string] {
    const text = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
    const whole = text.slice(0, text.length - scale);
    let fraction = scale === 0 ? '' : text.slice(text.length - scale);
    while (fraction.length > decimals && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
    return [whole, fraction];
}

/** A whole part in groups of thousands, all of them parted in the same way. */
const GROUPED = /^[1-9]\d{0,2}(?:([, \u00a0\u202f])\d{3})(?:\1\d{3})*(?=\.|$)/;

/**
 * What was typed, as a scaled integer; undefined if it is no decimal or has more decimals than the
 * scale. Whole groups by comma or space are taken before the point. Any other comma may stand for a
 * point, as in `0,125`, and is not taken.
 */
export function parseScaled(text: string, scale: number): bigint | undefined {
    const typed = text.trim().replace(GROUPED, (whole) => whole.replace(/\D/g, ''));
    const match = /^(\d{0,18})(?:\.(\d*))?$/.exec(typed);
    if (!match || !/\d/.test(typed)) return undefined;
    const fraction = (match[2] ?? '').replace(/0+$/, '');
    if (fraction.length > scale) return undefined;
    return BigInt((match[1] || '0') + fraction.padEnd(scale, '0'));
}

/** What to say of a text that was not taken: of its commas, where it has some, or else `otherwise`. */
export function whyUnread(text: string, otherwise: string): string {
    return text.includes(',') ? 'Decimals go behind a point, as in 0.5' : otherwise;
}

/** What was typed with a sign in front, as ASCII or as it is shown. */
export function parseSigned(text: string, scale: number): bigint | undefined {
    const typed = text.trim();
    const isNegative = /^[-−]/.test(typed);
    const value = parseScaled(isNegative ? typed.slice(1) : typed, scale);
    return isNegative && value !== undefined ? -value : value;
}

/** Smaller and coarser, for where there is no room: 48,210 as 48.2k. Rounds towards zero. */
export function formatShort(value: bigint, scale: number): string {
    const whole = value / 10n ** BigInt(scale);
    for (const [unit, letter] of [
        [1_000_000_000n, 'G'],
        [1_000_000n, 'M'],
        [10_000n, 'k'],
    ] as const) {
        if (whole >= unit) {
            const by = letter === 'k' ? 1_000n : unit;
            return `${whole / by}.${((whole % by) * 10n) / by}${letter}`;
        }
    }
    return formatScaled(value, scale);
}
