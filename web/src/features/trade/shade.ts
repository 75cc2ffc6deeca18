import type { IChartApi, IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesPrimitive, Time, UTCTimestamp } from 'lightweight-charts';
import type { Pause } from '$state/pauses';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** Pauses and halts behind the candles: from the candle in which they begin to that in which they end. */
export class Shade implements ISeriesPrimitive<Time> {
    private chart: IChartApi | undefined;
    private redraw: () => void = () => {};
    private pauses: readonly Pause[] = [];
    private times: readonly number[] = [];
    private colour = '#000';

    attached(to: { chart: unknown; requestUpdate: () => void }): void {
        this.chart = to.chart as IChartApi;
        this.redraw = to.requestUpdate;
    }

    detached(): void {
        this.chart = undefined;
        this.redraw = () => {};
    }

    /** `times`: of the candles, seconds, rising. */
    show(pauses: readonly Pause[], times: readonly number[]): void {
        const isNews = pauses.length > 0 || this.pauses.length > 0;
        this.pauses = pauses;
        this.times = times;
        if (isNews) this.redraw();
    }

    ink(colour: string): void {
        this.colour = colour;
        this.redraw();
    }

    paneViews(): readonly IPrimitivePaneView[] {
        return [{ zOrder: () => 'bottom', renderer: () => ({ draw: (target) => this.draw(target) }) }];
    }

    private draw(target: Target): void {
        const scale = this.chart?.timeScale();
        if (!scale || this.times.length === 0) return;
        const half = scale.options().barSpacing / 2;
        const x = (millis: number) => {
            const at = candleAt(this.times, millis / 1_000);
            return at === undefined ? null : scale.timeToCoordinate(at as UTCTimestamp);
        };
        target.useMediaCoordinateSpace(({ context, mediaSize }) => {
            for (const { from, until } of this.pauses) {
                const left = x(from);
                if (left === null) continue;
                const right = until === Infinity ? mediaSize.width : (x(until) ?? mediaSize.width) + half;
                context.globalAlpha = 0.14;
                context.fillStyle = this.colour;
                context.fillRect(left - half, 0, Math.max(2, right - left + half), mediaSize.height);
                context.globalAlpha = 0.7;
                context.fillRect(left - half, 0, 1, mediaSize.height);
                context.globalAlpha = 1;
            }
        });
    }
}

/** The last candle that begins no later; the first where all are later. */
export function candleAt(times: readonly number[], seconds: number): number | undefined {
    let found = times[0];
    for (const time of times) {
        if (time > seconds) break;
        found = time;
    }
    return found;
}
