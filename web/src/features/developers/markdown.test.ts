import { expect, it } from 'vitest';
import { blocks, spans } from './markdown';

it('reads the pieces of a line', () => {
    expect(spans('Send `X-Sudo: **` to **nobody**, see [rest](rest.md#a).')).toEqual([
        { kind: 'text', text: 'Send ' },
        { kind: 'code', text: 'X-Sudo: **' },
        { kind: 'text', text: ' to ' },
        { kind: 'strong', text: 'nobody' },
        { kind: 'text', text: ', see ' },
        { kind: 'link', text: 'rest', to: 'rest.md#a' },
        { kind: 'text', text: '.' },
    ]);
});

it('reads headings, paragraphs, lists, code and tables', () => {
    const document = ['# Stream', '', 'Two lines', 'of text.', '<!-- not', 'shown -->', '- one', '  goes on', '- two', '',
        '```http', '# no heading', '| no table |', '```', '| a | b |', '|---|---|', '| `1 \\| 2` | |', 'After it'].join('\n');
    expect(blocks(document).map((each) => each.kind)).toEqual(['heading', 'paragraph', 'list', 'code', 'table', 'paragraph']);
    const [, paragraph, list, code, table] = blocks(document);
    expect(paragraph).toEqual({ kind: 'paragraph', spans: [{ kind: 'text', text: 'Two lines of text.' }] });
    expect(list).toEqual({ kind: 'list', isNumbered: false, items: [[{ kind: 'text', text: 'one goes on' }], [{ kind: 'text', text: 'two' }]] });
    expect(code).toEqual({ kind: 'code', text: '# no heading\n| no table |', label: 'http' });
    expect(table?.kind === 'table' && table.rows[0]).toEqual([[{ kind: 'code', text: '1 | 2' }], []]);
});
