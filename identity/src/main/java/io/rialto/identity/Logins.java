package io.rialto.identity;

import java.text.Normalizer;
import java.util.Locale;

/** How names that people sign in by are compared: as people read them. */
final class Logins {
    private Logins() {}

    /** The same for all spellings of a name that differ in case, width or composition only. */
    static String comparable(String login) {
        return Normalizer.normalize(login.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
