package io.rialto.marketdata;

import io.rialto.view.BookLevel;
import io.rialto.view.BookSnapshot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A check of the best ten levels of each side of a book: CRC-32 (as zlib has it) over ASCII text. For
 * each place from the best on, the bid's price and quantity and then the ask's, whichever there are,
 * as whole numbers in the units of the book's messages, each followed by a colon.
 */
public final class BookChecksum {
    /** How many levels of each side count. */
    public static final int LEVELS = 10;

    private BookChecksum() {}

    /** The checksum of a book of at least {@link #LEVELS} levels where there are so many. */
    public static int of(BookSnapshot book) {
        StringBuilder text = new StringBuilder(512);
        for (int place = 0; place < LEVELS; place++) {
            append(text, book.bids(), place);
            append(text, book.asks(), place);
        }
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return (int) crc.getValue();
    }

    private static void append(StringBuilder text, List<BookLevel> levels, int place) {
        if (place < levels.size()) {
            text.append(levels.get(place).price())
                    .append(':')
                    .append(levels.get(place).quantity())
                    .append(':');
        }
    }
}
