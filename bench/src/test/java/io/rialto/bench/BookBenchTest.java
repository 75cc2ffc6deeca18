package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.matching.Book;

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
    void shouldMeasureMixesAtSeveralDepthsAndSayTheShareOfTheFirst() {
        StringWriter table = new StringWriter();
        List<BenchResult> results =
                BookBench.runMixes(List.of(200, 3_000), 4_000, new PrintWriter(table));
        assertThat(results.stream().filter(of -> of.name().equals("book")))
                .extracting(BenchResult::workload)
                .containsExactly(
                        "mix A, 200 orders rest",
                        "mix A, 3,000 orders rest",
                        "mix B, 200 orders rest",
                        "mix B, 3,000 orders rest");
        assertThat(results.getFirst().others()).containsEntry("shareOfFirst", 1.0);
        assertThat(table.toString()).contains("7,000 operations agree with the naive book");
    }

    @Test
    void shouldDrawABookThatStaysAboutAsDeepAsAsked() {
        for (BookMix mix : BookMix.values()) {
            BookOperations operations = mix.generate(5_000, 50_000);
            BookDriver driver = new BookDriver(operations, new Book());
            driver.reset();
            assertThat(driver.resting()).isBetween(4_990, 5_000);
            driver.applyAll();
            assertThat(driver.resting()).isBetween(4_500, 5_500);
            assertThat(driver.trades()).isGreaterThan(1_000);
            assertThat(driver.rejected()).isLessThan(1_000);
        }
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
