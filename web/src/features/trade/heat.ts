import type { IChartApi, IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, Time, UTCTimestamp } from 'lightweight-charts';
import { heatColumn, heatRows, paintHeat, type HeatColumn } from '$state/heat';
import type { Book } from '$state/book';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** Columns kept: older ones have scrolled away. */
const COLUMNS_MAX = 1_000;

/**
 * Resting size behind the price: a column per candle, as the book was when the candle was last seen,
 * bone on the ground, the stronger the more rested there. Painted as one small image, a pixel for
 * each price and candle, that the canvas stretches.
 */
export class Heat implements ISeriesPrimitive<Time> {
    private readonly columns = new Map<number, HeatColumn>();
    private readonly image = document.createElement('canvas');
    private chart: IChartApi | undefined;
    private series: ISeriesApi<'Candlestick'> | undefined;
    private redraw: () => void = () => {};
    private colour: [number, number, number] = [236, 231, 219];
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
        const [red = 128, green = 128, blue = 128] = (colour.match(/[0-9a-f]{2}/gi) ?? []).map((part) => parseInt(part, 16));
        this.colour = [red, green, blue];
        this.isShown = isShown;
        this.redraw();
    }

    /** The book as it is now; candles come in their order. */
    add(time: number, book: Book): void {
        this.columns.set(time, heatColumn(book));
        if (this.columns.size > COLUMNS_MAX) this.columns.delete(this.columns.keys().next().value!);
        if (this.isShown) this.redraw();
    }

    paneViews(): readonly IPrimitivePaneView[] {
        return [{ zOrder: () => 'bottom', renderer: () => ({ draw: (target) => this.draw(target) }) }];
    }

    private draw(target: Target): void {
        const { chart, series } = this;
        if (!chart || !series || !this.isShown) return;
        const spacing = chart.timeScale().options().barSpacing;
        target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
            const seen = this.seen(chart, spacing, width);
            // Prices are drawn evenly, so that two of them tell where all are.
            const [top, bottom] = [series.coordinateToPrice(0), series.coordinateToPrice(height)];
            if (!seen || top === null || bottom === null || top === bottom) return;
            const scale = height / (Number(top) - Number(bottom));
            const rows = heatRows(Math.ceil(Number(top) / this.tick), Math.floor(Number(bottom) / this.tick), height);
            const { image } = this;
            [image.width, image.height] = [seen.columns.length, rows.count];
            const pixels = new ImageData(image.width, image.height);
            paintHeat(pixels.data, seen.columns, rows, this.colour);
            image.getContext('2d')?.putImageData(pixels, 0, 0);
            const y = (Number(top) - (rows.high + 0.5) * this.tick) * scale;
            const rowHeight = rows.merged * this.tick * scale;
            context.imageSmoothingEnabled = false;
            context.drawImage(image, seen.left, y, image.width * spacing, rows.count * rowHeight);
        });
    }

    /** The columns on screen, one for each candle from the first, and where that begins. */
    private seen(chart: IChartApi, spacing: number, width: number): { left: number; columns: (HeatColumn | undefined)[] } | undefined {
        const scale = chart.timeScale();
        const found: [number, HeatColumn][] = [];
        for (const [time, column] of [...this.columns].reverse()) {
            const x = scale.timeToCoordinate(time as UTCTimestamp);
            if (x === null || x > width + spacing) continue;
            if (x < -spacing) break;
            found.push([x, column]);
        }
        const first = found[found.length - 1]?.[0];
        if (first === undefined) return undefined;
        const columns = new Array<HeatColumn | undefined>(Math.round((found[0]![0] - first) / spacing) + 1).fill(undefined);
        for (const [x, column] of found) columns[Math.round((x - first) / spacing)] = column;
        return { left: first - spacing / 2, columns };
    }
}
