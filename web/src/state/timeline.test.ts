import { describe, expect, it } from 'vitest';
import { labelled, marksOfNews, marksOfStatus, marksWithin, type Mark } from './timeline';

const clock = (millis: number) => `10:${String(Math.floor(millis / 60_000)).padStart(2, '0')}:00`;
const MINUTE = 60_000;
const pause = { from: 5 * MINUTE, until: 5 * MINUTE + 90_000, status: 'halted', reason: 'out of the band' };

describe('marks of the timeline', () => {
    it('tell a halt with how long it was and why, and when a market opened', () => {
        const [halt, open] = marksOfStatus([pause], [MINUTE], clock);
        expect(halt!.label).toBe('10:05 halt, 90 s');
        expect(halt!.text).toBe('10:05:00 halted, 90 s: out of the band');
        expect(open!.label).toBe('10:01 open');
    });

    it('say nothing of the length of what has not ended', () => {
        const [semi] = marksOfStatus([{ ...pause, until: Infinity, status: 'semi-paused', reason: '' }], [], clock);
        expect(semi!.label).toBe('10:05 pause');
        expect(semi!.text).toBe('10:05:00 semi paused');
    });

    it('tell what everybody was told', () => {
        const [news] = marksOfNews([{ text: 'The strike is over.', at: 42 * MINUTE }], clock);
        expect([news!.label, news!.text]).toEqual(['10:42 news', '10:42:00 The strike is over.']);
    });

    it('are those of the span, also what began before it', () => {
        const marks = [...marksOfNews([{ text: 'a', at: MINUTE }, { text: 'b', at: 90 * MINUTE }], clock), ...marksOfStatus([pause], [], clock)];
        expect(marksWithin(marks, 5 * MINUTE + 1_000, 60 * MINUTE).map(({ kind }) => kind)).toEqual(['pause']);
        expect(marksWithin(marks, 0, 60 * MINUTE).map(({ kind }) => kind)).toEqual(['news', 'pause']);
    });
});

describe('labels of the timeline', () => {
    const span = { from: 0, until: 100, width: 1_000 };
    const mark = (kind: Mark['kind'], from: number): Mark => ({ kind, from, until: from, label: '10:00 something', text: '' });

    it('stand at their marks', () => {
        const placed = labelled([mark('news', 50), mark('open', 0)], span, 40);
        expect(placed.map(({ left }) => left)).toEqual([0, 500]);
    });

    it('do not lie over each other: a halt goes before news', () => {
        const placed = labelled([mark('news', 50), mark('pause', 52), mark('news', 70)], span, 40);
        expect(placed.map(({ mark: { kind, from } }) => [kind, from])).toEqual([['pause', 52], ['news', 70]]);
    });

    it('leave the end free, and all where there is no room at all', () => {
        expect(labelled([mark('news', 95)], span, 40)).toEqual([]);
        expect(labelled([mark('news', 10)], { ...span, width: 60 }, 40)).toEqual([]);
    });
});
