/** An order of the book as REST tells it: of each side in order of priority. */
export interface Queued {
    orderId: string;
    price: string;
    quantity: string;
}

/**
 * What stands before each order at its price, in the units of the book, by order; those that are not
 * in the list are not in the answer.
 */
export function aheadOf(sides: readonly (readonly Queued[])[]): Map<string, number> {
    const ahead = new Map<string, number>();
    for (const side of sides) {
        let price = '';
        let sum = 0;
        for (const each of side) {
            if (each.price !== price) [price, sum] = [each.price, 0];
            ahead.set(each.orderId, sum);
            sum += Number(each.quantity);
        }
    }
    return ahead;
}
