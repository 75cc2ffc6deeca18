import { describe, expect, it } from 'vitest';
import { labelled, markByKey, markOfBegin, marksOfNews, marksOfStatus, marksWithin, nearest, type Mark } from './timeline';

const clock = (millis: number) => `10:${String(Math.floor(millis / 60_000)).padStart(2, '0')}:00`;
const MINUTE = 60_000;
const pause = { from: 5 * MINUTE, until: 5 * MINUTE + 90_000, status: 'halted', reason: 'out of the band', sequence: '8' };

describe('marks of the timeline', () => {
    it('tell a halt with how long it was and why, and when a market opened', () => {
        const [halt, open] = marksOfStatus([pause], [{ at: MINUTE, sequence: '3' }], clock);
        expect(halt!.label).toBe('10:05 halt, 1 min');
        expect(halt!.text).toBe('10:05:00 halted, 1 min: out of the band');
        expect(open!.label).toBe('10:01 open');
    });

    it('say nothing of the length of what has not ended', () => {
        const [semi] = marksOfStatus([{ ...pause, until: Infinity, status: 'semi-paused', reason: '' }], [], clock);
        expect(semi!.label).toBe('10:05 pause');
        expect(semi!.text).toBe('10:05:00 semi paused');
    });

    it('tell what everybody was told', () => {
        const [news] = marksOfNews([{ key: '9', text: 'The strike is over.', at: 42 * MINUTE }], clock);
        expect([news!.label, news!.text]).toEqual(['10:42 news', '10:42:00 The strike is over.']);
    });

    it('have each its own key, also where two say the same at once', () => {
        const same = { text: 'The strike is over.', at: MINUTE };
        const marks = [
            ...marksOfNews([{ key: '0:8', ...same }, { key: '0:9', ...same }], clock),
            ...marksOfStatus([pause, { ...pause, sequence: '9' }], [{ at: MINUTE, sequence: '8' }, { at: MINUTE, sequence: '9' }], clock),
            markOfBegin(MINUTE, clock),
        ];
        expect(new Set(marks.map(({ key }) => key)).size).toBe(marks.length);
    });

    it('have their day where the clock tells it', () => {
        const day = (millis: number) => `26 Nov ${clock(millis)}`;
        expect(marksOfStatus([pause], [], day)[0]!.label).toBe('26 Nov 10:05 halt, 1 min');
        expect(markOfBegin(MINUTE, day)).toMatchObject({ label: '26 Nov 10:01, chart begins', text: '26 Nov 10:01:00 the chart begins' });
    });

    it('are those of the span, also what began before it', () => {
        const marks = [...marksOfNews([{ key: '1', text: 'a', at: MINUTE }, { key: '2', text: 'b', at: 90 * MINUTE }], clock), ...marksOfStatus([pause], [], clock)];
        expect(marksWithin(marks, 5 * MINUTE + 1_000, 60 * MINUTE).map(({ kind }) => kind)).toEqual(['pause']);
        expect(marksWithin(marks, 0, 60 * MINUTE).map(({ kind }) => kind)).toEqual(['news', 'pause']);
    });
});

describe('labels of the timeline', () => {
    const span = { from: 0, until: 100, width: 1_000 };
    const mark = (kind: Mark['kind'], from: number): Mark => ({ key: `${kind}:${from}`, kind, from, until: from, label: '10:00 something', text: '' });

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

describe('one of the marks', () => {
    const marks = [10, 20, 40].map((from): Mark => ({ key: `${from}`, kind: 'news', from, until: from, label: '', text: '' }));

    it('is the nearest to the finger', () => {
        expect([0, 16, 29, 31, 90].map((at) => nearest(marks, at, 0)!.key)).toEqual(['10', '20', '20', '40', '40']);
        expect(nearest([], 5, 0)).toBeUndefined();
        // The first began long ago, and stands at the left edge.
        expect(nearest([{ ...marks[0]!, from: -900 }, marks[1]!], 4, 0)!.key).toBe('10');
    });

    it('is reached from another by arrows, and none beyond the ends', () => {
        const from = (key: string) => ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'a'].map((each) => markByKey(marks, key, each)?.key);
        expect(from('20')).toEqual(['10', '40', '10', '40', undefined]);
        expect([from('10')[0], from('40')[1]]).toEqual(['10', '40']);
    });
});
