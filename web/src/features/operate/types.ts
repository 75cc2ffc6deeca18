/** What `/health` tells. */
export interface Health {
    status: string;
    connected: boolean;
    sequence: string;
    viewLag: string;
    audit: string;
    historySequence?: string;
    historyLag?: string;
    reasons: string[];
    disk?: {
        freeBytes: number;
        reserveBytes: number;
        bytesPerHour?: number;
        secondsUntilFull?: number;
    };
}

/** What `/api/v1/invariants` tells. */
export interface Invariants {
    status: string;
    sequence: string;
    begun?: string;
    lagEvents: string;
    lagMillis: number;
    violations: string;
    firstViolation?: { invariant: string; sequence: string; statement: string };
    checks: {
        invariant: string;
        statement: string;
        status: string;
        checked: string;
        violations: string;
        firstSequence?: string;
    }[];
}


/** What `/api/v1/admin/services` tells. */
export interface Services {
    connected: boolean;
    sequence: string;
    snapshot?: {
        sequence: string;
        time?: string;
        logPosition: number;
        bytes: number;
        logBytesSince: number;
        storing: boolean;
        failed: number;
    };
    consumers: { name: string; sequence: string; lag: string; reading: boolean; leftBehind: boolean }[];
}
