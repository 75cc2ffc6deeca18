package io.rialto.gateway;

import io.rialto.identity.AccessClaims;
import io.rialto.identity.ApiKey;
import io.rialto.identity.Identity;
import io.rialto.identity.IdentityException;
import io.rialto.identity.RequestSignature;
import io.rialto.identity.Scope;
import io.rialto.view.AccountInfo;
import io.rialto.view.Directory;
import io.rialto.view.TokenInfo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells who a credential belongs to: a bearer token, of which the venue knows only a hash; an access
 * token of somebody who signed in; the signature of an API key. A token has 256 random bits, so that
 * looking its hash up in a map tells nobody anything about it. Any thread.
 */
final class Authenticator {
    private static final String PREFIX = "rialto_";
    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH_MAX = 200;
    private static final int SESSIONS_MAX = 100_000;

    private final Directory directory;
    private final RequestGate gate;
    private final IdentityDoor identities;
    private final Sharing sharing;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    // Numbers of earlier runs of this gateway must not come again.
    private final AtomicLong nextSession = new AtomicLong((random.nextInt() & 0x7FFFFFFFL) << 20);

    Authenticator(Directory directory, RequestGate gate, IdentityDoor identities, Sharing sharing) {
        this.directory = directory;
        this.gate = gate;
        this.identities = identities;
        this.sharing = sharing;
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
     * What a credential proves. The future is done already unless a database must be asked, and then
     * fails as this method throws.
     *
     * @throws ProblemException if it proves nothing
     */
    CompletableFuture<Proof> prove(Presented presented) {
        if (presented.scheme().equals(Presented.SIGNED)) {
            return signed(presented);
        }
        String text = presented.credential();
        // Access tokens have three parts; ours have no dot.
        if (text.indexOf('.') < 0) {
            return CompletableFuture.completedFuture(proof(token(text), text));
        }
        Optional<AccessClaims> known = identities.ready().flatMap(i -> i.remembered(text));
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(proof(known.get(), text));
        }
        return asked(presented.address(), identity -> proof(identity.verify(text), text));
    }

    private CompletableFuture<Proof> signed(Presented presented) {
        RequestSignature signature = RequestSignature.parse(presented.credential())
                .orElseThrow(() -> new ProblemException(
                        Refusal.SIGNATURE_INVALID,
                        "Send \"Authorization: Rialto <key>:<milliseconds>:<nonce>:<signature>\""));
        Optional<Identity> ready = identities.ready().filter(i -> i.isKeyLoaded(signature.keyId()));
        if (ready.isPresent()) {
            try {
                return onlyOnce(signature, check(ready.get(), signature, presented));
            } catch (IdentityException refused) {
                throw new ProblemException(IdentityDoor.problem(refused));
            }
        }
        return asked(presented.address(), identity -> {
                    identity.loadKey(signature.keyId());
                    return check(identity, signature, presented);
                })
                .thenCompose(proof -> onlyOnce(signature, proof));
    }

    /** What a signature that is new here proves if no other gateway has seen it either. */
    private CompletableFuture<Proof> onlyOnce(RequestSignature signature, Proof proof) {
        if (!sharing.isOn()) {
            return CompletableFuture.completedFuture(proof);
        }
        return sharing.isFirst(signature.once())
                // Who cannot be asked has seen nothing: then each gateway takes a signature once.
                .exceptionally(away -> true)
                .thenApply(isFirst -> {
                    if (!isFirst) {
                        throw new ProblemException(
                                Refusal.SIGNATURE_REPLAYED, "use a new nonce for each request");
                    }
                    return proof;
                });
    }

    /**
     * What a signature in the manner of the Binance API proves, as {@link #prove}.
     */
    CompletableFuture<Proof> provePayload(
            String key, byte[] payload, String signature, String address) {
        return ofKey(
                key,
                address,
                identity ->
                        proof(identity, identity.checkPayload(key, payload, signature, address)));
    }

    /** Whose key has that name, as {@link #prove}: no proof of anything but that it is known. */
    CompletableFuture<Proof> proveNamed(String key, String address) {
        return ofKey(key, address, identity -> proof(identity, identity.namedKey(key, address)));
    }

