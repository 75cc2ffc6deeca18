package io.rialto.identity;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * People of a venue: who they are, how they prove it, what their programs sign with, and the log of
 * it. Knows nothing of money; of the engine only which account is whose. Methods block and may be
 * called from any thread that may, except where they say that they do not block.
 *
 * <p>A person's row comes before the engine's account. Whoever opens a session first sees to it that
 * the account exists: the engine gives the same person the same account, however often it is asked.
 */
public final class Identity implements AutoCloseable {
    private final IdentityConfig config;
    private final IdentityDatabase database;
    private final AuditLog audit;
    private final AuditQueue later;
    private final People people;
    private final JoinCodes codes;
    private final Credentials credentials;
    private final SigningKeys signing;
    private final AccessTokens tokens;
    private final Sessions sessions;
    private final TokenMemory memory;
    private final ApiKeys keys;
    private final Optional<Oidc> oidc;

    private Identity(IdentityConfig config, IdentityDatabase database) {
        this.config = config;
        this.database = database;
        audit = new AuditLog(database, config.clock());
        later = new AuditQueue(audit);
        people = new People(config.clock());
        codes = new JoinCodes(config.clock());
        credentials = new Credentials(database, config, people, audit);
        signing = new SigningKeys(database, config.box(), config.clock());
        tokens = new AccessTokens(signing, "rialto:" + config.venueId(), config.clock());
        sessions = new Sessions(tokens, config.clock());
        memory = new TokenMemory(
                tokens, () -> database.transact(sessions::endedLately), config.clock());
        keys = new ApiKeys(database, config.box(), config.clock(), config.begunAt());
        oidc = config.provider()
                .map(p -> new Oidc(p, database, people, config.box(), audit, config.clock()));
    }

