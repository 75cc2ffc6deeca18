package io.rialto.identity;

import io.rialto.identity.IdentityDatabase.Transaction;
import io.rialto.identity.IdentityException.Reason;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys that programs sign requests with. Those in use are kept in memory for some seconds, so that
 * a check asks no database; a key revoked elsewhere ends when that time is over. Any thread; what
 * blocks says so.
 */
final class ApiKeys {
    static final int KEYS_MAX = 50;
    static final long FRESH_MILLIS = 5_000;
    private static final int CACHED_MAX = 65_536;
    private static final String PURPOSE = "api-key";
    private static final String COLUMNS =
            "SELECT k.id, k.person, k.account, k.label, k.kind, k.material, k.scopes, k.addresses,"
                    + " k.created_at, k.expires_at, p.auditor"
                    + " FROM api_keys k JOIN people p ON p.person = k.person ";

    private final IdentityDatabase database;
    private final SecretBox box;
    private final InstantSource clock;
    private final ReplayWindow seen;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    private record Stored(ApiKey key, String material, boolean isAuditors) {}

    /** A key with what it is checked by; without that where there is none of that id. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Loaded(
            Optional<ApiKey> key, byte[] material, boolean isAuditors, long atMillis) {}

    ApiKeys(IdentityDatabase database, SecretBox box, InstantSource clock, Instant begunAt) {
        this.database = database;
        this.box = box;
        this.clock = clock;
        seen = new ReplayWindow(begunAt.toEpochMilli());
    }

    /**
     * Stores a new key.
     *
     * @param terms all but the id, which is made here
     * @param publicKey 32 bytes of an Ed25519 key; empty for HMAC, whose secret is made here
     * @throws IdentityException LIMIT, SIGNATURE_INVALID when the public key is none
     */
    NewApiKey create(Transaction in, ApiKey terms, byte[] publicKey) throws SQLException {
        if (list(in, terms.person()).size() >= KEYS_MAX) {
            throw new IdentityException(
                    Reason.LIMIT, "revoke a key first: there may be " + KEYS_MAX);
        }
        Optional<String> secret = Optional.empty();
        String material;
        if (terms.kind() == ApiKey.Kind.HMAC_SHA256) {
            String made = Secrets.text(256);
            secret = Optional.of(made);
            material = box.seal(PURPOSE, made.getBytes(StandardCharsets.UTF_8));
        } else {
            if (!Ed25519.isPublicKey(publicKey)) {
                throw new IdentityException(
                        Reason.SIGNATURE_INVALID, "give the 32 bytes of an Ed25519 public key");
            }
            material = Base64.getEncoder().encodeToString(publicKey);
        }
        ApiKey key = new ApiKey(
                "rk_" + Secrets.text(128),
                terms.person(),
                terms.account(),
                terms.label(),
                terms.kind(),
                terms.scopes(),
                terms.addresses(),
                clock.millis(),
                terms.expiresAtMillis());
        in.change(
                "INSERT INTO api_keys (id, person, account, label, kind, material, scopes,"
                        + " addresses, created_at, expires_at, revoked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                key.id(),
                key.person(),
                key.account(),
                key.label(),
                key.kind().name().toLowerCase(Locale.ROOT),
                material,
                Scope.join(key.scopes()),
                key.addresses().toString(),
                key.createdAtMillis(),
                key.expiresAtMillis());
        return new NewApiKey(key, secret);
    }

    List<ApiKey> list(Transaction in, String person) throws SQLException {
        return in
                .list(
                        ApiKeys::stored,
                        COLUMNS
                                + "WHERE k.person = ? AND k.revoked_at = 0 ORDER BY k.created_at, k.id",
                        person)
                .stream()
                .map(Stored::key)
                .toList();
    }

    /** Ends one of a person's keys; false if there is no such. */
    boolean revoke(Transaction in, String person, String id) throws SQLException {
        loaded.remove(id);
        return in.change(
                        "UPDATE api_keys SET revoked_at = ?"
                                + " WHERE id = ? AND person = ? AND revoked_at = 0",
                        clock.millis(),
                        id,
                        person)
                == 1;
    }

    /** Forgets what is kept in memory of a key, once its end is stored. */
    void forget(String id) {
        loaded.remove(id);
    }

    /** Whether a signature of this key can be checked without asking the database. */
    boolean isLoaded(String id) {
        Loaded known = loaded.get(id);
        return known != null && clock.millis() - known.atMillis() < FRESH_MILLIS;
    }

    /** Asks the database for a key. Blocks. */
    void load(String id) {
        Optional<Stored> stored = database.transact(
                in -> in.one(ApiKeys::stored, COLUMNS + "WHERE k.id = ? AND k.revoked_at = 0", id));
        if (loaded.size() >= CACHED_MAX) {
            loaded.clear();
        }
        byte[] material = stored.map(this::material).orElse(new byte[0]);
        loaded.put(
                id,
                new Loaded(
                        stored.map(Stored::key),
                        material,
                        stored.map(Stored::isAuditors).orElse(false),
                        clock.millis()));
    }

