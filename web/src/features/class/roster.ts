/** Somebody on a roster who has got an account, and how they sign in. */
export interface Enrolled {
    name: string;
    account: string;
    token: string;
}

/**
 * Names of a roster: one a line, or the first column of a CSV, quoted or not; with a heading or
 * without. Each once, in their order.
 */
export function readRoster(text: string): string[] {
    const names = text
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)
        .map(firstField)
        .filter((name) => name !== '');
    if (/^(name|student|member|full name)$/i.test(names[0] ?? '')) names.shift();
    return [...new Set(names)];
}

function firstField(line: string): string {
    const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line);
    if (quoted) return quoted[1]!.replaceAll('""', '"').trim();
    return (line.split(/[,;\t]/)[0] ?? '').trim();
}

/** For a spreadsheet. */
export function toCsv(rows: readonly Enrolled[]): string {
    const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const lines = rows.map(({ name, account, token }) => [name, account, token].map(field).join(','));
    return ['"name","account","token"', ...lines].join('\r\n');
}
