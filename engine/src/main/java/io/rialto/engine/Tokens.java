package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The bearer tokens that are not revoked. Of a token only the SHA-256 is known here. */
final class Tokens {
    static final int HASH_BYTES = 32;

    private static final class Token {
        final long account;
        final byte[] hash;
        final long expiresAt;
        final String label;

        Token(long account, byte[] hash, long expiresAt, String label) {
            this.account = account;
            this.hash = hash.clone();
            this.expiresAt = expiresAt;
            this.label = label;
        }
    }

    private final EventSink events;
    private final Map<Long, Token> byId = new TreeMap<>();
    private final Map<byte[], Long> byHash = new TreeMap<>(Arrays::compare);
    private long next = 1;

    Tokens(EventSink events) {
        this.events = events;
    }

    long next() {
        return next;
    }

    boolean hasHash(byte[] hash) {
        return byHash.containsKey(hash);
    }

    boolean exists(long tokenId) {
        return byId.containsKey(tokenId);
    }

    /** Gives an account a token whose hash is new; returns the token's id. */
    long issue(long account, byte[] hash, long expiresAt, String label) {
        Check.that(hash.length == HASH_BYTES, "a SHA-256 has 32 bytes");
        long tokenId = next++;
        add(tokenId, new Token(account, hash, expiresAt, label));
        events.tokenIssued(tokenId, account, hash, expiresAt, label);
        return tokenId;
    }

    /** Ends a token that exists. */
    void revoke(long tokenId) {
        Token revoked = byId.remove(tokenId);
        byHash.remove(revoked.hash);
        events.tokenRevoked(tokenId, revoked.account);
    }

    void write(StateSink sink) {
        byId.forEach((tokenId, token) ->
                sink.token(tokenId, token.account, token.hash, token.expiresAt, token.label));
    }

    void restoreNext(long nextToken) {
        next = nextToken;
    }

    void restore(long tokenId, long account, byte[] hash, long expiresAt, String label) {
        Check.that(tokenId < next, "a token's id has been given");
        add(tokenId, new Token(account, hash, expiresAt, label));
    }

    private void add(long tokenId, Token token) {
        Check.that(byHash.put(token.hash, tokenId) == null, "a token's hash is unique");
        byId.put(tokenId, token);
    }
}
