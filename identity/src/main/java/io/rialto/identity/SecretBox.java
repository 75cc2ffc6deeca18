package io.rialto.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets that must be known again (AES-256-GCM), so that a database alone gives none away.
 * The first key seals; all of them open, so that a key can be replaced. Any thread.
 */
public final class SecretBox {
    /** Where a key is made in the data directory when none is configured. */
    public static final String FILE = "identity.key";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<Key> keys;

    private record Key(String name, SecretKeySpec spec) {
        static Key of(byte[] bytes) {
            byte[] hash = Secrets.sha256().digest(bytes);
            return new Key(HexFormat.of().formatHex(hash, 0, 4), new SecretKeySpec(bytes, "AES"));
        }
    }

    private SecretBox(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys of a text: one a line, 32 bytes in Base64 each.
     *
     * @throws IllegalArgumentException when there is none or one is malformed; without telling it
     */
    public static SecretBox of(String text) {
        List<Key> keys = new ArrayList<>();
        for (String line :
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(line);
            } catch (IllegalArgumentException malformed) {
                // The cause would tell a part of the key.
                bytes = new byte[0];
            }
            if (bytes.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "a key that seals secrets is 32 bytes in Base64, one a line");
            }
            keys.add(Key.of(bytes));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key that seals secrets");
        }
        return new SecretBox(keys);
    }

    /** The keys of a file, which is made with one random key when it is missing. */
    public static SecretBox ofFile(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return of(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void create(Path file) throws IOException {
        Path part =
                Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".part", ownerOnly());
        try {
            Files.writeString(
                    part, Base64.getEncoder().encodeToString(Secrets.bytes(KEY_BYTES)) + "\n");
            // Another process may make one at this moment: whoever links first has made it.
            if (!Files.exists(file)) {
                Files.createLink(file, part);
            }
        } catch (java.nio.file.FileAlreadyExistsException made) {
            // By another process, and it is as good.
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** With which a file is made that only its owner may read. */
    static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Seals a secret for a purpose: it opens for no other. */
    String seal(String purpose, byte[] secret) {
        Key key = keys.getFirst();
        byte[] nonce = Secrets.bytes(NONCE_BYTES);
        byte[] sealed =
                crypt(Cipher.ENCRYPT_MODE, key, nonce, purpose, secret, 0).orElseThrow();
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return key.name() + "." + Secrets.encode(all);
    }

    /** The secret, unless it was sealed for another purpose or under a key that is not here. */
    Optional<byte[]> open(String purpose, String sealed) {
        int dot = sealed.indexOf('.');
        String name = sealed.substring(0, Math.max(dot, 0));
        byte[] all = Secrets.decode(sealed.substring(dot + 1));
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .flatMap(key -> crypt(Cipher.DECRYPT_MODE, key, all, purpose, all, NONCE_BYTES));
    }

    private static Optional<byte[]> crypt(
            int mode, Key key, byte[] nonce, String purpose, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.spec(), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(input, offset, input.length - offset));
        } catch (javax.crypto.AEADBadTagException other) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }
}
