package io.rialto.engine;

/** What names, notes and symbols may look like. */
final class Names {
    static final int NAME_BYTES_MAX = 100;
    static final int NOTE_BYTES_MAX = 200;
    static final int SYMBOL_LENGTH_MAX = 24;

    private static final int NOT_TEXT = -1;

    private Names() {}

    /** 1–100 bytes of UTF-8 without control characters. */
    static boolean isName(String text) {
        int bytes = utf8Length(text);
        return bytes >= 1 && bytes <= NAME_BYTES_MAX;
    }

    /** As a name, but may be empty. */
    static boolean isLabel(String text) {
        int bytes = utf8Length(text);
        return bytes != NOT_TEXT && bytes <= NAME_BYTES_MAX;
    }

    /** Up to 200 bytes of UTF-8 without control characters. */
    static boolean isNote(String text) {
        int bytes = utf8Length(text);
        return bytes != NOT_TEXT && bytes <= NOTE_BYTES_MAX;
    }

    /** 1–24 characters of A-Z 0-9 . - _ / */
    static boolean isSymbol(String text) {
        if (text.isEmpty() || text.length() > SYMBOL_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean letterOrDigit = (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9');
            if (!letterOrDigit && ".-_/".indexOf(next) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Bytes that the text takes in UTF-8; −1 if it holds a control character, or what no UTF-8 can
     * say or an undecodable byte has become.
     */
    private static int utf8Length(String text) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int next = text.codePointAt(i);
            boolean control = next < 0x20 || (next >= 0x7F && next <= 0x9F);
            boolean surrogate = next >= 0xD800 && next <= 0xDFFF;
            if (control || surrogate || next == 0xFFFD) {
                return NOT_TEXT;
            }
            if (next < 0x80) {
                bytes += 1;
            } else if (next < 0x800) {
                bytes += 2;
            } else {
                bytes += next < 0x1_0000 ? 3 : 4;
            }
            i += next < 0x1_0000 ? 1 : 2;
        }
        return bytes;
    }
}
