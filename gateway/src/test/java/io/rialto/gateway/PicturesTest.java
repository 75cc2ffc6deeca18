package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

/** What is taken for a picture, and what is kept of it. */
class PicturesTest {
    private static final int PNG_HEADER = 16;
    private static final int PNG_HEADER_CRC = 29;

    @TempDir
    private Path directory;

    @Test
    void shouldKeepNothingButPixelsUnderTheirHash() throws IOException {
        Pictures pictures = new Pictures(directory.resolve("pictures"));
        byte[] upload = picture("png", 3, 2);
        byte[] withScript = Arrays.copyOf(upload, upload.length + 30);
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(script, 0, withScript, upload.length, script.length);
        String hash = pictures.keep(withScript);
        byte[] kept = pictures.read(hash).orElseThrow();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getRGB(2, 1)).isEqualTo(0xFF00FF00);
        assertThat(pictures.keep(upload)).isEqualTo(hash);
        assertThat(files()).hasSize(1);
        assertThat(pictures.keep(picture("gif", 3, 2))).matches("[0-9a-f]{64}");
        assertThat(pictures.keep(picture("jpeg", 3, 2))).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldRefuseWhatIsNoPicture() throws IOException {
        Pictures pictures = new Pictures(directory);
        byte[] half = Arrays.copyOf(picture("png", 3, 2), 40);
        byte[] vector = "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"
                .getBytes(StandardCharsets.UTF_8);
        byte[] noise = new byte[1_000];
        new Random(5).nextBytes(noise);
        for (byte[] upload : new byte[][] {{}, half, vector, noise}) {
            refuses(pictures, upload, Refusal.PICTURE_INVALID);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldRefuseFilesThatAreTooLarge() throws IOException {
        byte[] upload = Arrays.copyOf(picture("png", 3, 2), Pictures.BYTES_MAX + 1);
        refuses(new Pictures(directory), upload, Refusal.PICTURE_TOO_LARGE);
    }

    /** A few bytes that say that they are a picture of many gigabytes. */
    @Test
    void shouldRefuseADecompressionBombByItsDimensions() throws IOException {
        for (int[] size :
                new int[][] {{60_000, 60_000}, {Pictures.SIDE_MAX + 1, 1}, {4_000, 4_000}}) {
            byte[] bomb = picture("png", 3, 2);
            ByteBuffer.wrap(bomb).putInt(PNG_HEADER, size[0]).putInt(PNG_HEADER + 4, size[1]);
            CRC32 crc = new CRC32();
            crc.update(bomb, PNG_HEADER - 4, PNG_HEADER_CRC - PNG_HEADER + 4);
            ByteBuffer.wrap(bomb).putInt(PNG_HEADER_CRC, (int) crc.getValue());
            refuses(new Pictures(directory), bomb, Refusal.PICTURE_TOO_LARGE);
        }
    }

    @Test
    void shouldReadNothingByANameThatIsNoHash() throws IOException {
        Path secret = directory.resolve("secret.png");
        Files.write(secret, new byte[] {1, 2, 3});
        Pictures pictures = new Pictures(Files.createDirectory(directory.resolve("pictures")));
        String hash = HexFormat.of().formatHex(new byte[32]);
        for (String name : new String[] {
            "../secret", "..%2Fsecret", "", hash + "A", "A".repeat(64), hash + "/../../secret", "\0"
        }) {
            assertThat(pictures.read(name)).as(name).isEmpty();
        }
        assertThat(pictures.read(hash)).isEmpty();
    }

    private static void refuses(Pictures pictures, byte[] upload, Refusal refusal) {
        assertThatThrownBy(() -> pictures.keep(upload))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.problem().code()).isEqualTo(refusal.wireName()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Red but for a green pixel in the last corner. */
    static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, 0xFF0000);
            }
        }
        image.setRGB(width - 1, height - 1, 0x00FF00);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
