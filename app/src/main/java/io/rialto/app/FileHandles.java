package io.rialto.app;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/**
 * How many files and connections the operating system lets this process have open. A venue that runs
 * out of them could not begin its next segment of the log: so it does not start with too few, and
 * leaves connections no more than what it does not need itself.
 */
final class FileHandles {
    /** About 130 are open when all roles are up; the log, its replays and the history need more. */
    private static final long OWN = 256;

    private static final long CONNECTIONS_MIN = 64;

    private FileHandles() {}

    /**
     * Refuses to start with too few.
     *
     * @throws Main.StartException that says how many there are and how many are needed
     */
    static void check() {
        long most = most();
        if (most < OWN + CONNECTIONS_MIN) {
            throw new Main.StartException(
                    "this process may have only %d files and connections open, and a venue needs %d."
                                    .formatted(most, OWN + CONNECTIONS_MIN)
                            + " Raise the limit (ulimit -n, or LimitNOFILE= of its unit).");
        }
    }

    /** How many connections may be open at a time. */
    static int connectionsMax() {
        return (int) Math.min(Integer.MAX_VALUE, most() - OWN);
    }

    private static long most() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
