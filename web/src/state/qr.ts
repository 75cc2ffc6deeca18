/**
 * A QR code (ISO/IEC 18004) of a text as bytes, error correction M, up to version 10: room for
 * addresses of 213 bytes. Rows of modules, true for dark.
 */

/** By version from 1: check bytes of a block; then how many blocks of how many data bytes. */
const BLOCKS: readonly (readonly [check: number, ...[count: number, data: number][]])[] = [
    [10, [1, 16]],
    [16, [1, 28]],
    [26, [1, 44]],
    [18, [2, 32]],
    [24, [2, 43]],
    [16, [4, 27]],
    [18, [4, 31]],
    [22, [2, 38], [2, 39]],
    [22, [3, 36], [2, 37]],
    [26, [4, 43], [1, 44]],
];
const ALIGNMENT = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
    (r, c) => (r + c) % 2 === 0,
    (r) => r % 2 === 0,
    (_, c) => c % 3 === 0,
    (r, c) => (r + c) % 3 === 0,
    (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
    (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
    (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
    (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** Undefined where the text is too long. */
export function qr(text: string): boolean[][] | undefined {
    const bytes = new TextEncoder().encode(text);
    const index = BLOCKS.findIndex((_, at) => bytes.length + (at < 9 ? 2 : 3) <= dataBytes(at));
    if (index < 0) return undefined;
    const version = index + 1;
    const stream = interleaved(payload(bytes, version, dataBytes(index)), BLOCKS[index]!);
    const drawn = MASKS.map((_, mask) => draw(version, stream, mask));
    return drawn.reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

function dataBytes(index: number): number {
    const [, ...groups] = BLOCKS[index]!;
    return groups.reduce((sum, [count, data]) => sum + count * data, 0);
}

/** Mode, length, bytes, and the padding that fills the room. */
function payload(bytes: Uint8Array, version: number, room: number): number[] {
    const bits: number[] = [];
    const put = (value: number, length: number) => {
        for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
    };
    put(4, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) put(byte, 8);
    put(0, Math.min(4, room * 8 - bits.length));
    while (bits.length % 8 !== 0) bits.push(0);
    const result: number[] = [];
    for (let i = 0; i < bits.length; i += 8) result.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
    for (let pad = 0xec; result.length < room; pad ^= 0xec ^ 0x11) result.push(pad);
    return result;
}

function interleaved(data: readonly number[], [check, ...groups]: (typeof BLOCKS)[number]): number[] {
    const blocks: number[][] = [];
    let at = 0;
    for (const [count, length] of groups) {
        for (let i = 0; i < count; i++) blocks.push(data.slice(at, (at += length)));
    }
    const checks = blocks.map((block) => remainder(block, check));
    const across = (lists: number[][]) =>
        Array.from({ length: Math.max(...lists.map((each) => each.length)) }, (_, i) =>
            lists.flatMap((each) => (i < each.length ? [each[i]!] : [])),
        ).flat();
    return [...across(blocks), ...across(checks)];
}

/** In the field of 256 that the standard names. */
function times(a: number, b: number): number {
    let product = 0;
    for (let bit = 128; bit > 0; bit >>= 1) {
        product = (product << 1) ^ (product & 128 ? 0x11d : 0);
        if (b & bit) product ^= a;
    }
    return product;
}

/** Reed and Solomon's check bytes. */
function remainder(data: readonly number[], length: number): number[] {
    let generator = [1];
    for (let i = 0, root = 1; i < length; i++, root = times(root, 2)) {
        const next = [...generator, 0];
        generator.forEach((each, at) => (next[at + 1]! ^= times(each, root)));
        generator = next;
    }
    const rest = [...data, ...new Array<number>(length).fill(0)];
    for (let i = 0; i < data.length; i++) {
        const factor = rest[i]!;
        generator.forEach((each, at) => (rest[i + at]! ^= times(each, factor)));
    }
    return rest.slice(data.length);
}

/** `value` with the remainder of a division of binary polynomials behind it. */
function checked(value: number, divisor: number, length: number): number {
    let rest = value << length;
    for (let bit = 31 - Math.clz32(rest); bit >= length; bit--) {
        if ((rest >> bit) & 1) rest ^= divisor << (bit - length);
    }
    return (value << length) | rest;
}

function draw(version: number, stream: readonly number[], mask: number): boolean[][] {
    const size = 17 + 4 * version;
    const fixed: (boolean | undefined)[][] = Array.from({ length: size }, () => new Array(size).fill(undefined));
    const set = (row: number, column: number, dark: boolean) => {
        if (row >= 0 && row < size && column >= 0 && column < size) fixed[row]![column] = dark;
    };
    const square = (row: number, column: number, radius: number, light: readonly number[]) => {
        for (let r = -radius; r <= radius; r++) {
            for (let c = -radius; c <= radius; c++) {
                set(row + r, column + c, !light.includes(Math.max(Math.abs(r), Math.abs(c))));
            }
        }
    };
    for (let i = 0; i < size; i++) {
        set(6, i, i % 2 === 0);
        set(i, 6, i % 2 === 0);
    }
    const centres = ALIGNMENT[version - 1]!;
    const last = centres.length - 1;
    centres.forEach((row, i) =>
        centres.forEach((column, j) => {
            const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
            if (!isFinder) square(row, column, 2, [1]);
        }),
    );
    for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]] as const) square(row, column, 4, [2, 4]);
    // The level M is 0 in two bits.
    const format = checked(mask, 0x537, 10) ^ 0x5412;
    for (let i = 0; i < 15; i++) {
        const dark = ((format >> i) & 1) === 1;
        set(i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, 8, dark);
        set(8, i < 8 ? size - 1 - i : i < 9 ? 15 - i : 14 - i, dark);
    }
    set(size - 8, 8, true);
    if (version >= 7) {
        const about = checked(version, 0x1f25, 12);
        for (let i = 0; i < 18; i++) {
            const dark = ((about >> i) & 1) === 1;
            set(Math.floor(i / 3), size - 11 + (i % 3), dark);
            set(size - 11 + (i % 3), Math.floor(i / 3), dark);
        }
    }
    return filled(fixed, stream, MASKS[mask]!);
}

/** The data in its two columns at a time, up and down, from the right; masked. */
function filled(
    fixed: readonly (readonly (boolean | undefined)[])[],
    stream: readonly number[],
    isMasked: (row: number, column: number) => boolean,
): boolean[][] {
    const size = fixed.length;
    const result = fixed.map((row) => row.map((dark) => dark ?? false));
    let bit = 0;
    for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
        if (right === 6) right--;
        for (let i = 0; i < size; i++) {
            const row = up ? size - 1 - i : i;
            for (const column of [right, right - 1]) {
                if (fixed[row]![column] !== undefined) continue;
                const dark = ((stream[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
                bit++;
                result[row]![column] = (dark === 1) !== isMasked(row, column);
            }
        }
    }
    return result;
}

/** How hard a code is to read: runs, squares, what looks like a finder, too much of one shade. */
function penalty(code: readonly (readonly boolean[])[]): number {
    const size = code.length;
    let sum = 0;
    let dark = 0;
    const columns = code.map((_, column) => code.map((row) => row[column]!));
    for (const line of [...code, ...columns]) {
        const text = line.map((each) => (each ? '1' : '0')).join('');
        for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
        for (let at = 0; at + 11 <= size; at++) {
            const part = text.slice(at, at + 11);
            if (part === '10111010000' || part === '00001011101') sum += 40;
        }
    }
    for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
            const each = code[row]![column]!;
            if (each) dark++;
            const isSquare =
                row + 1 < size &&
                column + 1 < size &&
                each === code[row]![column + 1] &&
                each === code[row + 1]![column] &&
                each === code[row + 1]![column + 1];
            if (isSquare) sum += 3;
        }
    }
    return sum + 10 * Math.floor(Math.abs((dark / (size * size)) * 100 - 50) / 5);
}
