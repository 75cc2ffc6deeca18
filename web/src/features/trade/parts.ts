import type { IChartApi, ISeriesApi } from 'lightweight-charts';
import { colours, optionsOf, type ownFills } from './chart';
import { Shade } from './shade';

/** What a chart is made of. */
export interface Parts {
    chart: IChartApi;
    candles: ISeriesApi<'Candlestick'>;
    volume: ISeriesApi<'Histogram'>;
    average: ISeriesApi<'Line'>;
    shade: Shade;
    /** Whether the chart is still there: what is on it goes with it. */
    isThere: () => boolean;
    remove: () => void;
    /** Another line over the candles, in the look that is given. */
    addLine: (look: { color: string }) => ISeriesApi<'Line'>;
    mark: (fills: ReturnType<typeof ownFills>) => void;
}

export function makeParts(library: typeof import('lightweight-charts'), into: HTMLElement): Parts {
    const chart = library.createChart(into, optionsOf(colours(), 60));
    const candles = chart.addSeries(library.CandlestickSeries, {});
    const volume = chart.addSeries(library.HistogramSeries, {
        priceScaleId: 'volume',
        priceFormat: { type: 'volume' },
        lastValueVisible: false,
        priceLineVisible: false,
    });
    volume.priceScale().applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
    const addLine = (look: { color?: string }) =>
        chart.addSeries(library.LineSeries, {
            lineWidth: 1,
            lastValueVisible: false,
            priceLineVisible: false,
            crosshairMarkerVisible: false,
            ...look,
        });
    const average = addLine({});
    let isThere = true;
    const remove = () => {
        isThere = false;
        chart.remove();
    };
    const markers = library.createSeriesMarkers(candles, []);
    const shade = new Shade();
    candles.attachPrimitive(shade);
    return {
        ...{ chart, candles, volume, average, shade, addLine, remove },
        isThere: () => isThere,
        mark: (fills) => markers.setMarkers(fills),
    };
}
