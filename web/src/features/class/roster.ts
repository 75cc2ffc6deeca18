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
export function toCsv(rows: readonly Enrolled[]): string {
    const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const lines = rows.map(({ name, account, token }) => [name, account, token ?? ''].map(field).join(','));
    return ['"name","account","token"', ...lines].join('\r\n');
}
