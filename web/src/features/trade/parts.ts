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
    const average = chart.addSeries(library.LineSeries, {
        lineWidth: 1,
        lastValueVisible: false,
        priceLineVisible: false,
        crosshairMarkerVisible: false,
    });
    const markers = library.createSeriesMarkers(candles, []);
    const shade = new Shade();
    candles.attachPrimitive(shade);
    return { chart, candles, volume, average, shade, mark: (fills) => markers.setMarkers(fills) };
}
