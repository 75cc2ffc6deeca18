package io.rialto.gateway;

import java.util.Locale;
import java.util.Optional;

/**
 * A credential as it came, and the request that it came with.
 *
 * @param scheme of the Authorization header, in lower case
 * @param credential what follows it
 * @param method of the request
 * @param target its path and query
 * @param body its body; empty without one
 * @param address where it came from
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Presented(
        String scheme,
        String credential,
        String method,
        String target,
        byte[] body,
        String address) {
    static final String BEARER = "bearer";

    /** What a program's signature comes with. */
    static final String SIGNED = "rialto";

    private static final String KEY_PREFIX = "rk_";

    /**
     * What an Authorization header says.
     *
     * @throws ProblemException if there is none, or of no scheme known here
     */
    static Presented header(
            Optional<String> header, String method, String target, byte[] body, String address) {
        String value = header.orElseThrow(() -> new ProblemException(
                Refusal.UNAUTHENTICATED, "Send the header \"Authorization: Bearer <token>\""));
        int space = value.indexOf(' ');
        String scheme = value.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
        if (!scheme.equals(BEARER) && !scheme.equals(SIGNED)) {
            throw new ProblemException(
                    Refusal.UNAUTHENTICATED, "Use the scheme Bearer or Rialto in Authorization");
        }
        return new Presented(
                scheme, value.substring(space + 1).strip(), method, target, body, address);
    }

    /** What a message of the stream says: a token, or the signature of the stream's own address. */
    static Presented message(String text, String address) {
        String scheme = text.startsWith(KEY_PREFIX) ? SIGNED : BEARER;
        return new Presented(scheme, text, "GET", Routes.STREAM, new byte[0], address);
    }

    @Override
    public String toString() {
        return "Presented[" + scheme + ", " + method + " " + target + "]";
    }
}
