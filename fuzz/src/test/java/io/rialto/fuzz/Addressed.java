package io.rialto.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Inputs of several targets as one fuzzer mixes them: the first byte says whose, the rest is the input. */
final class Addressed {
    private Addressed() {}

    static byte[] to(int target, byte[] input) {
        byte[] addressed = new byte[input.length + 1];
        addressed[0] = (byte) target;
        System.arraycopy(input, 0, addressed, 1, input.length);
        return addressed;
    }

    /** Whose it is: whatever the first byte is, that of some target, or of the next that has time. */
    static <T> Optional<T> first(byte[] addressed, List<T> targets, Predicate<T> hasTime) {
        int first = Byte.toUnsignedInt(addressed[0]) % targets.size();
        return IntStream.range(first, first + targets.size())
                .mapToObj(index -> targets.get(index % targets.size()))
                .filter(hasTime)
                .findFirst();
    }

    static byte[] input(byte[] addressed) {
        return Arrays.copyOfRange(addressed, 1, addressed.length);
    }
}
