package io.rialto.app;

import io.rialto.app.LobsterMessage.Kind;
import io.rialto.money.Side;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads LOBSTER message files (lobsterdata.com), plain or gzipped; they have no header. */
final class LobsterFile {
    private static final int FIELDS = 6;
    private static final int NANOS_DIGITS = 9;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]*)?");
    private static final int GZIP_MAGIC = 0x1f8b;

    private LobsterFile() {}

    /**
     * Reads the whole file.
     *
     * @throws IOException naming the line, if it cannot be read or is not such a file
     */
    static List<LobsterMessage> read(Path file) throws IOException {
        List<LobsterMessage> messages = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int number = messages.size() + 1;
                try {
                    messages.add(parse(number, line));
                } catch (RuntimeException malformed) {
                    throw new IOException(
                            "%s, line %d: %s; expected \"seconds,type,order id,shares,price,direction\""
                                    .formatted(file, number, malformed.getMessage()),
                            malformed);
                }
            }
        } catch (NoSuchFileException missing) {
            throw (IOException)
                    new FileNotFoundException(file + " does not exist").initCause(missing);
        }
        return messages;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try (InputStream probe = Files.newInputStream(file)) {
            int magic = probe.read() << 8 | probe.read();
            return magic == GZIP_MAGIC ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (IOException unreadable) {
            raw.close();
            throw unreadable;
        }
    }

    private static LobsterMessage parse(int number, String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields");
        }
        int direction = Integer.parseInt(fields[5]);
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException("direction " + direction);
        }
        return new LobsterMessage(
                number,
                nanos(fields[0]),
                Kind.of(Integer.parseInt(fields[1])),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                direction == 1 ? Side.BUY : Side.SELL);
    }

    /** Seconds after midnight with up to nine decimals, exactly; what is finer is cut. */
    private static long nanos(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new IllegalArgumentException("seconds " + seconds);
        }
        int point = seconds.indexOf('.');
        String whole = point < 0 ? seconds : seconds.substring(0, point);
        String decimals = point < 0 ? "" : seconds.substring(point + 1);
        String nanos = (decimals + "0".repeat(NANOS_DIGITS)).substring(0, NANOS_DIGITS);
        return Long.parseLong(whole) * 1_000_000_000L + Long.parseLong(nanos);
    }
}
