package io.rialto.identity;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Makes identities to test with. */
final class Rooms {
    static final String VENUE = "00112233445566778899aabbccddeeff";
    static final String ADDRESS = "192.0.2.7";
    static final String PASSWORD = "correct horse battery";

    /** What nobody should use: tests sign in hundreds of times. */
    static final PasswordCost QUICK = new PasswordCost(64, 1);

    private Rooms() {}

    static IdentityConfig config(Path data, Optional<String> database, ManualClock clock) {
        return IdentityConfig.inBox(data, VENUE)
                .withDatabase(database)
                .withSignUp(EnumSet.allOf(SignUpMode.class))
                .withPasswordCost(QUICK)
                .withClock(clock);
    }

    /** Somebody with an account, by e-mail. */
    static Person person(Identity identity, String email) {
        Person person = identity.signUp(
                        new SignUp(
                                "Ada", Optional.of(email), Optional.of(PASSWORD), Optional.empty()),
                        ADDRESS)
                .person();
        return identity.bind(person, 17);
    }

    static List<String> kinds(Identity identity) {
        return identity.audit(0, 1_000).stream().map(AuditEntry::kind).toList();
    }
}
