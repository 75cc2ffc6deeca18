package io.rialto.money;

/**
 * Decimal text to scaled integers and back, exactly: {@code "12.34"} at scale 2 is 1234. What does
 * not fit is refused, never rounded.
 *
 * <p>The text is an optional {@code -}, digits, and optionally a point and digits; no sign of plus,
 * exponent, space or grouping. Zeroes beyond the scale are allowed, as they change nothing.
 */
public final class Decimals {
    /** The most decimals that fit a 64-bit integer beside any whole part. */
    public static final int SCALE_MAX = 18;

    /** Longer text is refused unread: the longest number that fits has 20 characters and a point. */
    public static final int LENGTH_MAX = 64;

    private Decimals() {}

    /**
     * Reads a decimal.
     *
     * @param scale decimals of the unit, 0 to {@link #SCALE_MAX}
     * @return the number of units
     * @throws DecimalException if the text is none, is finer than the unit or does not fit 64 bits
     */
    public static long parse(CharSequence text, int scale) {
        checkScale(scale);
        int length = text.length();
        if (length == 0 || length > LENGTH_MAX) {
            throw new DecimalException(DecimalException.Kind.MALFORMED);
        }
        boolean negative = text.charAt(0) == '-';
        int at = negative ? 1 : 0;
        int wholeStart = at;
        // Counted below zero, where there is room for the smallest long.
        long value = 0;
        while (at < length && text.charAt(at) != '.') {
            value = append(value, digit(text.charAt(at)));
            at++;
        }
        if (at == wholeStart || at == length - 1) {
            throw new DecimalException(DecimalException.Kind.MALFORMED);
        }
        int decimals = 0;
        for (at++; at < length; at++) {
            int digit = digit(text.charAt(at));
            if (decimals < scale) {
                value = append(value, digit);
                decimals++;
            } else if (digit != 0) {
                throw tooFine(text, at + 1);
            }
        }
        for (; decimals < scale; decimals++) {
            value = append(value, 0);
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new DecimalException(DecimalException.Kind.TOO_LARGE);
        }
        return negative ? value : -value;
    }

    /** Writes a number of units with all decimals of its scale: 1230 at scale 2 is "12.30". */
    public static String format(long value, int scale) {
        return format(value, scale, scale);
    }

    /**
     * Writes a number of units with as few decimals as it needs, but at least so many: 1230 at scale
     * 2 with at least 0 is "12.3".
     */
    public static String format(long value, int scale, int decimalsMin) {
        checkScale(scale);
        Check.that(decimalsMin >= 0 && decimalsMin <= scale, "shown decimals are within the scale");
        String digits = Long.toString(value);
        StringBuilder text = new StringBuilder(LENGTH_MAX);
        int start = 0;
        if (value < 0) {
            text.append('-');
            start = 1;
        }
        int whole = digits.length() - start - scale;
        if (whole <= 0) {
            text.append('0');
        } else {
            text.append(digits, start, start + whole);
        }
        int decimalsEnd = text.length() + decimalsMin + (decimalsMin > 0 ? 1 : 0);
        if (scale > 0) {
            text.append('.').repeat('0', Math.max(0, -whole));
            text.append(digits, start + Math.max(0, whole), digits.length());
        }
        int end = text.length();
        while (end > decimalsEnd && (text.charAt(end - 1) == '0' || text.charAt(end - 1) == '.')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static DecimalException tooFine(CharSequence text, int from) {
        for (int at = from; at < text.length(); at++) {
            digit(text.charAt(at));
        }
        return new DecimalException(DecimalException.Kind.TOO_FINE);
    }

    private static long append(long value, int digit) {
        boolean fits = value > Long.MIN_VALUE / 10
                || (value == Long.MIN_VALUE / 10 && digit <= -(Long.MIN_VALUE % 10));
        if (!fits) {
            throw new DecimalException(DecimalException.Kind.TOO_LARGE);
        }
        return value * 10 - digit;
    }

    private static int digit(char character) {
        if (character < '0' || character > '9') {
            throw new DecimalException(DecimalException.Kind.MALFORMED);
        }
        return character - '0';
    }

    private static void checkScale(int scale) {
        Check.that(scale >= 0 && scale <= SCALE_MAX, "a scale is 0 to 18");
    }
}
