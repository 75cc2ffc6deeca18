package io.rialto.sequencer;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.fuzz.Input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Backups: any bytes, and a whole zip file with any manifest. Refused by what is wrong; then nothing
 * was written, and in no case anything outside the directory to restore.
 */
public final class BackupTarget implements FuzzTarget {
    private static final byte RAW = 0;
    private static final byte MANIFEST = 1;

    /** Stands in a manifest for the directory of the test. */
    private static final String HERE = "@";

    @Override
    public void run(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        int kind = input.below(2);
        try (Scratch scratch = new Scratch()) {
            byte[] backup = kind == RAW ? input.rest() : zip(input, scratch.path());
            Path file = scratch.write("a.backup", backup);
            Path data = scratch.path().resolve("data");
            boolean restored = false;
            try {
                Restore.from(file, data, (done, total) -> {});
                restored = true;
            } catch (DataDirectoryException refused) {
                // As documented.
            }
            Set<String> left = names(scratch.path());
            left.remove("a.backup");
            if (restored != left.remove("data") || !left.isEmpty()) {
                throw new AssertionError("left behind: " + left);
            }
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Names and contents of entries, then the manifest. */
    private static byte[] zip(Input input, Path here) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            TreeSet<String> names = new TreeSet<>();
            int entries = input.below(3);
            for (int i = 0; i < entries; i++) {
                String name = text(input.block(), here);
                byte[] content = input.block();
                if (names.add(name)) {
                    put(zip, name, content);
                }
            }
            if (names.add(BackupPart.MANIFEST)) {
                put(zip, BackupPart.MANIFEST, text(input.rest(), here).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

    private static String text(byte[] bytes, Path here) {
        return new String(bytes, UTF_8).replace(HERE, here.toString());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        String properties = "format=1\nvenue=0102030405060708090a0b0c0d0e0f10\n";
        byte[] content = properties.getBytes(UTF_8);
        int crc = Sealed.crc(content, 0, content.length);
        return List.of(
                seed("venue.properties", content, crc, content.length),
                seed("other", content, crc, content.length),
                escaping("@/escaped", content, crc),
                escaping("a/../../escaped", content, crc),
                seed("venue.properties", content, crc, Long.MAX_VALUE),
                raw());
    }

    private static byte[] raw() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        zip.write(RAW);
        zip.writeBytes(zip(new Input(new byte[] {0, 'r'}), Path.of("")));
        return zip.toByteArray();
    }

    /** A whole backup but for a part that leads out of the directory. */
    private static byte[] escaping(String name, byte[] content, int crc) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes(new byte[] {MANIFEST, 2});
        StringBuilder manifest = new StringBuilder(Backup.FORMAT + "\nvenue 01\nsequence 5\n");
        for (String each : List.of(DataDirectory.PROPERTIES, name)) {
            seed.write(each.length());
            seed.writeBytes(each.getBytes(UTF_8));
            seed.write(content.length);
            seed.writeBytes(content);
            manifest.append(new BackupPart(each, content.length, content.length, crc).line())
                    .append('\n');
        }
        seed.writeBytes(manifest.toString().getBytes(UTF_8));
        return seed.toByteArray();
    }

    private static byte[] seed(String name, byte[] content, int crc, long fileBytes) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes(new byte[] {MANIFEST, 1, (byte) name.length()});
        seed.writeBytes(name.getBytes(UTF_8));
        seed.write(content.length);
        seed.writeBytes(content);
        String line = new BackupPart(name, content.length, fileBytes, crc).line();
        seed.writeBytes((Backup.FORMAT + "\nvenue 01\nsequence 5\n" + line + "\n").getBytes(UTF_8));
        return seed.toByteArray();
    }
}
