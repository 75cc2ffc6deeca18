import type { Ticker } from '$protocol/rialto/v1/marketdata_pb';

/** How far a price moved in 24 hours, in hundredths; undefined where nothing can be said. */
export function percentOf(day: Ticker | undefined): number | undefined {
    if (!day || day.trades === 0n) return undefined;
    const before = day.hasPrevious ? day.previousClose : day.open;
    return before === 0n ? undefined : (Number(day.last - before) / Math.abs(Number(before))) * 100;
}

/** The same as it is shown: with its sign, and the colour that goes with it. */
export function changeOf(day: Ticker | undefined): { text: string; colour: string } {
    const percent = percentOf(day);
    if (percent === undefined) return { text: '', colour: '' };
    const text = `${Math.abs(percent).toFixed(1)}%`;
    if (text === '0.0%') return { text, colour: 'text-mute' };
    return percent > 0 ? { text: `+${text}`, colour: 'text-buy' } : { text: `−${text}`, colour: 'text-sell' };
}
