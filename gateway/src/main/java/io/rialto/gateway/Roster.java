package io.rialto.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A roster as a spreadsheet writes it (RFC 4180): a name a line, and where people have accounts
 * already, those. Fields are parted by the first comma, semicolon or tab of the first line. A
 * heading names the columns {@code name} (or {@code full name}, {@code student}, {@code member})
 * and {@code user}, in any order and beside any others; without one there is the name and no more.
 */
final class Roster {
    static final int PEOPLE_MAX = 500;
    private static final int TOLD_MAX = 10;
    private static final int NAME_BYTES_MAX = 100;
    private static final List<String> NAMES = List.of("name", "full name", "student", "member");
    private static final String USER = "user";

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private int nameAt;
    private int userAt = -1;

    private Roster() {}

    /**
     * Somebody on it.
     *
     * @param line on which they are, from 1
     * @param user their account, if they are said to have one
     */
    record Person(int line, String name, Optional<Long> user) {}

    /** What stands between two ends of lines, some of it perhaps in quotes. */
    private record Row(int line, List<String> fields) {}

    /**
     * Reads a roster.
     *
     * @throws ProblemException FIELD_INVALID, with the number of each line that is wrong and what to
     *     do about it
     */
    static List<Person> parse(String text) {
        Roster roster = new Roster();
        List<Row> rows = roster.rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (!rows.isEmpty() && roster.isHeading(rows.getFirst())) {
            rows.removeFirst();
        } else {
            rows.forEach(roster::hasOneField);
        }
        List<Person> people = new ArrayList<>();
        for (Row row : rows) {
            roster.person(row).ifPresent(people::add);
        }
        if (rows.isEmpty() && roster.wrong.isEmpty()) {
            roster.wrong.add("there is nobody in it: give one name a line");
        }
        if (people.size() > PEOPLE_MAX) {
            roster.wrong.add(people.size() + " people are too many: send " + PEOPLE_MAX
                    + " at most, and the others in another roster");
        }
        refuse(roster.wrong);
        return people;
    }

    /** Refuses the roster if anything is wrong. */
    static void refuse(List<String> wrong) {
        if (!wrong.isEmpty()) {
            int more = wrong.size() - TOLD_MAX;
            throw refused(String.join("; ", wrong.subList(0, Math.min(TOLD_MAX, wrong.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
    }

    private static ProblemException refused(String why) {
        return new ProblemException(Refusal.FIELD_INVALID, "Nobody was taken in: " + why);
    }

    private boolean isHeading(Row first) {
        List<String> words = first.fields().stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
        Optional<String> named = NAMES.stream().filter(words::contains).findFirst();
        if (named.isEmpty()) {
            return false;
        }
        nameAt = words.indexOf(named.get());
        userAt = words.indexOf(USER);
        return true;
    }

    private Optional<Person> person(Row row) {
        String name = field(row, nameAt);
        String user = field(row, userAt);
        if (name.isEmpty()) {
            return wrong(row, "has no name: put one in, or take the line out");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX
                || !name.matches(Schemas.SHOWN + "*")) {
            return wrong(
                    row,
                    "has a name of more than " + NAME_BYTES_MAX
                            + " bytes, or with characters that do not show: change it");
        }
        if (name.indexOf('\uFFFD') >= 0) {
            return wrong(row, "is not in UTF-8: save the file as that");
        }
        Integer before = seen.putIfAbsent(name, row.line());
        if (before != null) {
            return wrong(row, "has the name of line " + before + ": tell the two apart");
        }
        if (!user.isEmpty() && !user.matches("[1-9][0-9]{0,15}")) {
            return wrong(
                    row,
                    "has a user that is no account's number: correct it, or leave it"
                            + " empty for a new account");
        }
        return Optional.of(new Person(
                row.line(),
                name,
                user.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(user))));
    }

    /** Without a heading nobody knows what a second field is, least of all if it is half a name. */
    private void hasOneField(Row row) {
        if (row.fields().stream().filter(each -> !each.isEmpty()).count() > 1) {
            wrong(
                    row,
                    "has more than a name, and no heading says what: put the name into quotation"
                            + " marks if it has a comma, or begin with a heading such as name,user");
        }
    }

    private Optional<Person> wrong(Row row, String what) {
        wrong.add("line " + row.line() + " " + what);
        return Optional.empty();
    }

    private static String field(Row row, int at) {
        return at < 0 || at >= row.fields().size() ? "" : row.fields().get(at);
    }

    private List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        char separator = separator(text);
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            int began = line;
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean isQuoted = false;
            for (; at < text.length(); at++) {
                char now = text.charAt(at);
                if (now == '"'
                        && isQuoted
                        && at + 1 < text.length()
                        && text.charAt(at + 1) == '"') {
                    field.append('"');
                    at++;
                } else if (now == '"') {
                    isQuoted = !isQuoted;
                } else if (now == separator && !isQuoted) {
                    fields.add(field.toString().strip());
                    field.setLength(0);
                } else if (now == '\n' && !isQuoted) {
                    break;
                } else {
                    line += now == '\n' ? 1 : 0;
                    field.append(now);
                }
            }
            at++;
            line++;
            fields.add(field.toString().strip());
            if (isQuoted) {
                wrong.add(
                        "line " + began + " opens a quotation mark that is never closed: close it");
            } else if (fields.stream().anyMatch(each -> !each.isEmpty())) {
                rows.add(new Row(began, fields));
            }
        }
        return rows;
    }

    private static char separator(String text) {
        boolean isQuoted = false;
        for (int i = 0; i < text.length() && text.charAt(i) != '\n'; i++) {
            char now = text.charAt(i);
            isQuoted ^= now == '"';
            if (!isQuoted && (now == ',' || now == ';' || now == '\t')) {
                return now;
            }
        }
        return ',';
    }
}
