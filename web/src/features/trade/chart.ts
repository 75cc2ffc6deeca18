import type { SeriesMarker, Time, UTCTimestamp } from 'lightweight-charts';
import type { Fill, Order } from '$protocol/rialto/v1/account_pb';
import { OrderState, Side } from '$protocol/rialto/v1/orders_pb';
import type { Units } from '$state/market';
import type { Candle } from '$state/trades';

export interface Colours {
    ground: string;
    ink: string;
    mute: string;
    line: string;
    buy: string;
    sell: string;
    alert: string;
    font: string;
}

/** The theme's colours as they are now: a canvas knows no variables. */
export function colours(): Colours {
    const style = getComputedStyle(document.documentElement);
    const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
    // `--buy` names another variable; the browser resolves it only where a colour is used.
    const of = (name: 'buy' | 'sell') => {
        const probe = document.createElement('span');
        probe.style.color = `var(--${name})`;
        document.body.append(probe);
        const colour = getComputedStyle(probe).color;
        probe.remove();
        return colour;
    };
    return {
        ground: read('ground'),
        ink: read('ink'),
        mute: read('mute'),
        line: read('line'),
        buy: of('buy'),
        sell: of('sell'),
        alert: read('alert'),
        font: read('font-figures'),
    };
}

/** Of a chart whose candles take so many seconds. */
export function optionsOf(c: Colours, seconds: number) {
    const faint = `color-mix(in srgb, ${c.line} 50%, ${c.ground})`;
    const probe = document.createElement('span');
    probe.style.color = faint;
    document.body.append(probe);
    const grid = rgb(getComputedStyle(probe).color) ?? c.line;
    probe.remove();
    return {
        autoSize: true,
        layout: {
            background: { color: c.ground },
            textColor: c.mute,
            fontFamily: c.font,
            fontSize: 12,
            // The notice is on the page About.
            attributionLogo: false,
        },
        grid: { vertLines: { color: grid }, horzLines: { color: grid } },
        rightPriceScale: { borderColor: c.line },
        timeScale: {
            borderColor: c.line,
            timeVisible: true,
            secondsVisible: seconds < 60,
            rightOffset: 4,
            minBarSpacing: 2,
            maxBarSpacing: 24,
        },
        crosshair: {
            vertLine: { color: c.mute, labelBackgroundColor: c.mute },
            horzLine: { color: c.mute, labelBackgroundColor: c.mute },
        },
        localization: {
            timeFormatter: (time: Time) => new Date(Number(time) * 1_000).toLocaleString('en-GB'),
        },
    };
}

/** What a browser writes for a mixed colour is not what the chart library reads. */
function rgb(colour: string): string | undefined {
    const match = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(colour);
    if (!match) return colour.startsWith('rgb') ? colour : undefined;
    return `rgb(${match
        .slice(1, 4)
        .map((part) => Math.round(Number(part) * 255))
        .join(',')})`;
}

/** Where an order is drawn: at its price, or at what it waits for. */
export function waitsAt(order: Order): bigint {
    return order.state === OrderState.WAITING ? order.triggerPrice : order.price;
}

/** Own fills in bone at their candles, those of one candle and side as one. */
export function ownFills(
    fills: readonly Fill[],
    units: Units,
    seconds: number,
    since: bigint | undefined,
    c: Colours,
): SeriesMarker<Time>[] {
    const sums = new Map<string, { time: number; side: Side; quantity: bigint }>();
    for (const fill of fills) {
        if (since === undefined || fill.time < since) continue;
        const at = Number(fill.time / 1_000_000_000n);
        const time = at - (at % seconds);
        const key = `${time}:${fill.side}`;
        const sum = sums.get(key) ?? { time, side: fill.side, quantity: 0n };
        sums.set(key, { ...sum, quantity: sum.quantity + fill.quantity });
    }
    return [...sums.values()]
        .sort((a, b) => a.time - b.time)
        .map(({ time, side, quantity }) => ({
            time: time as UTCTimestamp,
            position: side === Side.BUY ? 'belowBar' : 'aboveBar',
            shape: side === Side.BUY ? 'arrowUp' : 'arrowDown',
            color: c.ink,
            text: `${side === Side.BUY ? '+' : '−'}${units.quantity(quantity)}`,
        }));
}

/** What the line of an order says. */
export function titleOf(order: Order): string {
    const isWaiting = order.state === OrderState.WAITING;
    if (order.side === Side.BUY) return isWaiting ? 'then buy' : 'bid';
    return isWaiting ? 'then sell' : 'ask';
}

/** A candle as the chart library takes it. */
export function bar({ time, open, high, low, close }: Candle) {
    return { time: time as UTCTimestamp, open, high, low, close };
}

export function point({ time, value }: { time: number; value: number }) {
    return { time: time as UTCTimestamp, value };
}

export function volumeBar({ time, volume }: Candle) {
    return point({ time, value: volume });
}
