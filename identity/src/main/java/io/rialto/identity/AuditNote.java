package io.rialto.identity;

/**
 * What is to be written to the audit log.
 *
 * @param kind what happens, lower case with dashes
 * @param actor who does it; see {@link AuditEntry}
 * @param subject whom or what it is done to
 * @param address where the request came from
 * @param detail more, never a secret
 */
public record AuditNote(String kind, String actor, String subject, String address, String detail) {
    private static final int DETAIL_MAX = 500;

    public AuditNote {
        // A log is read line by line, whoever chose the words in it.
        subject = shown(subject);
        detail = shown(detail);
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > DETAIL_MAX ? clean.substring(0, DETAIL_MAX) : clean;
    }
}
