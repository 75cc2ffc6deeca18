package io.rialto.gateway;

import io.rialto.view.AccountInfo;
import io.rialto.view.Directory;
import io.rialto.view.TokenInfo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells who a bearer token belongs to. The venue knows only SHA-256 hashes of tokens; a token has
 * 256 random bits, so that looking its hash up in a map tells nobody anything about it. Any thread.
 */
final class Authenticator {
    private static final String PREFIX = "rialto_";
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH_MAX = 200;
    private static final String SCHEME = "Bearer ";

    private final Directory directory;
    private final RequestGate gate;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Session> sessions = new ConcurrentHashMap<>();

    // Numbers of earlier runs of this gateway must not come again.
    private final AtomicLong nextSession = new AtomicLong((random.nextInt() & 0x7FFFFFFFL) << 20);

    Authenticator(Directory directory, RequestGate gate) {
        this.directory = directory;
        this.gate = gate;
    }

    /** A new token, to be shown once. */
    String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the venue may know of a token. */
    static byte[] hash(String token) {
        return PayloadHash.sha256().digest(token.getBytes(StandardCharsets.UTF_8));
    }

    /** A random id, of a person or the like. */
    long randomId() {
        return random.nextLong();
    }

    /**
     * Who sent a request, by its Authorization header.
     *
     * @throws ProblemException if there is none, or it does not say
     */
    Caller byHeader(Optional<String> header) {
        String value = header.orElseThrow(() -> new ProblemException(
                Refusal.UNAUTHENTICATED, "Send the header \"Authorization: Bearer <token>\""));
        TokenInfo token = token(bearer(value)
                .orElseThrow(() -> new ProblemException(
                        Refusal.UNAUTHENTICATED, "Use the scheme Bearer in Authorization")));
        Session session = sessions.computeIfAbsent(token.tokenId(), id -> newSession());
        return caller(token, session);
    }

    /** The token in an Authorization header, if it is of the right scheme. */
    static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /**
     * Who opened a stream, by its token.
     *
     * @throws ProblemException if the token is not valid
     */
    Caller byToken(String text, Session session) {
        return caller(token(text), session);
    }

    Session newSession() {
        return new Session(nextSession.incrementAndGet());
    }

    private TokenInfo token(String text) {
        if (text.isEmpty() || text.length() > TOKEN_LENGTH_MAX) {
            throw invalid();
        }
        TokenInfo token = directory.token(hash(text)).orElseThrow(Authenticator::invalid);
        Instant now = Instant.now();
        if (token.expiredAt(now.getEpochSecond() * 1_000_000_000L + now.getNano())) {
            throw new ProblemException(Refusal.TOKEN_EXPIRED, "Ask for a new token");
        }
        return token;
    }

    private Caller caller(TokenInfo token, Session session) {
        AccountInfo account =
                directory.account(token.account()).orElseThrow(Authenticator::invalid);
        LimitProfile profile = gate.profile(token, account);
        RequestGate.Usage usage = gate.usage(account.account(), profile);
        return new Caller(token, account, profile, usage, session);
    }

    private static ProblemException invalid() {
        return new ProblemException(
                Refusal.TOKEN_INVALID, "Check the token; it may have been revoked");
    }
}
