package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.identity.IdentityException.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;

/** Requests that programs sign. */
class ApiKeysTest {
    private static final String TARGET = "/api/v1/orders?market=1";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    private final ManualClock clock = new ManualClock();
    private Identity identity;
    private Person ada;

    @BeforeEach
    void open() {
        identity = Identity.open(Rooms.config(data, Optional.empty(), clock));
        ada = Rooms.person(identity, "ada@example.org");
    }

    @AfterEach
    void close() {
        identity.close();
    }

    private ApiKey terms(ApiKey.Kind kind, String addresses, long expiresAt) {
        return new ApiKey(
                "",
                ada.id(),
                ada.account(),
                "bot",
                kind,
                EnumSet.of(Scope.READ, Scope.TRADE),
                AddressList.of(addresses),
                0,
                expiresAt);
    }

    private NewApiKey hmacKey() {
        return identity.createKey(
                terms(ApiKey.Kind.HMAC_SHA256, "", 0), new byte[0], Rooms.ADDRESS);
    }

    private RequestSignature unsigned(NewApiKey key, String nonce) {
        return new RequestSignature(key.key().id(), clock.millis(), nonce, new byte[0]);
    }

    private RequestSignature signed(NewApiKey key, String nonce) {
        RequestSignature open = unsigned(key, nonce);
        byte[] signature = ApiKeys.hmac(
                key.secret().orElseThrow().getBytes(StandardCharsets.UTF_8),
                open.message("POST", TARGET, BODY));
        return new RequestSignature(open.keyId(), open.atMillis(), nonce, signature);
    }

    private ApiKey check(RequestSignature proof) {
        return check(proof, Rooms.ADDRESS);
    }

    private ApiKey check(RequestSignature proof, String address) {
        identity.loadKey(proof.keyId());
        return identity.checkKey(proof, "POST", TARGET, BODY, address);
    }

    @Test
    void shouldAcceptWhatWasSignedAndNothingElse() {
        NewApiKey key = hmacKey();
        assertThat(check(signed(key, "1"))).isEqualTo(key.key());
        RequestSignature proof = signed(key, "2");
        for (Runnable other : new Runnable[] {
            () -> identity.checkKey(proof, "GET", TARGET, BODY, Rooms.ADDRESS),
            () -> identity.checkKey(proof, "POST", TARGET + "&a=b", BODY, Rooms.ADDRESS),
            () -> identity.checkKey(proof, "POST", TARGET, new byte[0], Rooms.ADDRESS),
            () -> check(new RequestSignature(
                    proof.keyId(), proof.atMillis() + 1, "2", proof.signature())),
            () -> check(
                    new RequestSignature(proof.keyId(), proof.atMillis(), "3", proof.signature())),
            () -> check(new RequestSignature(proof.keyId(), proof.atMillis(), "2", new byte[32]))
        }) {
            IdentityTest.refused(Reason.SIGNATURE_INVALID, other::run);
        }
        // What others tried with it has not used it up.
        check(proof);
    }

    @Test
    void shouldRefuseAReplayAsLongAsItWouldBeInTime() {
        NewApiKey key = hmacKey();
        RequestSignature proof = signed(key, "1");
        check(proof);
        IdentityTest.refused(Reason.SIGNATURE_REPLAYED, () -> check(proof));
        clock.advance(Duration.ofMillis(ReplayWindow.PAST_MILLIS));
        IdentityTest.refused(Reason.SIGNATURE_REPLAYED, () -> check(proof));
        clock.advance(Duration.ofMillis(1));
        IdentityTest.refused(Reason.SIGNATURE_TIME, () -> check(proof));
        check(signed(key, "1"));
    }

    /** It has forgotten what it saw: so it takes nothing that it can have seen. */
    @Test
    void shouldRefuseAfterARestartWhatItMayHaveTakenBefore() {
        NewApiKey key = hmacKey();
        clock.advance(Duration.ofMillis(ReplayWindow.FUTURE_MILLIS));
        RequestSignature early = signed(key, "1");
        clock.advance(Duration.ofMillis(-ReplayWindow.FUTURE_MILLIS));
        check(early);
        clock.advance(Duration.ofMillis(1));
        restart();

        IdentityTest.refused(Reason.SIGNATURE_TIME, () -> check(early));
        IdentityTest.refused(Reason.SIGNATURE_TIME, () -> check(signed(key, "2")));
        clock.advance(Duration.ofMillis(ReplayWindow.FUTURE_MILLIS));
        check(signed(key, "3"));
    }

    private void restart() {
        identity.close();
        identity = Identity.open(
                Rooms.config(data, Optional.empty(), clock).withBegunAt(clock.instant()));
    }

    /** What was made in the millisecond of the start may be older, and a clock may have been ahead. */
    @Test
    void shouldNotTakeAKeyForNewThatMayHaveBeenUsedBeforeItsStart() {
        NewApiKey old = hmacKey();
        clock.advance(Duration.ofHours(1));
        NewApiKey ahead = hmacKey();
        clock.advance(Duration.ofHours(-1));
        RequestSignature byOld = signed(old, "1");
        RequestSignature byAhead = signed(ahead, "1");
        restart();

        IdentityTest.refused(Reason.SIGNATURE_TIME, () -> check(byOld));
        IdentityTest.refused(Reason.SIGNATURE_TIME, () -> check(byAhead));
    }

    @Test
    void shouldTakeAtOnceWhatAKeyMadeSinceItsStartHasSigned() {
        restart();
        clock.advance(Duration.ofMillis(1));
        NewApiKey key = hmacKey();
        // As a shell signs: its clock has whole seconds only.
        clock.advance(Duration.ofMillis(-999));
        RequestSignature proof = signed(key, "1");
        clock.advance(Duration.ofMillis(999));

        check(proof);
        IdentityTest.refused(Reason.SIGNATURE_REPLAYED, () -> check(proof));
    }

