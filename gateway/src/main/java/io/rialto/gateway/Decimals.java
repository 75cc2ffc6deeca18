package io.rialto.gateway;

import java.util.OptionalLong;

/**
 * Scaled integers as decimal text and back. Exact in both directions: no binary fractions, no
 * exponents, no rounding.
 */
final class Decimals {
    /** Prices are in 1e-9 of a quote unit. */
    static final int PRICE_SCALE = 9;

    private static final int DIGITS_MAX = 19;
    private static final long[] TENS = tens();

    private Decimals() {}

    /**
     * Reads {@code -?digits[.digits]}. More decimals than the scale are accepted only as zeroes.
     *
     * @return empty if the text is anything else or does not fit in 64 bits
     */
    static OptionalLong parse(String text, int scale) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int point = text.indexOf('.');
        int start = negative ? 1 : 0;
        int wholeEnd = point < 0 ? length : point;
        if (wholeEnd == start || point == length - 1 || length > 2 * DIGITS_MAX) {
            return OptionalLong.empty();
        }
        try {
            long value = 0;
            for (int i = start; i < wholeEnd; i++) {
                value = append(value, text.charAt(i));
            }
            for (int i = 0; i < scale; i++) {
                int at = wholeEnd + 1 + i;
                value = append(value, point >= 0 && at < length ? text.charAt(at) : '0');
            }
            for (int i = wholeEnd + 1 + scale; i < length; i++) {
                if (text.charAt(i) != '0') {
                    return OptionalLong.empty();
                }
            }
            return OptionalLong.of(negative ? -value : value);
        } catch (ArithmeticException notANumber) {
            return OptionalLong.empty();
        }
    }

    /** With all decimals of the scale: 12050 at scale 2 is {@code 120.50}. */
    static String format(long value, int scale) {
        if (scale == 0) {
            return Long.toString(value);
        }
        String digits = Long.toString(value);
        StringBuilder text = new StringBuilder(DIGITS_MAX + 3);
        int start = 0;
        if (value < 0) {
            text.append('-');
            start = 1;
        }
        int wholeDigits = digits.length() - start - scale;
        if (wholeDigits <= 0) {
            text.append("0.").repeat('0', -wholeDigits).append(digits, start, digits.length());
        } else {
            text.append(digits, start, start + wholeDigits).append('.');
            text.append(digits, start + wholeDigits, digits.length());
        }
        return text.toString();
    }

    /** A price with as many decimals as its tick needs: at a tick of 0.01, {@code 100.50}. */
    static String formatPrice(long price, long tick) {
        int decimals = PRICE_SCALE;
        while (decimals > 0
                && tick % TENS[PRICE_SCALE - decimals + 1] == 0
                && price % TENS[PRICE_SCALE - decimals + 1] == 0) {
            decimals--;
        }
        return format(price / TENS[PRICE_SCALE - decimals], decimals);
    }

    private static long append(long value, char digit) {
        if (digit < '0' || digit > '9') {
            throw new ArithmeticException("not a digit");
        }
        return Math.addExact(Math.multiplyExact(value, 10L), digit - '0');
    }

    private static long[] tens() {
        long[] powers = new long[DIGITS_MAX];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
