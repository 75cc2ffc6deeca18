package io.rialto.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What people's programs do to prove who they are, written from the documentation alone. */
final class Authenticators {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final AtomicLong NONCES = new AtomicLong();

    private Authenticators() {}

    /** The code that a telephone would show now for a secret in Base32. */
    static String code(String secret) {
        ByteBuffer bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < secret.length(); i++) {
            held = ((held & 0xFF) << 5) | BASE32.indexOf(secret.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        byte[] step = ByteBuffer.allocate(8)
                .putLong(Instant.now().getEpochSecond() / 30)
                .array();
        byte[] hash = mac("HmacSHA1", bytes.array(), step);
        int number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xF) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Signs messages. */
    @FunctionalInterface
    interface Signer {
        byte[] sign(byte[] message);
    }

    static Signer hmac(String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return message -> mac("HmacSHA256", key, message);
    }

    static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The 32 bytes of a public key, in hex: its encoding ends with them. */
    static String hex(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return HexFormat.of()
                .formatHex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static Signer ed25519(PrivateKey key) {
        return message -> {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(key);
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        };
    }

    /** What follows the scheme Rialto, for a request of now that was not signed before. */
    static String signed(String key, Signer signer, String method, String target, String body) {
        return signed(
                key,
                signer,
                System.currentTimeMillis(),
                "n" + NONCES.incrementAndGet(),
                method + "\n" + target,
                body);
    }

    static String signed(
            String key, Signer signer, long millis, String nonce, String request, String body) {
        String message = "rialto-v1\n" + millis + "\n" + nonce + "\n" + request + "\n" + sha(body);
        byte[] signature = signer.sign(message.getBytes(StandardCharsets.UTF_8));
        return key + ":" + millis + ":" + nonce + ":" + HexFormat.of().formatHex(signature);
    }

    private static String sha(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
