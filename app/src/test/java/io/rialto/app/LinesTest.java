package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class LinesTest {
    @Test
    void shouldWriteALineAtOnce() {
        List<String> writes = new ArrayList<>();
        OutputStream file = new OutputStream() {
            @Override
            public void write(int one) {
                writes.add(Character.toString(one));
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        };
        // As the process's own streams are: each write of theirs is one to the file.
        PrintStream out = new PrintStream(file, true, StandardCharsets.UTF_8);

        Lines.print(out, "%s is up (%.1f s)", "rialto", 0.86);

        assertThat(writes).containsExactly("rialto is up (0.9 s)" + System.lineSeparator());
    }
}
