package io.rialto.identity;

/**
 * What it costs to compare a password, by Argon2id: whoever has stolen the hashes pays it for each
 * guess. Of a hash that is kept its own cost is what counts.
 *
 * @param memoryKib of memory, in KiB, from 8 to 4 GiB
 * @param passes over it, from 1 to 99
 */
public record PasswordCost(int memoryKib, int passes) {
    /** 19 MiB and two passes: OWASP's first choice. */
    public static final PasswordCost STANDARD = new PasswordCost(19_456, 2);

    private static final int MEMORY_KIB_MIN = 8;
    private static final int MEMORY_KIB_MAX = 1 << 22;
    private static final int PASSES_MAX = 99;

    public PasswordCost {
        if (memoryKib < MEMORY_KIB_MIN || memoryKib > MEMORY_KIB_MAX) {
            throw new IllegalArgumentException("%,d KiB; there are %,d to %,d"
                    .formatted(memoryKib, MEMORY_KIB_MIN, MEMORY_KIB_MAX));
        }
        if (passes < 1 || passes > PASSES_MAX) {
            throw new IllegalArgumentException(
                    "%d passes; there are 1 to %d".formatted(passes, PASSES_MAX));
        }
    }
}
