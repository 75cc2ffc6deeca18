package io.rialto.identity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program says to prove that a request is its own: {@code key:time:nonce:signature}, see
 * docs/protocol/rest.md.
 *
 * @param keyId of the key
 * @param atMillis when it was signed, since 1970 by the program's clock
 * @param nonce never used twice with that time
 * @param signature of {@link #message}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record RequestSignature(String keyId, long atMillis, String nonce, byte[] signature) {
    private static final Pattern TEXT = Pattern.compile(
            "(rk_[\\w-]{16,64}):(\\d{1,15}):([\\w-]{1,64}):((?:[0-9a-f]{2}){32,64})");

    /** What a text says, if it says it as it must. */
    public static Optional<RequestSignature> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new RequestSignature(
                        matcher.group(1),
                        Long.parseLong(matcher.group(2)),
                        matcher.group(3),
                        HexFormat.of().parseHex(matcher.group(4))))
                : Optional.empty();
    }

    /**
     * The bytes that are signed.
     *
     * @param method of HTTP
     * @param target path and query, as sent
     * @param body as sent; empty without one
     */
    byte[] message(String method, String target, byte[] body) {
        String hash = HexFormat.of().formatHex(Secrets.sha256().digest(body));
        return ("rialto-v1\n" + atMillis + "\n" + nonce + "\n" + method + "\n" + target + "\n"
                        + hash)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Tells it from all others within the time in which it counts. */
    public String once() {
        return keyId + ":" + atMillis + ":" + nonce;
    }
}
