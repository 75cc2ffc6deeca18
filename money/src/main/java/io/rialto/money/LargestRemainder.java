package io.rialto.money;

import java.math.BigInteger;

/**
 * Shares a total among several in proportion to their weights, in whole units that sum to the total
 * exactly: everyone gets the share rounded towards zero, and what is left goes unit by unit to those
 * whose share lost most, the first of them where it is equal (Hamilton's method).
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * Shares the total.
     *
     * @param total may be negative
     * @param weights none negative and at least one positive; their sum is below 2^63
     * @return a share for each weight
     */
    public static long[] share(long total, long[] weights) {
        long sum = 0;
        for (long weight : weights) {
            Check.that(weight >= 0, "a weight is not negative");
            sum = Math.addExact(sum, weight);
        }
        Check.that(sum > 0, "somebody has a weight");
        long[] shares = new long[weights.length];
        long[] lost = new long[weights.length];
        long left = Math.absExact(total);
        for (int i = 0; i < weights.length; i++) {
            divide(Math.abs(total), weights[i], sum, i, shares, lost);
            left -= shares[i];
        }
        for (; left > 0; left--) {
            shares[largest(lost)]++;
        }
        for (int i = 0; total < 0 && i < shares.length; i++) {
            shares[i] = -shares[i];
        }
        return shares;
    }

    private static void divide(
            long total, long weight, long sum, int at, long[] shares, long[] lost) {
        if (Math.multiplyHigh(total, weight) == 0 && total * weight >= 0) {
            shares[at] = total * weight / sum;
            lost[at] = total * weight % sum;
            return;
        }
        BigInteger[] parts = BigInteger.valueOf(total)
                .multiply(BigInteger.valueOf(weight))
                .divideAndRemainder(BigInteger.valueOf(sum));
        shares[at] = parts[0].longValueExact();
        lost[at] = parts[1].longValueExact();
    }

    /** The first of those that lost most; it then has nothing more to get. */
    private static int largest(long[] lost) {
        int largest = 0;
        for (int i = 1; i < lost.length; i++) {
            if (lost[i] > lost[largest]) {
                largest = i;
            }
        }
        lost[largest] = -1;
        return largest;
    }
}
