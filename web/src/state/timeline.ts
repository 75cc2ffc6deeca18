import type { Opening, Pause } from './pauses';
import { duration } from './time';

/** Something that happened, on a timeline. */
export interface Mark {
    /** Of all marks the only one with it: by the event that it tells of. */
    key: string;
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

/**
 * The status of a market, and when it traded again after a pause or for the first time. `moment`: an
 * instant, to the second; a label has it to the minute.
 */
export function marksOfStatus(
    pauses: readonly Pause[],
    opened: readonly Opening[],
    moment: (millis: number) => string,
): Mark[] {
    const paused = pauses.map((pause): Mark => {
        const status = pause.status.replaceAll('-', ' ');
        const long = pause.until < Infinity ? `, ${duration(pause.until - pause.from)}` : '';
        const text = `${moment(pause.from)} ${status}${long}`;
        return {
            key: `pause:${pause.sequence}`,
            kind: 'pause',
            from: pause.from,
            until: pause.until,
            label: `${toMinute(moment(pause.from))} ${WORDS[pause.status] ?? status}${long}`,
            text: pause.reason ? `${text}: ${pause.reason}` : text,
        };
    });
    const opens = opened.map(({ at, sequence }): Mark => {
        const [label, text] = [`${toMinute(moment(at))} open`, `${moment(at)} opened for trading`];
        return { key: `open:${sequence}`, kind: 'open', from: at, until: at, label, text };
    });
    return [...paused, ...opens];
}

/** What everybody was told; two may be told the same at once. */
export function marksOfNews(
    news: readonly { key: string; text: string; at: number }[],
    moment: (millis: number) => string,
): Mark[] {
    return news.map(({ key, text, at }) => {
        const label = `${toMinute(moment(at))} news`;
        return { key: `news:${key}`, kind: 'news', from: at, until: at, label, text: `${moment(at)} ${text}` };
    });
}

/** Where the chart begins. */
export function markOfBegin(at: number, moment: (millis: number) => string): Mark {
    const label = `${toMinute(moment(at))}, chart begins`;
    return { key: 'begin', kind: 'begin', from: at, until: at, label, text: `${moment(at)} the chart begins` };
}

function toMinute(moment: string): string {
    return moment.slice(0, -3);
}

/** The mark that is nearest to an instant of a timeline: a finger reaches several at once. */
export function nearest(marks: readonly Mark[], millis: number, begin: number): Mark | undefined {
    // What began before the timeline is marked where that begins.
    const away = (mark: Mark) => Math.abs(Math.max(begin, mark.from) - millis);
    return marks.reduce<Mark | undefined>((best, each) => (best && away(best) <= away(each) ? best : each), undefined);
}

/** The mark that a key leads to from the one with the focus; undefined where the key leads to none. */
export function markByKey(marks: readonly Mark[], from: string, key: string): Mark | undefined {
    const place = marks.findIndex((each) => each.key === from);
    const last = marks.length - 1;
    if (key === 'Home') return marks[0];
    if (key === 'End') return marks[last];
    if (key === 'ArrowLeft') return marks[Math.max(0, place - 1)];
    if (key === 'ArrowRight') return marks[Math.min(last, place + 1)];
    return undefined;
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
