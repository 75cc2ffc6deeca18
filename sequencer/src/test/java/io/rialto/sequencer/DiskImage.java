package io.rialto.sequencer;

import io.rialto.sequencer.DiskLog.Step;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that lost power: what a {@link DiskLog} says was on it at some moment. What was synced
 * before is there. Of what was not, each sector of each write is there or not, as a seed decides, and
 * so is each change of a directory: any order in which a disk may have written them, torn ones too.
 *
 * <p>That a file is synced says nothing of its name: this is what POSIX promises, and less than most
 * file systems keep.
 */
final class DiskImage {
    private static final int SECTOR_BYTES = 512;
    private static final double[] KEPT = {0, 0.1, 0.5, 0.9, 1};

    private final Path base;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final Map<String, Integer> names = new TreeMap<>();
    private final List<String> gone = new ArrayList<>();
    private final Map<String, List<Naming>> namings = new HashMap<>();
    private final Map<Long, Runnable> syncing = new HashMap<>();
    private long answered;

    /** A file: what is on the disk for certain, and what may be. */
    private static final class Node {
        final Map<Long, byte[]> sectors = new TreeMap<>();
        List<Step> unsynced = new ArrayList<>();
        boolean isDirectory;
        long length;

        void apply(Step change, Random random, double kept) {
            if (change.type() == DiskLog.Type.TRUNCATE) {
                if (random.nextDouble() < kept) {
                    truncate(change.position());
                }
                return;
            }
            long at = change.position();
            int done = 0;
            while (done < change.bytes().length) {
                int within = (int) ((at + done) % SECTOR_BYTES);
                int count = Math.min(SECTOR_BYTES - within, change.bytes().length - done);
                if (random.nextDouble() < kept) {
                    byte[] sector = sectors.computeIfAbsent(
                            (at + done) / SECTOR_BYTES, s -> new byte[SECTOR_BYTES]);
                    System.arraycopy(change.bytes(), done, sector, within, count);
                    length = Math.max(length, at + done + count);
                }
                done += count;
            }
        }

        private void truncate(long newLength) {
            sectors.keySet().removeIf(sector -> sector * SECTOR_BYTES >= newLength);
            byte[] last = sectors.get(newLength / SECTOR_BYTES);
            if (last != null) {
                for (int i = (int) (newLength % SECTOR_BYTES); i < SECTOR_BYTES; i++) {
                    last[i] = 0;
                }
            }
            length = newLength;
        }

        void load(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            apply(new Step(DiskLog.Type.WRITE, 0, 0, content), new Random(0), 2);
            length = content.length;
        }
    }

    /** A change of a directory: a name that is gone, or one that stands for a file. */
    private record Naming(String gone, String name, int subject) {}

    /**
     * @param base what the disk held for certain when the log began
     * @param moment how many steps had happened
     */
    DiskImage(Path base, DiskLog log, int moment) throws IOException {
        this.base = base;
        for (Step step : log.steps().subList(0, moment)) {
            follow(step);
        }
    }

    /** The highest number that was answered before. */
    long answered() {
        return answered;
    }

    private void follow(Step step) throws IOException {
        switch (step.type()) {
            case CREATE, MKDIR -> {
                Node node = new Node();
                node.isDirectory = step.type() == DiskLog.Type.MKDIR;
                nodes.put(step.subject(), node);
                change(new Naming("", step.path(), step.subject()));
            }
            case EXISTING -> nodes.put(step.subject(), existing(step.path(), step.subject()));
            case WRITE, TRUNCATE -> nodes.get(step.subject()).unsynced.add(step);
            case SYNC_BEGIN -> syncing.put(step.position(), begun(step.subject()));
            case SYNC_END -> syncing.remove(step.position()).run();
            case RENAME -> {
                int end = step.path().indexOf('\n');
                String from = step.path().substring(0, end);
                change(new Naming(from, step.path().substring(end + 1), step.subject()));
            }
            case UNLINK -> change(new Naming(step.path(), "", 0));
            case ANSWERED -> answered = Math.max(answered, step.position());
            case NONE -> throw new AssertionError("no such step");
        }
    }

    private Node existing(String path, int subject) throws IOException {
        Node node = new Node();
        Path file = base.resolve(path);
        node.isDirectory = Files.isDirectory(file);
        names.put(path, subject);
        if (!node.isDirectory) {
            node.load(file);
        }
        return node;
    }

    private void change(Naming naming) {
        String path = naming.name.isEmpty() ? naming.gone : naming.name;
        namings.computeIfAbsent(parent(path), p -> new ArrayList<>()).add(naming);
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** What is on the disk once a sync that begins now has ended. */
    private Runnable begun(int subject) {
        Node node = nodes.get(subject);
        if (node.isDirectory) {
            String path = pathOf(subject);
            List<Naming> before = List.copyOf(namings.getOrDefault(path, List.of()));
            return () -> {
                before.forEach(this::apply);
                namings.getOrDefault(path, new ArrayList<>()).removeAll(before);
            };
        }
        List<Step> before = List.copyOf(node.unsynced);
        return () -> {
            Random none = new Random(0);
            // Another sync of the same file may have ended meanwhile.
            before.stream().filter(node.unsynced::contains).forEach(r -> node.apply(r, none, 2));
            node.unsynced.removeAll(before);
        };
    }

    private String pathOf(int subject) {
        for (List<Naming> changes : namings.values()) {
            for (Naming change : changes) {
                if (change.subject == subject) {
                    return change.name;
                }
            }
        }
        return names.entrySet().stream()
                .filter(name -> name.getValue() == subject)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void apply(Naming change) {
        if (!change.gone.isEmpty()) {
            names.remove(change.gone);
            gone.add(change.gone);
        }
        if (!change.name.isEmpty()) {
            names.put(change.name, change.subject);
            gone.remove(change.name);
        }
    }

    /** Writes one of the states that the disk may be in. */
    void write(Path target, Random random) throws IOException {
        double kept = KEPT[random.nextInt(KEPT.length)];
        for (Node node : nodes.values()) {
            node.unsynced.forEach(change -> node.apply(change, random, kept));
        }
        for (List<Naming> changes : namings.values()) {
            changes.stream().filter(change -> random.nextDouble() < kept).forEach(this::apply);
        }
        copyBase(target);
        for (Map.Entry<String, Integer> name : names.entrySet()) {
            if (isReached(name.getKey())) {
                place(target.resolve(name.getKey()), nodes.get(name.getValue()));
            }
        }
    }

    /** Whether every directory above a name is on the disk. */
    private boolean isReached(String path) {
        String above = parent(path);
        return above.isEmpty()
                || ((names.containsKey(above) || Files.isDirectory(base.resolve(above)))
                        && isReached(above));
    }

    private void copyBase(Path target) throws IOException {
        Files.createDirectories(target);
        try (var files = Files.walk(base)) {
            for (Path file : files.filter(each -> !each.equals(base)).toList()) {
                String name = base.relativize(file).toString();
                if (gone.contains(name)) {
                    continue;
                }
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target.resolve(name));
                } else {
                    Files.copy(file, target.resolve(name));
                }
            }
        }
    }

    private static void place(Path file, Node node) throws IOException {
        if (node.isDirectory) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(0);
            for (Map.Entry<Long, byte[]> sector : node.sectors.entrySet()) {
                access.seek(sector.getKey() * SECTOR_BYTES);
                access.write(sector.getValue());
            }
            access.setLength(node.length);
        }
    }
}
