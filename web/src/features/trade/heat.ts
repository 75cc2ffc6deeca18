import type { IChartApi, ISeriesApi, IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesPrimitive, Time, UTCTimestamp } from 'lightweight-charts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** Columns kept: older ones have scrolled away. */
const COLUMNS_MAX = 2_000;

/**
 * Resting size behind the price: a column per candle, as the book was when the candle was last seen,
 * bone on the ground, the stronger the more rested there.
 */
export class Heat implements ISeriesPrimitive<Time> {
    private readonly columns = new Map<number, Map<number, number>>();
    private chart: IChartApi | undefined;
    private series: ISeriesApi<'Candlestick'> | undefined;
    private redraw: () => void = () => {};
    private colour = '236,231,219';
    private isShown = true;

    /** `tick`: height of a row in price. */
    constructor(private readonly tick: number) {}

    attached(to: { chart: unknown; series: unknown; requestUpdate: () => void }): void {
        this.chart = to.chart as IChartApi;
        this.series = to.series as ISeriesApi<'Candlestick'>;
        this.redraw = to.requestUpdate;
    }

    detached(): void {
        this.chart = this.series = undefined;
        this.redraw = () => {};
    }

    /** `colour` as `#rrggbb`. */
    ink(colour: string, isShown: boolean): void {
        const parts = colour.match(/[0-9a-f]{2}/gi) ?? ['80', '80', '80'];
        this.colour = parts.map((part) => parseInt(part, 16)).join(',');
        this.isShown = isShown;
        this.redraw();
    }

    /** The book as it is now, by price in drawn units. */
    add(time: number, levels: Map<number, number>): void {
        this.columns.set(time, levels);
        if (this.columns.size > COLUMNS_MAX) {
            this.columns.delete(this.columns.keys().next().value!);
        }
        this.redraw();
    }

    clear(): void {
        this.columns.clear();
    }

    paneViews(): readonly IPrimitivePaneView[] {
        return [{ zOrder: () => 'bottom', renderer: () => ({ draw: (target) => this.draw(target) }) }];
    }

    private draw(target: Target): void {
        const { chart, series } = this;
        if (!chart || !series || !this.isShown) return;
        const spacing = chart.timeScale().options().barSpacing;
        let most = 0;
        for (const levels of this.columns.values()) {
            for (const size of levels.values()) most = Math.max(most, size);
        }
        if (most === 0) return;
        target.useMediaCoordinateSpace(({ context, mediaSize }) => {
            // Prices are drawn evenly, so that two of them tell where all are.
            const [top, bottom] = [series.coordinateToPrice(0), series.coordinateToPrice(mediaSize.height)];
            if (top === null || bottom === null || top === bottom) return;
            const scale = mediaSize.height / (Number(top) - Number(bottom));
            const row = Math.max(1, this.tick * scale);
            for (const [time, levels] of this.columns) {
                const x = chart.timeScale().timeToCoordinate(time as UTCTimestamp);
                if (x === null || x < -spacing || x > mediaSize.width + spacing) continue;
                for (const [price, size] of levels) {
                    const y = (Number(top) - price) * scale - row / 2;
                    if (y < -row || y > mediaSize.height) continue;
                    context.fillStyle = `rgba(${this.colour},${(0.04 + 0.3 * (size / most)).toFixed(3)})`;
                    context.fillRect(x - spacing / 2, y, spacing, row);
                }
            }
        });
    }
}
