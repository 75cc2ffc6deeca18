package io.rialto.matching;

import java.util.Arrays;

/** Gives out numbers from 1 upwards, those given back first, the latest of them foremost. */
final class FreeNumbers {

    private int[] free = new int[8];
    private int freeCount;
    private int highest;

    /** A number that is not in use, at most one more than the highest so far. */
    int take() {
        if (freeCount == 0) {
            highest++;
            return highest;
        }
        freeCount--;
        return free[freeCount];
    }

    void give(int number) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length << 1);
        }
        free[freeCount] = number;
        freeCount++;
    }

    /** The highest number that was ever given out. */
    int highest() {
        return highest;
    }

    /** How many numbers are in use. */
    int used() {
        return highest - freeCount;
    }
}
