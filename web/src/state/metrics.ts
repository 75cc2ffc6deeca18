/** One line of what `/metrics` tells: a name, its labels, a number. */
export interface Sample {
    name: string;
    labels: Record<string, string>;
    value: number;
}

/** Reads the text that Prometheus reads. Lines of another shape are left out. */
export function readMetrics(text: string): Sample[] {
    return text.split('\n').flatMap((line) => {
        const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
        if (!match) return [];
        const labels: Record<string, string> = {};
        for (const [, name, value] of (match[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
            labels[name!] = value!.replace(/\\(.)/g, '$1');
        }
        return [{ name: match[1]!, labels, value: Number(match[3]) }];
    });
}

/** How a number of a metric is read best: whole numbers in groups, small ones to three figures. */
export function metricNumber(value: number): string {
    if (Number.isNaN(value)) return '–';
    if (Number.isInteger(value)) return value.toLocaleString('en');
    return Math.abs(value) >= 100
        ? Math.round(value).toLocaleString('en')
        : Number(value.toPrecision(3)).toString();
}
