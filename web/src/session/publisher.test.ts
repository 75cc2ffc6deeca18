import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Publisher } from './publisher';

let frames: (() => void)[] = [];
let published: string[] = [];
let publisher: Publisher<'book' | 'trades'>;

function frame(): void {
    const due = frames;
    frames = [];
    due.forEach((each) => each());
}

beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    [frames, published] = [[], []];
    vi.stubGlobal('requestAnimationFrame', (each: () => void) => frames.push(each));
    vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.splice(handle - 1, 1));
    publisher = new Publisher<'book' | 'trades'>({ trades: 250 }, (what) => published.push([...what].join('+')));
});

afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

test('what changes often is published once a frame', () => {
    publisher.touch('book');
    publisher.touch('trades');
    publisher.touch('book');
    expect(frames).toHaveLength(1);
    frame();
    expect(published).toEqual(['book+trades']);
});

test('what is paced waits, and comes with the next frame after that', () => {
    publisher.touch('trades');
    frame();
    publisher.touch('trades');
    publisher.touch('book');
    frame();
    vi.advanceTimersByTime(60);
    publisher.touch('book');
    frame();
    vi.advanceTimersByTime(190);
    publisher.touch('book');
    frame();
    expect(published).toEqual(['trades', 'book', 'book', 'trades+book']);
});

test('what is paced comes by itself where nothing else does', () => {
    publisher.touch('trades');
    frame();
    publisher.touch('trades');
    frame();
    expect(published).toEqual(['trades', '']);
    vi.advanceTimersByTime(300);
    while (frames.length > 0 && published.length < 9) {
        frame();
        vi.advanceTimersByTime(100);
    }
    expect(published.filter(Boolean)).toEqual(['trades', 'trades']);
    publisher.forgetPace();
    publisher.touch('trades');
    frame();
    expect(published.filter(Boolean)).toHaveLength(3);
});

test('a page that nobody sees, which has no frames, publishes once a second', () => {
    for (let millis = 0; millis < 3_000; millis += 50) {
        publisher.touch('book');
        publisher.touch('trades');
        vi.advanceTimersByTime(50);
    }
    expect(published).toEqual(['book+trades', 'book+trades', 'book+trades']);
    // The frames that it asked for meanwhile do not all come once it is seen again.
    expect(frames).toHaveLength(0);
    publisher.touch('book');
    frame();
    vi.advanceTimersByTime(5_000);
    expect(published).toHaveLength(4);
});
