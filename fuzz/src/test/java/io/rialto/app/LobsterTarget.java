package io.rialto.app;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.sequencer.Scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** LOBSTER files: any bytes, also such as look gzipped. Refused with an IOException. */
public final class LobsterTarget implements FuzzTarget {
    @Override
    public void run(byte[] bytes) {
        try (Scratch scratch = new Scratch()) {
            for (LobsterMessage message : LobsterFile.read(scratch.write("a.csv", bytes))) {
                if (message.timeNanos() < 0) {
                    throw new AssertionError("before midnight: " + message);
                }
            }
        } catch (IOException refused) {
            // As documented.
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "34200.017459617,5,0,1,2238200,-1\n34200.2,1,16113575,18,5853300,1\n"
                        .getBytes(StandardCharsets.US_ASCII),
                "34200,4,7,1,2,1".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
    }
}
