package io.rialto.history;

import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SQLite itself, which is not Java: a file for each system, packed in the driver's jar. Left to
 * itself the driver unpacks it into the temporary folder at each start, compares the two byte by
 * byte, and leaves a megabyte behind whenever the process is killed.
 */
public final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /**
     * Has the driver take it from below a folder, where it is there for this system and this version of
     * the driver; one that cannot be loaded from there is unpacked as ever. To be called before SQLite is
     * used. What {@code -Dorg.sqlite.lib.path} names comes first.
     *
     * @param folder with what the driver's jar has in a folder named by the driver's version: {@code
     *     3.54.1.0/org/sqlite/native/Linux/x86_64}, say
     */
    public static void takeFrom(Path folder) {
        Path library = folder.resolve(SQLiteJDBCLoader.getVersion())
                .resolve(LibraryLoaderUtil.getNativeLibResourcePath().substring(1))
                .resolve(LibraryLoaderUtil.getNativeLibName());
        if (System.getProperty(PATH) == null && Files.exists(library)) {
            System.setProperty(PATH, library.getParent().toString());
        }
    }
}
