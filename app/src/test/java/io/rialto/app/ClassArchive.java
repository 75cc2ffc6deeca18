package io.rialto.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import org.agrona.IoUtil;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What a venue loads and links when it starts and serves, written down by one that did: most of a
 * short life is the loading of classes, and tests start hundreds of venues. Made once for a class
 * path and kept under {@code target}; tests that run beside each other wait for the one that makes
 * it.
 *
 * @param classPath with its directories as jars: classes of directories are not archived
 * @param file for {@code -XX:AOTCache}
 */
record ClassArchive(String classPath, Path file) {
    private static final Path FOLDER = Path.of("target/class-archive").toAbsolutePath();

    /** That of this test's class path. */
    static ClassArchive ofTheTests() {
        return Made.ARCHIVE;
    }

    /** Made when it is first asked for. */
    private static final class Made {
        private static final ClassArchive ARCHIVE = make();
    }

    private static ClassArchive make() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE);
                    FileLock _ = lock.lock()) {
                String classPath = System.getProperty("java.class.path");
                // An entry without a name would be the whole of the working directory.
                return made(Stream.of(classPath.split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassArchive made(List<String> entries) throws IOException {
        Path told = FOLDER.resolve("made-of");
        String madeOf = state(entries);
        boolean isMade = Files.exists(told) && Files.readString(told).equals(madeOf);
        if (!isMade) {
            Files.deleteIfExists(told);
        }
        List<String> packed = new ArrayList<>();
        for (String entry : entries) {
            Path path = Path.of(entry);
            if (!Files.isDirectory(path)) {
                packed.add(entry);
                continue;
            }
            Path jar = FOLDER.resolve("classes-" + packed.size() + ".jar");
            if (!isMade) {
                pack(path, jar);
            }
            packed.add(jar.toString());
        }
        ClassArchive archive = new ClassArchive(
                String.join(File.pathSeparator, packed), FOLDER.resolve("classes.aot"));
        if (!isMade) {
            unpackSqlite();
            archive.write();
            Files.writeString(told, madeOf);
        }
        return archive;
    }

    /** Size and time of each file that the class path has. */
    private static String state(List<String> entries) throws IOException {
        StringBuilder state = new StringBuilder();
        for (String entry : entries) {
            try (Stream<Path> files =
                    Files.exists(Path.of(entry)) ? Files.walk(Path.of(entry)) : Stream.empty()) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    state.append(file)
                            .append(' ')
                            .append(Files.size(file))
                            .append(' ')
                            .append(Files.getLastModifiedTime(file))
                            .append('\n');
                }
            }
        }
        return state.toString();
    }

    /** By a venue that starts, does what {@link Smoke} asks of it, and ends in order. */
    private void write() throws IOException {
        Path data = FOLDER.resolve("data");
        IoUtil.delete(data.toFile(), true);
        Files.deleteIfExists(file);
        Jvm writing = Jvm.of(classPath, "-XX:AOTCacheOutput=" + file);
        try (VenueProcess venue = new VenueProcess(writing, data)) {
            venue.restart();
            serve(venue);
            Program.Finished finished = venue.stop();
            if (!Files.exists(file)) {
                throw new AssertionError("no archive of classes: " + finished);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        IoUtil.delete(data.toFile(), true);
    }

    /**
     * Has it served what {@link Smoke} asks. Whether its promises hold is for other tests to say: a venue that
     * writes down what it loads is slow, and an archive of less makes a slower start and nothing else. One that
     * did not hold is told.
     */
    @SuppressWarnings("SystemOut")
    private static void serve(VenueProcess venue) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        boolean isKept = false;
        try {
            isKept =
                    new Smoke(venue.url(), venue.token(), new PrintStream(said, true, UTF_8)).run();
        } catch (IOException failed) {
            said.writeBytes(failed.toString().getBytes(UTF_8));
        }
        if (!isKept) {
            System.out.println("while the archive of classes was written: " + said.toString(UTF_8));
        }
    }

    /** As the build does for the program: see {@code SqliteLibrary}. */
    private static void unpackSqlite() throws IOException {
        String folder = LibraryLoaderUtil.getNativeLibResourcePath();
        String name = LibraryLoaderUtil.getNativeLibName();
        Path library = FOLDER.resolve("native/" + SQLiteJDBCLoader.getVersion() + folder)
                .resolve(name);
        Files.createDirectories(library.getParent());
        try (InputStream packed =
                LibraryLoaderUtil.class.getResourceAsStream(folder + "/" + name)) {
            Files.copy(packed, library, REPLACE_EXISTING);
        }
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(directory);
                JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            // With entries for directories: who scans a jar for resources looks for them.
            for (Path file : files.filter(file -> !file.equals(directory)).toList()) {
                String name = directory.relativize(file).toString();
                output.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, output);
                }
                output.closeEntry();
            }
        }
    }
}