    private byte[] material(Stored stored) {
        return stored.key().kind() == ApiKey.Kind.HMAC_SHA256
                ? box.open(PURPOSE, stored.material()).orElse(new byte[0])
                : Base64.getDecoder().decode(stored.material());
    }

    /** The key of an id while it is valid; never blocks. */
    Optional<ApiKey> valid(String id) {
        return usable(id).flatMap(Loaded::key);
    }

    /** Whether a valid key's person is an auditor; never blocks. */
    boolean isAuditors(String id) {
        return usable(id).map(Loaded::isAuditors).orElse(false);
    }

    private Optional<Loaded> usable(String id) {
        return Optional.ofNullable(loaded.get(id))
                .filter(known -> known.material().length > 0)
                .filter(known ->
                        known.key().isPresent() && !known.key().get().expiredAt(clock.millis()));
    }

    /**
     * The key that signed a request; never blocks.
     *
     * @throws IdentityException KEY_INVALID, ADDRESS_FORBIDDEN, SIGNATURE_TIME, SIGNATURE_INVALID,
     *     SIGNATURE_REPLAYED, LIMIT
     */
    ApiKey check(
            RequestSignature proof, String method, String target, byte[] body, String address) {
        Loaded known = usable(proof.keyId(), address);
        ApiKey key = known.key().orElseThrow();
        long now = clock.millis();
        if (!ReplayWindow.isInTime(proof.atMillis(), now)) {
            throw new IdentityException(
                    Reason.SIGNATURE_TIME,
                    "sign with the time of now: here it is " + now + " ms after 1970");
        }
        if (seen.mayHaveBeenTaken(proof.atMillis(), key.createdAtMillis())) {
            throw new IdentityException(
                    Reason.SIGNATURE_TIME,
                    "this gateway has just begun, and what was signed then may have been used"
                            + " before: sign again in a second");
        }
        byte[] message = proof.message(method, target, body);
        checkSignature(known, message, proof.signature());
        // Only now: nobody else can use a nonce up.
        ReplayWindow.Verdict verdict = seen.note(proof.once(), now);
        if (verdict == ReplayWindow.Verdict.SEEN) {
            throw new IdentityException(
                    Reason.SIGNATURE_REPLAYED, "use a new nonce for each request");
        }
        if (verdict == ReplayWindow.Verdict.FULL) {
            throw new IdentityException(
                    Reason.LIMIT, "there are too many signed requests to remember");
        }
        return key;
    }

    /**
     * The key that signed bytes as the Binance API has it: in hex by a secret, in Base64 by a private
     * key. Whoever calls sees to it that they are of now. Never blocks.
     *
     * @throws IdentityException KEY_INVALID, ADDRESS_FORBIDDEN, SIGNATURE_INVALID
     */
    ApiKey checkPayload(String id, byte[] payload, String signature, String address) {
        Loaded known = usable(id, address);
        ApiKey key = known.key().orElseThrow();
        byte[] signed;
        try {
            signed = key.kind() == ApiKey.Kind.HMAC_SHA256
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException malformed) {
            throw new IdentityException(Reason.SIGNATURE_INVALID, "that is no signature");
        }
        checkSignature(known, payload, signed);
        return key;
    }

    /**
     * The key of an id, without a signature; never blocks.
     *
     * @throws IdentityException KEY_INVALID, ADDRESS_FORBIDDEN
     */
    ApiKey named(String id, String address) {
        return usable(id, address).key().orElseThrow();
    }

    private Loaded usable(String id, String address) {
        Loaded known = usable(id)
                .orElseThrow(() -> new IdentityException(
                        Reason.KEY_INVALID, "there is no such key, or it was revoked or expired"));
        if (!known.key().orElseThrow().addresses().allows(address)) {
            throw new IdentityException(
                    Reason.ADDRESS_FORBIDDEN, "this key may not be used from " + address);
        }
        return known;
    }

    private static void checkSignature(Loaded known, byte[] message, byte[] signature) {
        byte[] material = known.material();
        boolean isRight = known.key().orElseThrow().kind() == ApiKey.Kind.HMAC_SHA256
                ? MessageDigest.isEqual(hmac(material, message), signature)
                : Ed25519.verify(material, message, signature);
        if (!isRight) {
            throw new IdentityException(
                    Reason.SIGNATURE_INVALID, "sign what docs/protocol/rest.md says");
        }
    }

    static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }

    /** A message's HMAC in hex, as programs write it. */
    static String hmacHex(String secret, byte[] message) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), message));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        ApiKey key = new ApiKey(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                ApiKey.Kind.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                Scope.split(row.getString(7)),
                AddressList.of(row.getString(8)),
                row.getLong(9),
                row.getLong(10));
        return new Stored(key, row.getString(6), row.getInt(11) != 0);
    }
}
