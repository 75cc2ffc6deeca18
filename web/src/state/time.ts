/** Instants on the wire are in nanoseconds since 1970; people read their own clock. */
export function clock(nanos: bigint, fractions: 0 | 1 | 3 = 0): string {
    const date = new Date(Number(nanos / 1_000_000n));
    const pad = (value: number, length = 2) => String(value).padStart(length, '0');
    const time = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
    if (fractions === 0) return time;
    return `${time}.${pad(date.getMilliseconds(), 3).slice(0, fractions)}`;
}

/** With the day where it is another than today, and the year where it is another than this. */
export function moment(nanos: bigint, nowMillis = Date.now()): string {
    const date = new Date(Number(nanos / 1_000_000n));
    if (date.toDateString() === new Date(nowMillis).toDateString()) return clock(nanos);
    const isOtherYear = date.getFullYear() !== new Date(nowMillis).getFullYear();
    const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(isOtherYear ? { year: 'numeric' } : {}) });
    return `${day} ${clock(nanos)}`;
}

/** The same to the minute, of milliseconds since 1970. */
export function shortMoment(millis: number, nowMillis = Date.now()): string {
    return moment(BigInt(Math.round(millis)) * 1_000_000n, nowMillis).slice(0, -3);
}

/** How long something has been: 3 s, 2 min, 5 h. */
export function duration(millis: number): string {
    const seconds = Math.max(0, Math.floor(millis / 1_000));
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
    return `${Math.floor(seconds / 86_400)} days`;
}

/** How long there is until something, to the second within an hour of it: 00:42:18. */
export function countdown(millis: number): string {
    if (millis >= 3_600_000) return duration(millis);
    const seconds = Math.max(0, Math.ceil(millis / 1_000));
    const pad = (value: number) => String(value).padStart(2, '0');
    return `${pad(Math.floor(seconds / 3_600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** An RFC 3339 instant in UTC, to the millisecond: since 1970. */
export function millisOf(instant: string): number {
    return Number(nanosOf(instant) / 1_000_000n);
}

/** An RFC 3339 instant in UTC, to the nanosecond. */
export function nanosOf(instant: string): bigint {
    const match = /^(.*?)(?:\.(\d{1,9}))?Z$/.exec(instant);
    if (!match) return 0n;
    const seconds = BigInt(Date.parse(`${match[1]}Z`)) / 1_000n;
    return seconds * 1_000_000_000n + BigInt((match[2] ?? '').padEnd(9, '0') || '0');
}