    private CompletableFuture<Proof> ofKey(
            String key, String address, java.util.function.Function<Identity, Proof> check) {
        Optional<Identity> ready = identities.ready().filter(i -> i.isKeyLoaded(key));
        if (ready.isPresent()) {
            try {
                return CompletableFuture.completedFuture(check.apply(ready.get()));
            } catch (IdentityException refused) {
                throw new ProblemException(IdentityDoor.problem(refused));
            }
        }
        return asked(address, identity -> {
            identity.loadKey(key);
            return check.apply(identity);
        });
    }

    /** What is not known here costs its sender something if it turns out to be nothing. */
    private CompletableFuture<Proof> asked(
            String address, java.util.function.Function<Identity, Proof> question) {
        gate.mayGuess(address).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        CompletableFuture<Proof> answer = identities.ask(question);
        return answer.whenComplete((proof, failure) -> {
            if (failure != null) {
                gate.guessed(address);
            }
        });
    }

    private static Proof check(Identity identity, RequestSignature signature, Presented from) {
        ApiKey key = identity.checkKey(
                signature, from.method(), from.target(), from.body(), from.address());
        return proof(identity, key);
    }

    private static Proof proof(Identity identity, ApiKey key) {
        boolean isAuditor = identity.isAuditor(key);
        Set<Scope> scopes = EnumSet.copyOf(key.scopes());
        if (isAuditor) {
            scopes.retainAll(Proof.allScopes(true));
        }
        return new Proof(
                Proof.Kind.KEY,
                key.id(),
                "",
                key.person(),
                key.account(),
                scopes,
                isAuditor && !scopes.isEmpty(),
                "");
    }

    private static Proof proof(AccessClaims claims, String text) {
        return new Proof(
                Proof.Kind.SESSION,
                claims.session(),
                text,
                claims.person(),
                claims.account(),
                Proof.allScopes(claims.isAuditor()),
                claims.isAuditor(),
                "");
    }

    private Proof proof(TokenInfo token, String text) {
        return new Proof(
                Proof.Kind.TOKEN,
                Long.toString(token.tokenId()),
                text,
                "",
                token.account(),
                Proof.allScopes(false),
                false,
                gate.profileName(token));
    }

    /** Whether what was proved when a connection was opened holds still. Does not block. */
    boolean holds(Proof proof) {
        try {
            return switch (proof.kind()) {
                case TOKEN -> token(proof.credential()).account() == proof.account();
                case SESSION ->
                    identities
                            .ready()
                            .flatMap(i -> i.remembered(proof.credential()))
                            .isPresent();
                case KEY -> keyHolds(proof.id());
            };
        } catch (ProblemException over) {
            return false;
        }
    }

    private boolean keyHolds(String id) {
        Identity identity = identities.ready().orElseThrow();
        if (!identity.isKeyLoaded(id)) {
            // Whether it was revoked meanwhile is known when the connection is looked at again.
            var _ = identities.ask(i -> {
                i.loadKey(id);
                return true;
            });
        }
        return identity.validKey(id).isPresent();
    }

    /** Who asks by REST: all requests by one credential belong together. */
    Caller caller(Proof proof) {
        if (sessions.size() > SESSIONS_MAX) {
            // What their clients have seen is found out again by the next answers.
            sessions.clear();
        }
        return caller(
                proof, sessions.computeIfAbsent(proof.kind() + proof.id(), id -> newSession()));
    }

    /**
     * Who asks in a session.
     *
     * @throws ProblemException if the view does not show the account
     */
    Caller caller(Proof proof, Session session) {
        AccountInfo account =
                directory.account(proof.account()).orElseThrow(Authenticator::invalid);
        LimitProfile profile = gate.profile(proof.profile(), account);
        RequestGate.Usage usage = gate.usage(account.account(), profile);
        return new Caller(proof, account, profile, usage, session);
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

    private static ProblemException invalid() {
        return new ProblemException(
                Refusal.TOKEN_INVALID, "Check the token; it may have been revoked");
    }
}
