package io.rialto.fuzz;

import java.util.Arrays;

/** Inputs of several targets as one fuzzer mixes them: the first byte says whose, the rest is the input. */
final class Addressed {
    private Addressed() {}

    static byte[] to(int target, byte[] input) {
        byte[] addressed = new byte[input.length + 1];
        addressed[0] = (byte) target;
        System.arraycopy(input, 0, addressed, 1, input.length);
        return addressed;
    }

    /** Whatever the first byte is, some target has it. */
    static int target(byte[] addressed, int targets) {
        return Byte.toUnsignedInt(addressed[0]) % targets;
    }

    static byte[] input(byte[] addressed) {
        return Arrays.copyOfRange(addressed, 1, addressed.length);
    }
}
