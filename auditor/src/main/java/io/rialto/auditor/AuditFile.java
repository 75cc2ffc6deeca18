package io.rialto.auditor;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The auditor's report as a small file in the venue's data directory: how gateways in other
 * processes learn it, and how an alarm outlives the process that raised it. Replaced as a whole.
 */
public final class AuditFile {
    /** Its name. */
    public static final String NAME = "auditor.properties";

    private static final System.Logger LOG = System.getLogger(AuditFile.class.getName());
    private static final String FIRST = "first";

    private final Path file;

    /** Of a venue's data directory; the file need not be there. */
    public AuditFile(Path data) {
        file = data.resolve(NAME);
    }

    /** Replaces what it says. What cannot be written now is written with the next report. */
    void write(AuditReport report) {
        Properties properties = new Properties();
        put(properties, "begun", report.begun());
        put(properties, "verified", report.verified());
        put(properties, "verifiedTimeNanos", report.verifiedTimeNanos());
        put(properties, "read", report.read());
        put(properties, "caughtUpMillis", report.caughtUpMillis());
        put(properties, "publishedMillis", report.publishedMillis());
        properties.setProperty("condition", report.condition().name());
        report.first().ifPresent(violation -> put(properties, FIRST, violation));
        for (AuditReport.Count count : report.counts()) {
            String name = count.invariant().name();
            put(properties, name + ".checked", count.checked());
            put(properties, name + ".violations", count.violations());
            count.first().ifPresent(violation -> put(properties, name, violation));
        }
        Path part = file.resolveSibling(NAME + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                properties.store(out, "The auditor's last word; see docs/operations.md");
            }
            boolean isAlarm = report.first().isPresent();
            if (isAlarm) {
                sync(part);
            }
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            if (isAlarm) {
                sync(file.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot write {0}: {1}", file, e.getMessage());
        }
    }

    /** An alarm must outlive a power failure too; how far all was well need not. */
    private static void sync(Path written) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void put(Properties properties, String key, long value) {
        properties.setProperty(key, Long.toString(value));
    }

    private static void put(Properties properties, String key, Violation violation) {
        properties.setProperty(key + ".invariant", violation.invariant().name());
        put(properties, key + ".sequence", violation.sequence());
        properties.setProperty(key + ".detail", violation.detail());
    }

    /** What it says; empty when there is none, or none that can be read. */
    Optional<AuditReport> read() {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
            return Optional.of(parse(properties));
        } catch (IOException | IllegalArgumentException e) {
            // A machine's crash may leave one without an alarm empty; the next report is whole.
            LOG.log(Level.DEBUG, "No auditor''s report in {0}: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static AuditReport parse(Properties properties) {
        List<AuditReport.Count> counts = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            String name = invariant.name();
            counts.add(new AuditReport.Count(
                    invariant,
                    number(properties, name + ".checked"),
                    number(properties, name + ".violations"),
                    violation(properties, name)));
        }
        return new AuditReport(
                number(properties, "begun"),
                number(properties, "verified"),
                number(properties, "verifiedTimeNanos"),
                number(properties, "read"),
                number(properties, "caughtUpMillis"),
                number(properties, "publishedMillis"),
                AuditReport.Condition.valueOf(properties.getProperty("condition", "")),
                counts,
                violation(properties, FIRST));
    }

    private static Optional<Violation> violation(Properties properties, String key) {
        String invariant = properties.getProperty(key + ".invariant");
        return invariant == null
                ? Optional.empty()
                : Optional.of(new Violation(
                        Invariant.valueOf(invariant),
                        number(properties, key + ".sequence"),
                        properties.getProperty(key + ".detail", "")));
    }

    private static long number(Properties properties, String key) {
        return Long.parseLong(properties.getProperty(key, ""));
    }
}
