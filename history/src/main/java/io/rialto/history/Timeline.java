package io.rialto.history;

import io.rialto.marketdata.Interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Moments of the past, each after the one before it. What happened before a moment, not at it,
 * counts.
 *
 * @param interval all moments but the last are where its candles begin
 * @param moments nanoseconds since 1970; at least one
 */
public record Timeline(Interval interval, List<Long> moments) {
    public Timeline {
        moments = List.copyOf(moments);
        if (moments.isEmpty()) {
            throw new IllegalArgumentException("a timeline has moments");
        }
    }

    /**
     * The moments from one to another at which candles begin, both included, and {@code to} itself.
     *
     * @param max how many at most: where there are more the list is one longer than that
     */
    public static List<Long> moments(Interval interval, long from, long to, int max) {
        List<Long> moments = new ArrayList<>();
        long begin = interval.begin(from);
        long next = begin < from ? interval.end(begin) : begin;
        while (next < to && moments.size() <= max) {
            moments.add(next);
            next = interval.end(next);
        }
        if (moments.size() <= max) {
            moments.add(to);
        }
        return moments;
    }

    int size() {
        return moments.size();
    }

    /** The index of the first moment that something of then counts at; {@link #size} for none. */
    int firstAfter(long timeNanos) {
        int found = Collections.binarySearch(moments, timeNanos);
        return found < 0 ? -found - 1 : found + 1;
    }
}
