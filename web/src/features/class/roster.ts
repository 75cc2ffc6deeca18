/** Somebody on a roster as the venue took them in; with a token, shown once, if they are new to it. */
export interface Enrolled {
    line: number;
    name: string;
    status: 'taken-in' | 'already-in';
    user: string;
    account: string;
    token?: string;
}

/** Those who need their token. */
export function newcomers(people: readonly Enrolled[]): Enrolled[] {
    return people.filter((each) => each.token !== undefined);
}

/** For a spreadsheet. */
export function toCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
    const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
    return [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n');
}

/** Somebody invited, with a code of their own to sign up with. */
export interface Invited {
    name: string;
    code: string;
    link: string;
}

/** The names in a roster: one a line, or the column name of a CSV file. */
export function namesOf(text: string): string[] {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    const head = fieldsOf(lines[0] ?? '').map((each) => each.toLowerCase());
    const column = head.indexOf('name');
    const rows = column < 0 ? lines.map((line) => (line.includes('"') ? (fieldsOf(line)[0] ?? '') : line)) : lines.slice(1).map((line) => fieldsOf(line)[column] ?? '');
    return rows.map((name) => name.trim()).filter((name) => name !== '');
}

/** The fields of a line of CSV (RFC 4180), without line ends in them. */
function fieldsOf(line: string): string[] {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
    );
}
