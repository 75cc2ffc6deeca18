package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.identity.IdentityException.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tokens that are almost ones of the venue. */
class AccessTokensTest {
    private static final String ISSUER = "rialto:" + Rooms.VENUE;
    private static final String PERSON = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path data;

    private final ManualClock clock = new ManualClock();
    private IdentityDatabase database;
    private SigningKeys keys;
    private AccessTokens tokens;

    @BeforeEach
    void open() {
        database = IdentityDatabase.open(data, Optional.empty());
        keys = new SigningKeys(database, SecretBox.ofFile(data.resolve(SecretBox.FILE)), clock);
        tokens = new AccessTokens(keys, ISSUER, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String issued() {
        return tokens.issue(new AccessClaims(PERSON, "s", 17, false, tokens.expiry()));
    }

    private void refused(Reason reason, String token) {
        IdentityTest.refused(reason, () -> tokens.verify(token));
    }

    /** A token signed by the venue's own key after its parts were changed. */
    private String signed(
            Consumer<Map<String, Object>> header, Consumer<Map<String, Object>> body) {
        return parts(header, body, true);
    }

    private String parts(
            Consumer<Map<String, Object>> header,
            Consumer<Map<String, Object>> body,
            boolean isSigned) {
        String[] parts = issued().split("\\.", -1);
        String changed = changed(parts[0], header) + "." + changed(parts[1], body);
        byte[] signature = isSigned
                ? Ed25519.sign(
                        keys.signing().privateKey().orElseThrow(),
                        changed.getBytes(StandardCharsets.US_ASCII))
                : new byte[0];
        return changed + "." + Secrets.encode(signature);
    }

    private static String changed(String part, Consumer<Map<String, Object>> change) {
        Map<String, Object> values =
                new LinkedHashMap<>(FlatJson.parse(Secrets.decode(part)).orElseThrow());
        change.accept(values);
        return Secrets.encode(FlatJson.write(values).getBytes(StandardCharsets.UTF_8));
    }

    private static void same(Map<String, Object> values) {
        assertThat(values).isNotEmpty();
    }

    private static Consumer<Map<String, Object>> with(String name, Object value) {
        return values -> values.put(name, value);
    }

    @Test
    void shouldAcceptItsOwn() {
        assertThat(tokens.verify(signed(AccessTokensTest::same, AccessTokensTest::same)))
                .isEqualTo(new AccessClaims(PERSON, "s", 17, false, tokens.expiry()));
    }

    @Test
    void shouldRefuseAnExpiredToken() {
        String token = issued();
        clock.advance(AccessTokens.LIFE.minusSeconds(1));
        tokens.verify(token);
        clock.advance(Duration.ofSeconds(1));
        refused(Reason.TOKEN_EXPIRED, token);
    }

    @Test
    void shouldRefuseATokenWhoseTimeHasNotCome() {
        long now = clock.instant().getEpochSecond();
        tokens.verify(signed(AccessTokensTest::same, with("nbf", now + 30)));
        refused(Reason.TOKEN_INVALID, signed(AccessTokensTest::same, with("nbf", now + 31)));
    }

    @Test
    void shouldRefuseAnotherIssuer() {
        refused(
                Reason.TOKEN_INVALID,
                signed(AccessTokensTest::same, with("iss", "rialto:" + "f".repeat(32))));
    }

    @Test
    void shouldRefuseAnotherAudience() {
        refused(Reason.TOKEN_INVALID, signed(AccessTokensTest::same, with("aud", "elsewhere")));
    }

    @Test
    void shouldRefuseAlgorithmNone() {
        for (String none : new String[] {"none", "None", "NONE", ""}) {
            refused(Reason.TOKEN_INVALID, parts(with("alg", none), AccessTokensTest::same, false));
            refused(Reason.TOKEN_INVALID, signed(with("alg", none), AccessTokensTest::same));
        }
        // Its own algorithm, and no signature.
        refused(Reason.TOKEN_INVALID, parts(AccessTokensTest::same, AccessTokensTest::same, false));
    }

    @Test
    void shouldRefuseAPublicKeyTakenForASecret() {
        String unsigned = parts(with("alg", "HS256"), AccessTokensTest::same, false);
        String message = unsigned.substring(0, unsigned.lastIndexOf('.'));
        byte[] hmac = ApiKeys.hmac(
                keys.signing().publicKey(), message.getBytes(StandardCharsets.US_ASCII));
        refused(Reason.TOKEN_INVALID, message + "." + Secrets.encode(hmac));
    }

    @Test
    void shouldRefuseAKeyThatTheTokenBrings() {
        byte[] theirs = Ed25519.newPrivateKey();
        String unsigned = parts(
                header -> header.put("jwk", Secrets.encode(Ed25519.publicKey(theirs))),
                AccessTokensTest::same,
                false);
        String message = unsigned.substring(0, unsigned.lastIndexOf('.'));
        byte[] signature = Ed25519.sign(theirs, message.getBytes(StandardCharsets.US_ASCII));
        refused(Reason.TOKEN_INVALID, message + "." + Secrets.encode(signature));
        refused(Reason.TOKEN_INVALID, signed(with("kid", "../../unknown"), AccessTokensTest::same));
    }

    @Test
    void shouldRefuseEveryTruncation() {
        String token = issued();
        for (int length = 0; length < token.length(); length++) {
            refused(Reason.TOKEN_INVALID, token.substring(0, length));
        }
        refused(Reason.TOKEN_INVALID, token + ".");
        refused(Reason.TOKEN_INVALID, "x".repeat(AccessTokens.LENGTH_MAX + 1));
    }

    @Test
    void shouldRefuseEveryChangedByte() {
        byte[] token = issued().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < token.length; i++) {
            byte[] other = token.clone();
            other[i] = (byte) (token[i] == 'A' ? 'B' : 'A');
            String text = new String(other, StandardCharsets.US_ASCII);
            refused(Reason.TOKEN_INVALID, text);
        }
    }

    @Test
    void shouldRefuseAClaimThatIsMissingOrGivenTwice() {
        for (String claim : new String[] {"sub", "sid", "account", "auditor", "nbf", "exp"}) {
            refused(
                    Reason.TOKEN_INVALID,
                    signed(AccessTokensTest::same, body -> body.remove(claim)));
        }
        assertThat(FlatJson.parse("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(FlatJson.parse("{\"a\":1} ,".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
