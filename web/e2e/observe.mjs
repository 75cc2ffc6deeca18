/* eslint-env browser */
/** Put into the page before its own scripts: notes what a user would feel. Self-contained. */
export function observe() {
    const [paints, shifts, tasks] = [[], [], []];
    let lcp = 0;
    const on = (type, seen) => {
        const observer = new PerformanceObserver((list) => list.getEntries().forEach(seen));
        observer.observe({ type, buffered: true });
        return observer;
    };
    const ofLoad = [
        on('largest-contentful-paint', (entry) => (lcp = entry.startTime)),
        on('layout-shift', (entry) => !entry.hadRecentInput && shifts.push(entry.value)),
        on('longtask', (entry) => tasks.push(entry)),
        on('paint', (entry) => paints.push(entry)),
    ];

    const sockets = [];
    const received = { messages: 0, bytes: 0 };
    const Original = window.WebSocket;
    window.WebSocket = class extends Original {
        constructor(...words) {
            super(...words);
            sockets.push(this);
            this.addEventListener('message', ({ data }) => {
                received.messages++;
                received.bytes += data.byteLength;
            });
        }
    };

    let frames = [];
    let [toAck, toPaint] = [[], []];
    let pressedAt = 0;
    let isCounting = false;
    let last = 0;
    const frame = (now) => {
        if (last > 0) frames.push(now - last);
        last = now;
        if (isCounting) requestAnimationFrame(frame);
    };
    addEventListener(
        'keydown',
        (event) => {
            if (event.key === 'Enter' && isCounting) pressedAt = event.timeStamp;
        },
        true,
    );
    on('mark', (entry) => {
        if (entry.name !== 'order-acknowledged' || pressedAt === 0) return;
        toAck.push(entry.startTime - pressedAt);
        const began = pressedAt;
        pressedAt = 0;
        // Shown once the frame after the page has taken it in has been painted.
        const seen = () => {
            if (!document.querySelector('[data-testid=done]')) return requestAnimationFrame(seen);
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => toPaint.push(performance.now() - began);
            return requestAnimationFrame(() => port2.postMessage(0));
        };
        seen();
    });
    const at = (list, share) => {
        const sorted = [...list].sort((a, b) => a - b);
        const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
        return Number(value.toFixed(2));
    };

    window.measured = {
        received: () => received,
        /** Of the first load, once: blocking counts from the first paint on. What is noted takes memory. */
        load() {
            for (const observer of ofLoad) observer.disconnect();
            const first = paints.find((entry) => entry.name === 'first-contentful-paint')?.startTime ?? 0;
            const after = tasks.filter((entry) => entry.startTime + entry.duration > first);
            return {
                lcpMillis: lcp,
                tbtMillis: after.reduce((sum, entry) => sum + Math.max(0, entry.duration - 50), 0),
                cls: shifts.reduce((sum, value) => sum + value, 0),
            };
        },
        begin() {
            [frames, toAck, toPaint] = [[], [], []];
            last = 0;
            isCounting = true;
            requestAnimationFrame(frame);
        },
        end() {
            isCounting = false;
            return {
                frameMillis: { p95: at(frames, 0.95), p99: at(frames, 0.99) },
                keyToAckMillis: { p95: at(toAck, 0.95) },
                keyToPaintMillis: { p95: at(toPaint, 0.95) },
                orders: toAck.length,
            };
        },
        reconnect() {
            const begun = performance.now();
            const isLive = () => document.querySelector('footer [data-link=live]') !== null;
            sockets[sockets.length - 1].close();
            return new Promise((done) => {
                let wasLost = false;
                const look = () => {
                    if (!isLive()) wasLost = true;
                    else if (wasLost) return done(performance.now() - begun);
                    return setTimeout(look, 2);
                };
                look();
            });
        },
    };
}
