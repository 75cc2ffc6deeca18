package io.rialto.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * The keys that access tokens are signed with: one signs for thirty days, then a new one does. The
 * old ones go on verifying until what they signed has expired. All gateways of a venue share them.
 * Any thread; what blocks says so.
 */
final class SigningKeys {
    static final Duration SIGNS_FOR = Duration.ofDays(30);
    private static final Logger LOG = Logger.getLogger(SigningKeys.class.getName());
    private static final String PURPOSE = "signing-key";
    private static final Duration RELOAD_AFTER = Duration.ofSeconds(1);

    private final IdentityDatabase database;
    private final SecretBox box;
    private final InstantSource clock;
    private volatile Map<String, Key> keys = Map.of();
    private volatile long loadedAtMillis;

    /** A key; without its private half where that cannot be opened. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Key(String id, byte[] publicKey, Optional<byte[]> privateKey, long signsUntilMillis) {}

    SigningKeys(IdentityDatabase database, SecretBox box, InstantSource clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** The key that signs now, made if there is none. Blocks when one is to be made. */
    Key signing() {
        Optional<Key> key = newest();
        if (key.isEmpty()) {
            load(true);
            key = newest();
        }
        return key.orElseThrow();
    }

    private Optional<Key> newest() {
        long now = clock.millis();
        return keys.values().stream()
                .filter(key -> key.signsUntilMillis() > now && key.privateKey().isPresent())
                .reduce((a, b) -> a.signsUntilMillis() > b.signsUntilMillis() ? a : b);
    }

    /** The key of an id, if it is known here; never blocks. */
    Optional<Key> known(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The key of an id; asks the database when another gateway may have made it. Blocks. */
    Optional<Key> find(String id) {
        if (!keys.containsKey(id) && clock.millis() - loadedAtMillis >= RELOAD_AFTER.toMillis()) {
            load(false);
        }
        return known(id);
    }

    /** All that may have signed a token that has not expired. Blocks. */
    Map<String, Key> all() {
        var _ = signing();
        return keys;
    }

    private synchronized void load(boolean toSign) {
        keys = database.transact(in -> {
            in.lock("signing_keys");
            long now = clock.millis();
            in.change(
                    "DELETE FROM signing_keys WHERE signs_until < ?",
                    now - AccessTokens.LIFE.multipliedBy(2).toMillis());
            Map<String, Key> found = new LinkedHashMap<>();
            for (Key key : in.list(
                    row -> new Key(
                            row.getString(1),
                            Base64.getDecoder().decode(row.getString(2)),
                            box.open(PURPOSE, row.getString(3)),
                            row.getLong(4)),
                    "SELECT id, public_key, private_key, signs_until FROM signing_keys")) {
                found.put(key.id(), key);
            }
            boolean signs = found.values().stream()
                    .anyMatch(k -> k.signsUntilMillis() > now && k.privateKey().isPresent());
            if (toSign && !signs) {
                Key made = create();
                if (!found.isEmpty()) {
                    LOG.info("access tokens are signed with a new key from now on");
                }
                in.change(
                        "INSERT INTO signing_keys (id, public_key, private_key, created_at,"
                                + " signs_until) VALUES (?, ?, ?, ?, ?)",
                        made.id(),
                        Base64.getEncoder().encodeToString(made.publicKey()),
                        box.seal(PURPOSE, made.privateKey().orElseThrow()),
                        now,
                        made.signsUntilMillis());
                found.put(made.id(), made);
            }
            return Map.copyOf(found);
        });
        loadedAtMillis = clock.millis();
    }

    private Key create() {
        byte[] privateKey = Ed25519.newPrivateKey();
        return new Key(
                Secrets.text(64),
                Ed25519.publicKey(privateKey),
                Optional.of(privateKey),
                clock.instant().plus(SIGNS_FOR).toEpochMilli());
    }
}
