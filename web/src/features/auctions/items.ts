/** What was put up for auction, as REST tells it; `owner` and `price` once it is sold. */
export interface Item {
    id: string;
    seller: string;
    name: string;
    description: string;
    /** The SHA-256 of a picture that the venue keeps; empty for none. */
    picture: string;
    asset: string;
    buyNowPrice?: string;
    owner?: string;
    price?: string;
}

export type Show = 'open' | 'mine' | 'sold' | 'all';

/** `own`: the accounts that the viewer reaches. */
export function shownItems(items: readonly Item[], show: Show, own: ReadonlySet<string>, text: string): Item[] {
    const wanted = text.trim().toLowerCase();
    return items.filter((item) => {
        if (!`${item.name} ${item.description}`.toLowerCase().includes(wanted)) return false;
        if (show === 'open') return item.owner === undefined;
        if (show === 'sold') return item.owner !== undefined;
        return show === 'all' || own.has(item.seller) || (item.owner !== undefined && own.has(item.owner));
    });
}

/** The larger side of a picture after it has been made smaller, within what the venue takes. */
const SIDE_MAX = 1_024;

/** A picture as the venue takes it, in Base64: smaller where it came from a camera. */
export async function readPicture(file: Blob): Promise<string> {
    const bitmap = await createImageBitmap(file).catch(() => undefined);
    if (!bitmap) throw new Error('This is no picture that can be read');
    const by = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * by));
    canvas.height = Math.max(1, Math.round(bitmap.height * by));
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas.toDataURL('image/jpeg', 0.85).split(',')[1]!;
}