    @Test
    void shouldRefuseASignatureOfTheFuture() {
        NewApiKey key = hmacKey();
        RequestSignature early = signed(key, "1");
        clock.advance(Duration.ofMillis(-ReplayWindow.FUTURE_MILLIS - 1));
        IdentityTest.refused(Reason.SIGNATURE_TIME, () -> check(early));
        clock.advance(Duration.ofMillis(1));
        check(early);
        // In time for both tolerances: remembered for as long.
        clock.advance(Duration.ofMillis(ReplayWindow.PAST_MILLIS + ReplayWindow.FUTURE_MILLIS));
        IdentityTest.refused(Reason.SIGNATURE_REPLAYED, () -> check(early));
    }

    @Test
    void shouldCheckEd25519Signatures() {
        byte[] secret = Ed25519.newPrivateKey();
        NewApiKey key = identity.createKey(
                terms(ApiKey.Kind.ED25519, "", 0), Ed25519.publicKey(secret), Rooms.ADDRESS);
        assertThat(key.secret()).isEmpty();
        RequestSignature open = unsigned(key, "1");
        byte[] signature = Ed25519.sign(secret, open.message("POST", TARGET, BODY));
        RequestSignature proof =
                new RequestSignature(open.keyId(), open.atMillis(), "1", signature);
        assertThat(check(proof)).isEqualTo(key.key());
        IdentityTest.refused(Reason.SIGNATURE_REPLAYED, () -> check(proof));
        // The public key, taken for a secret.
        byte[] confused =
                ApiKeys.hmac(Ed25519.publicKey(secret), open.message("POST", TARGET, BODY));
        IdentityTest.refused(
                Reason.SIGNATURE_INVALID,
                () -> check(new RequestSignature(open.keyId(), open.atMillis(), "2", confused)));
        for (byte[] bad : new byte[][] {new byte[31], new byte[33], new byte[32]}) {
            IdentityTest.refused(
                    Reason.SIGNATURE_INVALID,
                    () -> identity.createKey(
                            terms(ApiKey.Kind.ED25519, "", 0), bad, Rooms.ADDRESS));
        }
    }

    @Test
    void shouldEndKeysThatExpireOrAreRevoked() {
        NewApiKey brief = identity.createKey(
                terms(ApiKey.Kind.HMAC_SHA256, "", clock.millis() + 1_000),
                new byte[0],
                Rooms.ADDRESS);
        check(signed(brief, "1"));
        clock.advance(Duration.ofSeconds(1));
        IdentityTest.refused(Reason.KEY_INVALID, () -> check(signed(brief, "2")));

        NewApiKey key = hmacKey();
        check(signed(key, "1"));
        Person eve = Rooms.person(identity, "eve@example.org");
        IdentityTest.refused(
                Reason.NOT_FOUND,
                () -> identity.revokeKey(eve.id(), key.key().id(), Rooms.ADDRESS));
        check(signed(key, "2"));
        identity.revokeKey(ada.id(), key.key().id(), Rooms.ADDRESS);
        IdentityTest.refused(Reason.KEY_INVALID, () -> check(signed(key, "3")));
        assertThat(identity.keys(ada.id()))
                .extracting(ApiKey::id)
                .doesNotContain(key.key().id());
    }

    @Test
    void shouldAcceptOnlyListedAddresses() {
        NewApiKey key = identity.createKey(
                terms(ApiKey.Kind.HMAC_SHA256, "192.0.2.0/25, 2001:db8::/32", 0),
                new byte[0],
                Rooms.ADDRESS);
        check(signed(key, "1"), "192.0.2.127");
        check(signed(key, "2"), "2001:db8:7::1%eth0");
        for (String address : new String[] {"192.0.2.128", "2001:db9::1", "host", ""}) {
            IdentityTest.refused(Reason.ADDRESS_FORBIDDEN, () -> check(signed(key, "3"), address));
        }
        for (String wrong : new String[] {"example.org", "192.0.2.0/33", "192.0.2", "1.2.3.4,"}) {
            assertThatThrownBy(() -> AddressList.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldKeepNoSecretThatCanBeRead() throws Exception {
        String secret = hmacKey().secret().orElseThrow();
        String token = identity.openSession(ada, "password", Rooms.ADDRESS).refreshToken();
        identity.close();
        String all = "";
        try (var files = Files.list(data)) {
            for (Path file : files.toList()) {
                all += Files.readString(file, StandardCharsets.ISO_8859_1);
            }
        }
        assertThat(all).contains("ada@example.org").doesNotContain(secret).doesNotContain(token);
        assertThat(all).doesNotContain(Rooms.PASSWORD);
        identity = Identity.open(Rooms.config(data, Optional.empty(), clock));
    }

    @Test
    void shouldReadSignaturesOfOneShapeOnly() {
        NewApiKey key = hmacKey();
        RequestSignature proof = signed(key, "n-1");
        String text = proof.keyId() + ":" + proof.atMillis() + ":n-1:"
                + HexFormat.of().formatHex(proof.signature());
        assertThat(RequestSignature.parse(text)).hasValueSatisfying(parsed -> check(parsed));
        for (int length = 0; length < text.length() - 1; length++) {
            String part = text.substring(0, length);
            assertThat(RequestSignature.parse(part)).as(part).isEmpty();
        }
        assertThat(RequestSignature.parse(text.replace(":n-1:", ":n 1:"))).isEmpty();
        assertThat(RequestSignature.parse(text + "\n")).isEmpty();
    }
}
