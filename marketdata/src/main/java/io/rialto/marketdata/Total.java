package io.rialto.marketdata;

import java.math.BigInteger;

/**
 * A sum of amounts that may pass 64 bits: an asset's supply does not, but it can be traded any
 * number of times. Exact within 128 bits, two's complement. Not thread-safe.
 */
final class Total {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private long high;
    private long low;

    void add(long amount) {
        long sum = low + amount;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        low = sum;
        high += (amount >> 63) + carry;
    }

    void add(BigInteger amount) {
        set(value().add(amount));
    }

    void subtract(Total other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        low -= other.low;
        high -= other.high + borrow;
    }

    void set(BigInteger value) {
        low = value.longValue();
        high = value.shiftRight(Long.SIZE).longValueExact();
    }

    BigInteger value() {
        if (high == low >> 63) {
            return BigInteger.valueOf(low);
        }
        BigInteger unsignedLow = BigInteger.valueOf(low);
        if (low < 0) {
            unsignedLow = unsignedLow.add(TWO_TO_64);
        }
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
    }
}
