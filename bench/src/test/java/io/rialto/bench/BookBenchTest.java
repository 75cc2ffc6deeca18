package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

class BookBenchTest {

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureACompressedFileAndAgreeWithTheNaiveBook() throws IOException {
        Path file = directory.resolve("operations.bin.gz");
        writeRandomOperations(file, 5_000);
        StringWriter table = new StringWriter();
        List<BenchResult> results = BookBench.run(file, new PrintWriter(table));
        assertThat(results)
                .extracting(BenchResult::name)
                .containsExactly(
                        "book",
                        "book.gtc",
                        "book.ioc",
                        "book.cancel",
                        "book.move",
                        "book.reduce",
                        "book.fok");
        assertThat(results.getFirst().ratePerSecond().isMeasured()).isTrue();
        assertThat(table.toString()).contains("5,000 operations agree with the naive book");
    }

    @Test
    void shouldRefuseAFileOfSomethingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("operations.bin"), "not operations");
        assertThatThrownBy(() -> BookBench.run(file, new PrintWriter(new StringWriter())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not made of records of 26 bytes");
    }

    private static void writeRandomOperations(Path file, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        try (OutputStream raw = Files.newOutputStream(file);
                DataOutputStream out = new DataOutputStream(new GZIPOutputStream(raw))) {
            for (int i = 0; i < count; i++) {
                int kind = i < 100 ? 0 : random.nextInt(5);
                boolean buys = random.nextBoolean();
                boolean immediate = kind == 1;
                long size = random.nextLong(1, 50);
                long price = 1_000L + random.nextInt(60) - (buys ? 40 : 20);
                if (immediate) {
                    price = (buys ? 2_000 : 500) * (random.nextInt(4) == 0 ? size : 1);
                }
                out.writeByte(kind);
                out.writeByte(buys ? 0 : 1);
                out.writeInt(kind < 2 ? i : random.nextInt(i + 1));
                out.writeInt(random.nextInt(100));
                out.writeLong(price);
                out.writeLong(size);
            }
        }
    }
}
