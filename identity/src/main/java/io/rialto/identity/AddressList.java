package io.rialto.identity;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses and ranges of them, as {@code 192.0.2.7} or {@code 2001:db8::/32}; names are none. An
 * empty list allows every address.
 */
public final class AddressList {
    static final int ENTRIES_MAX = 32;

    private final String text;
    private final List<Range> ranges;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Range(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % Byte.SIZE);
                int at = i / Byte.SIZE;
                if ((address[at] & mask) != (other[at] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private AddressList(String text, List<Range> ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    /**
     * The list of a text with commas.
     *
     * @throws IllegalArgumentException when a part of it is no address
     */
    public static AddressList of(String text) {
        List<Range> ranges = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : text.split(",", -1)) {
                ranges.add(range(part.strip()));
            }
        }
        if (ranges.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("a list may have " + ENTRIES_MAX + " addresses");
        }
        return new AddressList(text.strip(), List.copyOf(ranges));
    }

    private static Range range(String part) {
        int slash = part.indexOf('/');
        String literal = slash < 0 ? part : part.substring(0, slash);
        // Of "192.0.2" nobody can say which address is meant.
        if (literal.indexOf(':') < 0 && !literal.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            throw new IllegalArgumentException("no address: " + part);
        }
        byte[] address = InetAddress.ofLiteral(literal).getAddress();
        int bitsMax = address.length * Byte.SIZE;
        int bits = slash < 0 ? bitsMax : Integer.parseInt(part.substring(slash + 1));
        if (bits < 0 || bits > bitsMax) {
            throw new IllegalArgumentException("no range: " + part);
        }
        return new Range(address, bits);
    }

    /** Whether requests may come from an address, given without a name. */
    public boolean allows(String address) {
        if (ranges.isEmpty()) {
            return true;
        }
        int zone = address.indexOf('%');
        try {
            byte[] bytes = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone))
                    .getAddress();
            return ranges.stream().anyMatch(range -> range.contains(bytes));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressList list && list.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
