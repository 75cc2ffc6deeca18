-- Who people are and how they prove it. Truths: backed up, never dropped. Times are milliseconds
-- since 1970; secrets are hashed, or sealed under the key of the installation.

-- One row: whose identities these are.
CREATE TABLE venue (
    venue TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE people (
    person      TEXT   NOT NULL PRIMARY KEY, -- 128 bits in hex, as in the engine's account
    login       TEXT   UNIQUE,               -- e-mail or chosen name in its comparable form
    email       TEXT,
    name        TEXT   NOT NULL,
    profile     TEXT   NOT NULL,
    preferences TEXT   NOT NULL,
    auditor     INTEGER NOT NULL,
    account     BIGINT NOT NULL,             -- 0 until the engine has opened it
    created_at  BIGINT NOT NULL
);

CREATE TABLE passwords (
    person     TEXT   NOT NULL PRIMARY KEY REFERENCES people (person),
    hash       TEXT   NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Also of logins that nobody has: whether one exists must not show.
CREATE TABLE sign_in_failures (
    login        TEXT    NOT NULL PRIMARY KEY,
    failures     INTEGER NOT NULL,
    locked_until BIGINT  NOT NULL
);

CREATE TABLE second_factors (
    person    TEXT    NOT NULL PRIMARY KEY REFERENCES people (person),
    secret    TEXT    NOT NULL, -- sealed
    confirmed INTEGER NOT NULL,
    last_step BIGINT  NOT NULL  -- the last time step whose code was used
);

CREATE TABLE recovery_codes (
    person  TEXT   NOT NULL REFERENCES people (person),
    hash    TEXT   NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (person, hash)
);

CREATE TABLE sessions (
    session    TEXT   NOT NULL PRIMARY KEY,
    person     TEXT   NOT NULL REFERENCES people (person),
    method     TEXT   NOT NULL,
    opened_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL -- 0 while it lasts
);

CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_end ON sessions (ended_at);

CREATE TABLE refresh_tokens (
    hash      TEXT   NOT NULL PRIMARY KEY,
    session   TEXT   NOT NULL REFERENCES sessions (session),
    issued_at BIGINT NOT NULL,
    used_at   BIGINT NOT NULL
);

CREATE TABLE signing_keys (
    id          TEXT   NOT NULL PRIMARY KEY,
    public_key  TEXT   NOT NULL,
    private_key TEXT   NOT NULL, -- sealed
    created_at  BIGINT NOT NULL,
    signs_until BIGINT NOT NULL
);

CREATE TABLE api_keys (
    id         TEXT   NOT NULL PRIMARY KEY,
    person     TEXT   NOT NULL REFERENCES people (person),
    account    BIGINT NOT NULL,
    label      TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    material   TEXT   NOT NULL, -- a sealed secret, or a public key
    scopes     TEXT   NOT NULL,
    addresses  TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL, -- 0 for never
    revoked_at BIGINT NOT NULL
);

CREATE INDEX api_keys_by_person ON api_keys (person);

CREATE TABLE join_codes (
    hash       TEXT    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL, -- 'invitation': once; 'code': for a class
    label      TEXT    NOT NULL,
    uses       INTEGER NOT NULL,
    uses_max   INTEGER NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE TABLE federated (
    issuer  TEXT NOT NULL,
    subject TEXT NOT NULL,
    person  TEXT NOT NULL REFERENCES people (person),
    PRIMARY KEY (issuer, subject)
);

-- Sign-ins that are at a provider now.
CREATE TABLE redirects (
    state      TEXT   NOT NULL PRIMARY KEY, -- hash of what the browser brings back
    nonce      TEXT   NOT NULL,
    verifier   TEXT   NOT NULL, -- sealed
    created_at BIGINT NOT NULL
);

CREATE TABLE audit (
    number   BIGINT NOT NULL PRIMARY KEY,
    at       BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    address  TEXT   NOT NULL,
    detail   TEXT   NOT NULL,
    hash     TEXT   NOT NULL -- over the row before and this one
);
