package io.rialto.sequencer;

import io.rialto.engine.Constituent;
import io.rialto.engine.FundTerms;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The group of a fund's constituents, which is the same in every message that has it. */
final class FundWire {
    static final int NONE = -1;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int SIZES = 2 * Short.BYTES;
    private static final int ENTRY = 2 * Long.BYTES;

    private FundWire() {}

    /** Bytes that the group takes. */
    static int length(FundTerms terms) {
        return SIZES + terms.constituents().size() * ENTRY;
    }

    /** Where the group that begins at an index ends, or {@link #NONE} if it has not its form. */
    static int end(DirectBuffer buffer, int index, int limit) {
        if (index + SIZES > limit || (buffer.getShort(index, ORDER) & 0xFFFF) != ENTRY) {
            return NONE;
        }
        int end = index + SIZES + count(buffer, index) * ENTRY;
        return end <= limit ? end : NONE;
    }

    private static int count(DirectBuffer buffer, int index) {
        return buffer.getShort(index + Short.BYTES, ORDER) & 0xFFFF;
    }

    static FundTerms terms(DirectBuffer buffer, int index, long redemptionFee) {
        List<Constituent> constituents = new ArrayList<>();
        for (int i = 0; i < count(buffer, index); i++) {
            int at = index + SIZES + i * ENTRY;
            constituents.add(new Constituent(
                    buffer.getLong(at, ORDER), buffer.getLong(at + Long.BYTES, ORDER)));
        }
        return new FundTerms(redemptionFee, constituents);
    }

    /** Writes the group and returns where it ends. */
    static int put(FundTerms terms, MutableDirectBuffer buffer, int index) {
        buffer.putShort(index, (short) ENTRY, ORDER);
        buffer.putShort(index + Short.BYTES, (short) terms.constituents().size(), ORDER);
        int at = index + SIZES;
        for (Constituent each : terms.constituents()) {
            buffer.putLong(at, each.market(), ORDER);
            buffer.putLong(at + Long.BYTES, each.multiplier(), ORDER);
            at += ENTRY;
        }
        return at;
    }
}
