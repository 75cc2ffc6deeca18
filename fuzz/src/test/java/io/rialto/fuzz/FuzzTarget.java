package io.rialto.fuzz;

import java.io.IOException;
import java.util.List;

/**
 * A decoder, or a family of them, that reads bytes of strangers. Whatever the bytes are, it may
 * refuse them only as its Javadoc says; anything else that is thrown is a finding.
 */
public interface FuzzTarget {
    /**
     * Gives the bytes to the decoder, and checks what must be true afterwards. Depends on nothing
     * but the bytes.
     */
    void run(byte[] input) throws IOException;

    /** Valid and nearly valid inputs to begin with. */
    List<byte[]> seeds() throws IOException;
}
