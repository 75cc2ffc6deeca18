/** A piece of a line. */
export interface Span {
    kind: 'text' | 'code' | 'strong' | 'link';
    text: string;
    /** Of a link. */
    to?: string;
}

/** What a document is made of, as far as those of the protocol need it. */
export type Block =
    | { kind: 'heading'; level: number; spans: Span[] }
    | { kind: 'paragraph'; spans: Span[] }
    | { kind: 'list'; isNumbered: boolean; items: Span[][] }
    | { kind: 'code'; text: string; label: string }
    | { kind: 'table'; head: Span[][]; rows: Span[][][] };

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)/g;

/** The pieces of a line: code, emphasis, links. */
export function spans(line: string): Span[] {
    const found: Span[] = [];
    let from = 0;
    for (const match of line.matchAll(INLINE)) {
        const [whole, code, strong, text, to] = match;
        if (match.index > from) found.push({ kind: 'text', text: line.slice(from, match.index) });
        if (code !== undefined) found.push({ kind: 'code', text: code });
        else if (strong !== undefined) found.push({ kind: 'strong', text: strong });
        else found.push({ kind: 'link', text: (text ?? '').replaceAll('`', ''), to: to ?? '' });
        from = match.index + whole.length;
    }
    if (from < line.length) found.push({ kind: 'text', text: line.slice(from) });
    return found;
}

/** The cells of a row of a table; a bar within code is escaped. */
function cells(line: string): Span[][] {
    return line
        .trim()
        .replace(/^\||\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => spans(cell.trim().replaceAll('\\|', '|')));
}

const FENCE = /^```(.*)$/;
const HEADING = /^(#{1,4}) (.*)$/;
const ITEM = /^(?:-|\d+\.) (.*)$/;
const RULE = /^\|[\s:|-]+\|$/;

/** Reads a document. What it does not know it takes for text. */
export function blocks(document: string): Block[] {
    const lines = document.replaceAll(/<!--.*?-->/gs, '').split('\n');
    const found: Block[] = [];
    let paragraph: string[] = [];
    const end = () => {
        if (paragraph.length > 0) found.push({ kind: 'paragraph', spans: spans(paragraph.join(' ')) });
        paragraph = [];
    };
    for (let at = 0; at < lines.length; at++) {
        const line = lines[at]!;
        const fence = FENCE.exec(line);
        const heading = HEADING.exec(line);
        const item = ITEM.exec(line);
        if (fence) {
            end();
            const begin = at + 1;
            while (++at < lines.length && !lines[at]!.startsWith('```'));
            found.push({ kind: 'code', text: lines.slice(begin, at).join('\n'), label: fence[1] ?? '' });
        } else if (heading) {
            end();
            found.push({ kind: 'heading', level: heading[1]!.length, spans: spans(heading[2]!) });
        } else if (line.startsWith('|') && RULE.test(lines[at + 1] ?? '')) {
            end();
            const rows: Span[][][] = [];
            const head = cells(line);
            for (at++; lines[at + 1]?.startsWith('|'); at++) rows.push(cells(lines[at + 1]!));
            found.push({ kind: 'table', head, rows });
        } else if (item) {
            end();
            let text = item[1]!;
            while (/^ {2,}\S/.test(lines[at + 1] ?? '')) text += ` ${lines[++at]!.trim()}`;
            const last = found[found.length - 1];
            if (last?.kind === 'list' && lines[at - 1] !== '') last.items.push(spans(text));
            else found.push({ kind: 'list', isNumbered: !line.startsWith('-'), items: [spans(text)] });
        } else if (line.trim() === '') end();
        else paragraph.push(line.trim());
    }
    end();
    return found;
}
