package io.rialto.identity;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id, written as the PHC string that says at what cost: that can be raised without ending old
 * passwords. At most two at a time, so that a rush of sign-ins costs time and not memory.
 */
final class Passwords {
    /** Bytes of UTF-8 that a password may have; longer ones would cost more to hash. */
    static final int BYTES_MAX = 256;

    /** Characters that a password must have at least (NIST SP 800-63B). */
    static final int CHARACTERS_MIN = 8;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([\\w+/]+)\\$([\\w+/]+)");
    private static final Semaphore AT_A_TIME = new Semaphore(2);

    private final PasswordCost cost;

    /** With new passwords hashed at that cost. */
    Passwords(PasswordCost cost) {
        this.cost = cost;
    }

    /**
     * Refuses what is no password for that login.
     *
     * @throws IdentityException PASSWORD_UNFIT
     */
    static void check(String login, String password) {
        int characters = password.codePointCount(0, password.length());
        if (characters < CHARACTERS_MIN
                || password.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX
                || Logins.comparable(password).equals(login)) {
            throw new IdentityException(
                    IdentityException.Reason.PASSWORD_UNFIT,
                    "choose a password of at least " + CHARACTERS_MIN + " characters and at most "
                            + BYTES_MAX + " bytes that is not your name");
        }
    }

    String hash(String password) {
        byte[] salt = Secrets.bytes(SALT_BYTES);
        byte[] hash = argon2id(password, salt, cost, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.passes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    static boolean matches(String password, String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches() || password.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(matcher.group(4));
        byte[] found = argon2id(
                password,
                Base64.getDecoder().decode(matcher.group(3)),
                new PasswordCost(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))),
                expected.length);
        return MessageDigest.isEqual(found, expected);
    }

    /** Takes as long as a comparison: nobody learns from the time whether there is such a login. */
    void pretend(String password) {
        if (password.length() <= BYTES_MAX) {
            argon2id(password, new byte[SALT_BYTES], cost, HASH_BYTES);
        }
    }

    private static byte[] argon2id(String password, byte[] salt, PasswordCost cost, int bytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(1)
                .build());
        byte[] hash = new byte[bytes];
        AT_A_TIME.acquireUninterruptibly();
        try {
            argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            AT_A_TIME.release();
        }
        return hash;
    }
}