    /**
     * Opens the identities of a venue, making what is missing.
     *
     * @throws IdentityException UNAVAILABLE when the database cannot be used or is another venue's
     */
    public static Identity open(IdentityConfig config) {
        IdentityDatabase database = IdentityDatabase.open(config.data(), config.database());
        try {
            claim(database, config.venueId());
            return new Identity(config, database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static void claim(IdentityDatabase database, String venueId) {
        String whose = database.transact(in -> {
            in.lock("venue");
            Optional<String> noted = in.one(row -> row.getString(1), "SELECT venue FROM venue");
            if (noted.isEmpty()) {
                in.change("INSERT INTO venue (venue) VALUES (?)", venueId);
            }
            return noted.orElse(venueId);
        });
        if (!whose.equals(venueId)) {
            throw new IdentityException(
                    Reason.UNAVAILABLE,
                    "the identities are another venue's than the data directory. Put back what"
                            + " belongs there, or name another database");
        }
    }

    /**
     * Adds a person, as far as signing up is open.
     *
     * @throws IdentityException SIGN_UP_CLOSED, CODE_INVALID, LOGIN_TAKEN, PASSWORD_UNFIT
     */
    public SignedUp signUp(SignUp request, String address) {
        boolean isOpen = config.signUp().contains(SignUpMode.OPEN);
        if (request.code().isEmpty() && !isOpen) {
            throw new IdentityException(
                    Reason.SIGN_UP_CLOSED,
                    config.signUp().isEmpty() ? "nobody can sign up here" : "ask for a code first");
        }
        if (request.code().isEmpty() && request.email().isEmpty()) {
            throw new IdentityException(Reason.CODE_INVALID, "give an e-mail, or a join code");
        }
        return credentials.signUp(request, address, in -> useCode(in, request.code()));
    }

    private String useCode(Transaction in, Optional<String> code) throws SQLException {
        if (code.isEmpty()) {
            return "open";
        }
        IdentityException last = new IdentityException(
                Reason.CODE_INVALID, "ask for another code: this one is of no use here");
        for (SignUpMode mode : List.of(SignUpMode.CODE, SignUpMode.INVITATION)) {
            if (config.signUp().contains(mode)) {
                try {
                    return mode.word() + " " + codes.use(in, mode, code.get());
                } catch (IdentityException refused) {
                    last = refused;
                }
            }
        }
        throw last;
    }

    /**
     * Whose name and password these are.
     *
     * @param code of the second factor, or a recovery code, where one is on
     * @throws IdentityException LOCKED_OUT, CREDENTIALS_INVALID, SECOND_FACTOR_REQUIRED
     */
    public Person signIn(String login, String password, Optional<String> code, String address) {
        return credentials.signIn(login, password, code, address);
    }

    /** What is before the database; a file has it too, and does not need it. */
    public CircuitBreaker databaseBreaker() {
        return database.breaker();
    }

    /** What is before the provider; empty without one. */
    public Optional<CircuitBreaker> providerBreaker() {
        return oidc.map(Oidc::breaker);
    }

    /** Notes the account that the engine opened for a person. */
    public Person bind(Person person, long account) {
        return database.transact(in -> {
            people.bind(in, person.id(), account);
            return people.known(in, person.id());
        });
    }

    /** Begins a session of a person who has an account. */
    public SessionTokens openSession(Person person, String method, String address) {
        if (person.account() == 0) {
            throw new IllegalArgumentException("a session needs an account");
        }
        return issue(database.transact(in -> {
            Sessions.Opened opened = sessions.open(in, person, method);
            audit.add(
                    in,
                    new AuditNote(
                            "signed-in", person.id(), opened.claims().session(), address, method));
            return opened;
        }));
    }

    private SessionTokens issue(Sessions.Opened opened) {
        return new SessionTokens(
                tokens.issue(opened.claims()),
                opened.claims().expiresAtMillis(),
                opened.refreshToken(),
                opened.refreshExpiresAtMillis());
    }

    /**
     * Exchanges a refresh token for the next pair.
     *
     * @throws IdentityException TOKEN_INVALID, SESSION_ENDED, REFRESH_REUSED, CONFLICT
     */
    public SessionTokens refresh(String refreshToken, String address) {
        Optional<Sessions.Opened> opened = database.transact(in -> {
            in.lock("refresh_tokens");
            Sessions.Found found = sessions.find(in, refreshToken)
                    .orElseThrow(() -> new IdentityException(
                            Reason.TOKEN_INVALID, "there is no such refresh token: sign in again"));
            if (found.isOver()) {
                throw new IdentityException(Reason.SESSION_ENDED, "sign in again");
            }
            if (found.isUsed()) {
                sessions.end(in, found.session());
                memory.end(found.session());
                audit.add(
                        in,
                        new AuditNote(
                                "refresh-reused", found.person(), found.session(), address, ""));
                return Optional.empty();
            }
            Person person = people.known(in, found.person());
            return Optional.of(sessions.refresh(in, person, found.session(), refreshToken));
        });
        return issue(opened.orElseThrow(() -> new IdentityException(
                Reason.REFRESH_REUSED,
                "this refresh token was used before, so the session is over: sign in again")));
    }

    /** Ends a session. */
    public void signOut(String person, String session, String address) {
        database.transact(in -> {
            sessions.end(in, session);
            audit.add(in, new AuditNote("signed-out", person, session, address, ""));
            return true;
        });
        memory.end(session);
    }

    /** A person's open sessions, the newest first. */
    public List<OpenSession> openSessions(String person) {
        return database.transact(in -> sessions.open(in, person));
    }

    /** Ends all sessions of a person. */
    public void signOutEverywhere(String person, String address) {
        database.transact(in -> {
            sessions.endAll(in, person, "");
            audit.add(in, new AuditNote("signed-out-everywhere", person, person, address, ""));
            return true;
        });
        memory.reload();
    }

    /**
     * Changes a password and ends the person's other sessions.
     *
     * @throws IdentityException CREDENTIALS_INVALID, PASSWORD_UNFIT, LOCKED_OUT
     */
    public void changePassword(
            String person, String session, String old, String changed, String address) {
        credentials.changePassword(
                person, old, changed, address, in -> sessions.endAll(in, person, session));
        memory.reload();
    }

    /** Passwords and second factors of people. */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * Who somebody is.
     *
     * @throws IdentityException NOT_FOUND
     */
    public Person person(String id) {
        return database.transact(in -> people.known(in, id));
    }

    /**
     * Changes what is given of a person.
     *
     * @throws IdentityException LIMIT
     */
    public Person change(
            String id,
            Optional<String> name,
            Optional<String> profile,
            Optional<String> preferences) {
        return database.transact(in -> {
            people.change(in, id, name, profile, preferences);
            return people.known(in, id);
        });
    }

    /**
     * Makes somebody an auditor, or no longer; their sessions end, as tokens say what they are.
     *
     * @throws IdentityException NOT_FOUND
     */
    public Person setAuditor(String id, boolean isAuditor, String actor, String address) {
        Person changed = database.transact(in -> {
            people.known(in, id);
            people.setAuditor(in, id, isAuditor);
            sessions.endAll(in, id, "");
            audit.add(
                    in,
                    new AuditNote("auditor-changed", actor, id, address, "auditor " + isAuditor));
            return people.known(in, id);
        });
        memory.reload();
        return changed;
    }

    /** A new invitation or join code, told this once. */
    public String createCode(
            SignUpMode kind,
            String label,
            int usesMax,
            Duration life,
            String actor,
            String address) {
        return database.transact(in -> {
            audit.add(in, new AuditNote(kind.word() + "-created", actor, label, address, ""));
            return codes.create(in, kind, label, usesMax, life);
        });
    }

    /**
     * Makes a key.
     *
     * @throws IdentityException LIMIT, SIGNATURE_INVALID
     */
    public NewApiKey createKey(ApiKey terms, byte[] publicKey, String address) {
        return database.transact(in -> {
            NewApiKey made = keys.create(in, terms, publicKey);
            audit.add(
                    in,
                    new AuditNote(
                            "key-created",
                            terms.person(),
                            made.key().id(),
                            address,
                            Scope.join(terms.scopes())));
            return made;
        });
    }

    /** A person's keys, without their secrets. */
    public List<ApiKey> keys(String person) {
        return database.transact(in -> keys.list(in, person));
    }

    /**
     * Ends a person's key.
     *
     * @throws IdentityException NOT_FOUND
     */
    public void revokeKey(String person, String id, String address) {
        database.transact(in -> {
            if (!keys.revoke(in, person, id)) {
                throw new IdentityException(Reason.NOT_FOUND, "you have no such key");
            }
            audit.add(in, new AuditNote("key-revoked", person, id, address, ""));
            return true;
        });
        keys.forget(id);
    }

    /** Whether {@link #checkKey} of that key needs no {@link #loadKey} before. Does not block. */
    public boolean isKeyLoaded(String id) {
        return keys.isLoaded(id);
    }

    /** Learns of a key. */
    public void loadKey(String id) {
        keys.load(id);
    }

    /** A key while it is valid, if it has been loaded. Does not block. */
    public Optional<ApiKey> validKey(String id) {
        return keys.valid(id);
    }

    /**
     * The key that signed a request. Does not block.
     *
     * @throws IdentityException KEY_INVALID, ADDRESS_FORBIDDEN, SIGNATURE_TIME, SIGNATURE_INVALID,
     *     SIGNATURE_REPLAYED, LIMIT
     */
    public ApiKey checkKey(
            RequestSignature proof, String method, String target, byte[] body, String address) {
        return keys.check(proof, method, target, body, address);
    }

    /**
     * The key that signed bytes as the Binance API has it. Does not block.
     *
     * @throws IdentityException KEY_INVALID, ADDRESS_FORBIDDEN, SIGNATURE_INVALID
     */
    public ApiKey checkPayload(String id, byte[] payload, String signature, String address) {
        return keys.checkPayload(id, payload, signature, address);
    }

    /**
     * The key of an id, without a signature. Does not block.
     *
     * @throws IdentityException KEY_INVALID, ADDRESS_FORBIDDEN
     */
    public ApiKey namedKey(String id, String address) {
        return keys.named(id, address);
    }

    /** Whether a loaded key's person is an auditor. Does not block. */
    public boolean isAuditor(ApiKey key) {
        return keys.isAuditors(key.id());
    }

    /** What an access token says that was verified before and is valid. Does not block. */
    public Optional<AccessClaims> remembered(String token) {
        return memory.remembered(token);
    }

    /**
     * What an access token says.
     *
     * @throws IdentityException TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED
     */
    public AccessClaims verify(String token) {
        return memory.verify(token);
    }

    /** The public keys by which anybody can verify access tokens: id and 32 bytes. */
    public List<PublicKey> publicKeys() {
        return signing.all().values().stream()
                .map(key -> new PublicKey(key.id(), Secrets.encode(key.publicKey())))
                .toList();
    }

    /** A key that verifies; {@code x} in Base64 as RFC 8037 has it. */
    public record PublicKey(String id, String x) {}

    /** The provider to sign in at, if there is one. */
    public Optional<Oidc> provider() {
        return oidc;
    }

    /** How people may sign up, as words. */
    public List<String> signUpModes() {
        return config.signUp().stream().map(SignUpMode::word).sorted().toList();
    }

    /** Has a note written soon; false when too many wait. Does not block. */
    public boolean note(AuditNote note) {
        return later.offer(note);
    }

    /** Entries of the audit log after a number, in order. */
    public List<AuditEntry> audit(long after, int limit) {
        later.flush();
        return audit.after(after, limit);
    }

    /** Whether the audit log is as it was written. */
    public AuditReport verifyAudit() {
        return audit.verify();
    }

    @Override
    public void close() {
        later.close();
        database.close();
    }
}
