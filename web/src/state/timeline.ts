import type { Pause } from './pauses';

/** Something that happened, on a timeline. */
export interface Mark {
    kind: 'open' | 'pause' | 'news' | 'begin';
    /** Milliseconds since 1970; `until` is later where it lasted. */
    from: number;
    until: number;
    /** Beside the mark, where there is room. */
    label: string;
    /** All of it, for whoever points at the mark. */
    text: string;
}

/** What is said of a status, next to a time. */
const WORDS: Record<string, string> = { halted: 'halt', paused: 'pause', 'semi-paused': 'pause' };
/** Who keeps a label where two want the room. */
const RANK = { begin: 0, pause: 1, open: 2, news: 3 } as const;

/** How long something lasted: 90 s, 4 min. */
function lasted(millis: number): string {
    const seconds = Math.round(millis / 1_000);
    return seconds < 120 ? `${seconds} s` : seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** The status of a market, and when it traded again after a pause or for the first time. */
export function marksOfStatus(pauses: readonly Pause[], opened: readonly number[], clock: (millis: number) => string): Mark[] {
    const paused = pauses.map((pause): Mark => {
        const name = WORDS[pause.status] ?? pause.status.replaceAll('-', ' ');
        const long = pause.until < Infinity ? `, ${lasted(pause.until - pause.from)}` : '';
        const text = `${clock(pause.from)} ${pause.status.replaceAll('-', ' ')}${long}`;
        return {
            kind: 'pause',
            from: pause.from,
            until: pause.until,
            label: `${clock(pause.from).slice(0, 5)} ${name}${long}`,
            text: pause.reason ? `${text}: ${pause.reason}` : text,
        };
    });
    const opens = opened.map((at): Mark => {
        return { kind: 'open', from: at, until: at, label: `${clock(at).slice(0, 5)} open`, text: `${clock(at)} opened for trading` };
    });
    return [...paused, ...opens];
}

/** What everybody was told. */
export function marksOfNews(news: readonly { text: string; at: number }[], clock: (millis: number) => string): Mark[] {
    return news.map(({ text, at }) => {
        return { kind: 'news', from: at, until: at, label: `${clock(at).slice(0, 5)} news`, text: `${clock(at)} ${text}` };
    });
}

/** Those that reach into a span, in the order of time. */
export function marksWithin(marks: readonly Mark[], from: number, until: number): Mark[] {
    return marks.filter((each) => each.from <= until && each.until >= from).sort((a, b) => a.from - b.from);
}

/**
 * Which labels are written, and how far from the left: none over another, nor over what is kept free
 * at the right. `charPixels`: what a character takes.
 */
export function labelled(
    marks: readonly Mark[],
    span: { from: number; until: number; width: number },
    freeRight: number,
    charPixels = 5.6,
): { mark: Mark; left: number }[] {
    const { from, until, width } = span;
    const taken: { left: number; right: number }[] = [];
    const placed: { mark: Mark; left: number }[] = [];
    for (const mark of [...marks].sort((a, b) => RANK[a.kind] - RANK[b.kind] || b.from - a.from)) {
        const left = Math.max(0, ((mark.from - from) / (until - from)) * width);
        const right = left + mark.label.length * charPixels + 8;
        if (right > width - freeRight) continue;
        if (taken.some((other) => left < other.right && right > other.left)) continue;
        taken.push({ left, right });
        placed.push({ mark, left });
    }
    return placed.sort((a, b) => a.left - b.left);
}
