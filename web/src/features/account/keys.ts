/** An API key as REST tells it; `secret` only when it has just been made. */
export interface ApiKey {
    id: string;
    account: string;
    label: string;
    kind: string;
    scopes: string[];
    addresses: string;
    createdAt: string;
    expiresAt?: string;
    secret?: string;
}
