import type { Failure } from '$protocol/rialto/v1/orders_pb';
import { formatText } from './decimal';

/** What was too little for what; nothing where the venue gave no numbers. */
export function explainNumbers(needed = '', available = '', unit = ''): string {
    if (!needed) return '';
    return `Needed ${formatText(needed)}, available ${formatText(available || '0')} ${unit}`.trim();
}

/** With a full stop, where what is said ends without. */
export function sentence(text: string): string {
    return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A failure in words, with its numbers. */
export function explain(failure: Failure): string {
    const numbers = explainNumbers(failure.needed, failure.available, failure.unit);
    return [failure.title, numbers, failure.detail].filter(Boolean).join('. ');
}
