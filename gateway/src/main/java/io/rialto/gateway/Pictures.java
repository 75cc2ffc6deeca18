package io.rialto.gateway;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures as files that are named by their content: what is uploaded is decoded, drawn anew and
 * encoded as PNG, so that nothing but pixels is ever kept or served. Only the hash of the file is
 * known to the venue. Blocks: for threads that may.
 */
final class Pictures {
    /** Of what is uploaded. */
    static final int BYTES_MAX = 512 * 1024;

    /** Of either side. */
    static final int SIDE_MAX = 4_096;

    /** Width times height; four bytes each while it is decoded. */
    static final long PIXELS_MAX = 4_000_000;

    static final String TYPE = "image/png";

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;

    Pictures(Path directory) {
        this.directory = directory;
    }

    /**
     * Keeps a picture.
     *
     * @return its name: SHA-256 of what is kept, in hexadecimal digits
     * @throws ProblemException picture-invalid or picture-too-large
     */
    String keep(byte[] upload) {
        if (upload.length > BYTES_MAX) {
            throw new ProblemException(
                    Refusal.PICTURE_TOO_LARGE, "Send at most " + BYTES_MAX + " bytes");
        }
        byte[] encoded = encode(decode(upload));
        String hash = HexFormat.of().formatHex(sha256(encoded));
        try {
            write(file(hash), encoded);
        } catch (IOException full) {
            throw new ProblemException(Refusal.PICTURES_UNAVAILABLE, "Try again later");
        }
        return hash;
    }

    /** The file of that name, if it is one and there. */
    Optional<byte[]> read(String hash) {
        if (!HASH.matcher(hash).matches()) {
            return Optional.empty();
        }
        try {
            Path file = file(hash);
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new ProblemException(Refusal.PICTURES_UNAVAILABLE, "Try again later");
        }
    }

    private Path file(String hash) {
        return directory.resolve(hash.substring(0, 2)).resolve(hash + ".png");
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path partial = Files.createTempFile(file.getParent(), "upload", ".part");
        try {
            Files.write(partial, content);
            move(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Reads size and format before any pixel, so that a small file cannot ask for a large memory. */
    private static BufferedImage decode(byte[] upload) {
        try (ImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw invalid();
            }
            ImageReader reader = readers.next();
            try {
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
                    throw invalid();
                }
                reader.setInput(input, true, true);
                checkSize(reader.getWidth(0), reader.getHeight(0));
                return redrawn(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // Decoders throw about anything on bytes that are no picture.
            throw broken instanceof ProblemException known ? known : invalid();
        }
    }

    private static void checkSize(int width, int height) {
        if (width > SIDE_MAX || height > SIDE_MAX || (long) width * height > PIXELS_MAX) {
            throw new ProblemException(
                    Refusal.PICTURE_TOO_LARGE,
                    "Send at most " + PIXELS_MAX + " pixels, " + SIDE_MAX + " on a side");
        }
    }

    private static BufferedImage redrawn(BufferedImage decoded) {
        BufferedImage image = new BufferedImage(
                decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int width = image.getWidth();
        int height = image.getHeight();
        image.setRGB(
                0, 0, width, height, decoded.getRGB(0, 0, width, height, null, 0, width), 0, width);
        return image;
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("no encoder of PNG");
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("an array takes all bytes", impossible);
        }
        return bytes.toByteArray();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                Refusal.PICTURE_INVALID, "Send a picture as PNG, JPEG, GIF or BMP");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
