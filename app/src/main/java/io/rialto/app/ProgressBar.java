package io.rialto.app;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows on standard error how far a long piece of work is: a bar that is redrawn on a terminal, a
 * line every tenth elsewhere. Says nothing in the first two seconds. Owned by one thread.
 */
final class ProgressBar implements AutoCloseable {
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final String what;
    private final String unit;
    private final long total;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long drawnAt;
    private long tenthShown = -1;
    private boolean drawn;

    /**
     * @param total how many units the work has; 0 where nobody knows
     */
    ProgressBar(String what, long total, String unit) {
        this(System.err, isTerminal(), what, total, unit);
    }

    ProgressBar(PrintStream out, boolean terminal, String what, long total, String unit) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        this.unit = unit;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** So many units are done. */
    void at(long done) {
        long now = System.nanoTime();
        if (now - started < QUIET_NANOS) {
            return;
        }
        if (terminal && now - drawnAt >= REDRAW_NANOS) {
            drawnAt = now;
            drawn = true;
            out.print("\r" + line(done, now));
            out.flush();
        } else if (!terminal && total > 0 && done * 10 / total > tenthShown) {
            tenthShown = done * 10 / total;
            out.println(line(done, now));
        }
    }

    private String line(long done, long now) {
        double seconds = (now - started) / 1e9;
        String rate = String.format(Locale.ROOT, "%,.0f %s/s", done / seconds, unit);
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s  %,d %s  %s ", what, done, unit, rate);
        }
        int filled = (int) (Math.min(done, total) * WIDTH / total);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d%%  %,d of %,d %s  %s ",
                what,
                "█".repeat(filled),
                "·".repeat(WIDTH - filled),
                Math.min(done, total) * 100 / total,
                done,
                total,
                unit,
                rate);
    }

    /** Leaves the terminal's line. */
    @Override
    public void close() {
        if (drawn) {
            out.println();
        }
    }
}
