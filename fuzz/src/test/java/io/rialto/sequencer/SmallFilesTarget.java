package io.rialto.sequencer;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code venue.properties}, consumers' positions, and files of any name where a name means
 * something. Refused by name, or passed over.
 */
public final class SmallFilesTarget implements FuzzTarget {
    private static final byte PROPERTIES = 0;
    private static final byte POSITION = 1;
    private static final byte NAMES = 2;
    private static final int NAME_MAX = 60;

    @Override
    public void run(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        try (Scratch scratch = new Scratch()) {
            switch (input.below(3)) {
                case PROPERTIES -> properties(scratch, input.rest());
                case POSITION -> position(scratch, input.rest());
                default -> names(scratch, input);
            }
        }
    }

    private static void properties(Scratch scratch, byte[] content) throws IOException {
        scratch.write(DataDirectory.PROPERTIES, content);
        try {
            if (DataDirectory.venueId(scratch.path()).length != 16) {
                throw new AssertionError("no venue id");
            }
            DataDirectory.restored(scratch.path());
        } catch (DataDirectoryException refused) {
            // As documented.
        }
    }

    private static void position(Scratch scratch, byte[] content) throws IOException {
        long applied = ConsumerPosition.read(scratch.write("history.position", content));
        if (applied < 0) {
            throw new AssertionError("a consumer applied less than nothing");
        }
    }

    /** Where other files than the venue's own lie, they are passed over. */
    private static void names(Scratch scratch, Input input) throws IOException {
        while (input.hasMore()) {
            String name = new String(input.block(), StandardCharsets.ISO_8859_1)
                    .replaceAll("[^0-9a-z.+-]", "_");
            for (String directory : List.of("events-archive/a", "archive/a", "snapshots/a")) {
                scratch.write(directory, new byte[0]);
                if (name.matches(".*[0-9a-z].*") && name.length() <= NAME_MAX) {
                    scratch.write(directory.replace("/a", "/" + name), new byte[0]);
                }
            }
        }
        new EventArchive(scratch.path(), Sealed.VENUE).first();
        new StateFiles(scratch.path().resolve("snapshots"), Sealed.VENUE).newestWhole();
        Path archive = scratch.path().resolve("archive");
        if (Files.exists(archive)) {
            Recording recording = new Recording(0, 20, 0, -1, 7, 1 << 16, 1 << 16, 1408);
            recording.segmentFiles(archive);
            recording.lastSegmentBase(archive);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                seed(PROPERTIES, "format=1\nvenue=0102030405060708090a0b0c0d0e0f10\n"),
                seed(PROPERTIES, "format=1\nvenue=01\ncrc32c=0\nrestored=\\u12\n"),
                seed(POSITION, "4711\n"),
                seed(POSITION, ""),
                names("1-2.events", "0-0.rec", "0-00x.rec", "0-0.state"),
                names("99999999999999999999-1.events", "0-99999999999999999999.rec"),
                names("1-99999999999999999999.state", "0-.rec", "1-2.rec"));
    }

    private static byte[] names(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append((char) name.length()).append(name);
        }
        return seed(NAMES, text.toString());
    }

    private static byte[] seed(byte kind, String text) {
        return ((char) kind + text).getBytes(StandardCharsets.ISO_8859_1);
    }
}
