package io.rialto.identity;

import io.rialto.identity.IdentityException.Reason;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Access tokens: JWTs (RFC 7519, profile of RFC 9068) signed with Ed25519 and nothing else. The
 * header says which key; that it says which algorithm is checked and never followed.
 */
final class AccessTokens {
    static final Duration LIFE = Duration.ofMinutes(10);
    static final String AUDIENCE = "rialto";

    /** Longer ones are not looked at; ours have some 500 characters. */
    static final int LENGTH_MAX = 2_048;

    private static final String TYPE = "at+jwt";
    private static final String ALGORITHM = "EdDSA";

    private final SigningKeys keys;
    private final String issuer;
    private final InstantSource clock;

    AccessTokens(SigningKeys keys, String issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A token of a session, and when it expires. Blocks when a key is to be made. */
    String issue(AccessClaims claims) {
        SigningKeys.Key key = keys.signing();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", ALGORITHM);
        header.put("typ", TYPE);
        header.put("kid", key.id());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("iss", issuer);
        body.put("aud", AUDIENCE);
        body.put("sub", claims.person());
        body.put("sid", claims.session());
        body.put("account", Long.toString(claims.account()));
        body.put("auditor", claims.isAuditor());
        long expires = claims.expiresAtMillis() / 1_000;
        body.put("nbf", expires - LIFE.toSeconds());
        body.put("iat", expires - LIFE.toSeconds());
        body.put("exp", expires);
        body.put("jti", Secrets.text(96));
        String signed = encode(header) + "." + encode(body);
        byte[] signature = Ed25519.sign(
                key.privateKey().orElseThrow(), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Secrets.encode(signature);
    }

    /** When a token that is issued now expires, in milliseconds since 1970. */
    long expiry() {
        return clock.instant().plus(LIFE).toEpochMilli();
    }

    /**
     * What a token says, if it is one of ours and its time is now. Blocks when the key is not known
     * here.
     *
     * @throws IdentityException TOKEN_INVALID, TOKEN_EXPIRED
     */
    AccessClaims verify(String token) {
        String[] parts = token.length() > LENGTH_MAX ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid("it does not have three parts");
        }
        Map<String, Object> header = decode(parts[0]);
        if (!ALGORITHM.equals(header.get("alg")) || !TYPE.equals(header.get("typ"))) {
            throw invalid("it is not signed as this venue's are");
        }
        if (header.size() != 3 || !(header.get("kid") instanceof String kid)) {
            throw invalid("its header is another than this venue writes");
        }
        SigningKeys.Key key =
                keys.find(kid).orElseThrow(() -> invalid("the key that signed it is not known"));
        String signed = parts[0] + "." + parts[1];
        if (!Ed25519.verify(
                key.publicKey(), signed.getBytes(StandardCharsets.US_ASCII), bytes(parts[2]))) {
            throw invalid("its signature is wrong");
        }
        return claims(decode(parts[1]));
    }

    private AccessClaims claims(Map<String, Object> body) {
        if (!issuer.equals(body.get("iss"))) {
            throw invalid("another venue issued it");
        }
        if (!AUDIENCE.equals(body.get("aud"))) {
            throw invalid("it is for another audience");
        }
        if (body.get("sub") instanceof String person
                && body.get("sid") instanceof String session
                && body.get("account") instanceof String account
                && body.get("auditor") instanceof Boolean auditor
                && body.get("nbf") instanceof Long notBefore
                && body.get("exp") instanceof Long expires) {
            long now = clock.instant().getEpochSecond();
            if (now >= expires) {
                throw new IdentityException(
                        Reason.TOKEN_EXPIRED, "use the refresh token, or sign in again");
            }
            // Clocks of two gateways may differ a little.
            if (now + 30 < notBefore) {
                throw invalid("its time has not come yet");
            }
            return new AccessClaims(
                    person, session, Long.parseLong(account), auditor, expires * 1_000);
        }
        throw invalid("it lacks a claim");
    }

    private static String encode(Map<String, Object> values) {
        return Secrets.encode(FlatJson.write(values).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> decode(String part) {
        return Optional.of(part)
                .map(AccessTokens::bytes)
                .flatMap(FlatJson::parse)
                .orElseThrow(() -> invalid("a part of it cannot be read"));
    }

    private static byte[] bytes(String part) {
        try {
            byte[] bytes = Secrets.decode(part);
            // Bits that say nothing are ignored by the decoder: one token, one spelling.
            if (Secrets.encode(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // Falls through to the same complaint.
        }
        throw invalid("a part of it cannot be read");
    }

    private static IdentityException invalid(String why) {
        return new IdentityException(Reason.TOKEN_INVALID, "sign in again: " + why);
    }
}
