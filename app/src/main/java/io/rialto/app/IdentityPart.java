package io.rialto.app;

import io.rialto.identity.Identity;
import io.rialto.identity.IdentityConfig;
import io.rialto.identity.OidcProvider;
import io.rialto.identity.PasswordCost;
import io.rialto.identity.SecretBox;
import io.rialto.identity.SignUpMode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * How a gateway's people are kept.
 *
 * @param database of JDBC; empty for the file in the data directory
 * @param keyFile of the keys that seal secrets; empty for the one in the data directory
 * @param signUp how people may sign up
 * @param provider to sign in at
 */
record IdentityPart(
        Optional<String> database,
        Optional<Path> keyFile,
        Set<SignUpMode> signUp,
        Optional<OidcProvider> provider) {
    private static final String KEY_VARIABLE = "RIALTO_IDENTITY_KEY";
    private static final String PROPERTIES = "venue.properties";
    private static final String VENUE = "venue=";

    IdentityPart {
        signUp = Set.copyOf(signUp);
    }

    /** In the box: invitations and join codes, no provider. */
    static IdentityPart inBox() {
        return new IdentityPart(
                Optional.empty(),
                Optional.empty(),
                SignUpMode.parse("invitation,code"),
                Optional.empty());
    }

    /** Opens the identities of the venue in a directory. */
    Identity open(Path data) throws IOException {
        String keys = System.getenv(KEY_VARIABLE);
        SecretBox box = keys != null
                ? SecretBox.of(keys)
                : SecretBox.ofFile(keyFile.orElse(data.resolve(SecretBox.FILE)));
        return Identity.open(new IdentityConfig(
                data,
                database,
                venueId(data),
                box,
                signUp,
                provider,
                InstantSource.system(),
                // What the operating system says of the process's start is up to a second early.
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                PasswordCost.STANDARD));
    }

    /** Whether there is a venue already; another process may be about to make it. */
    static boolean hasVenue(Path data) {
        return Files.exists(data.resolve(PROPERTIES));
    }

    /** The same; empty while there is no venue, or it cannot be read. */
    static Optional<String> venueIdOf(Path data) {
        try {
            return hasVenue(data) ? Optional.of(venueId(data)) : Optional.empty();
        } catch (IOException beingMade) {
            return Optional.empty();
        }
    }

    /** The id of the venue in a directory, in hex. */
    static String venueId(Path data) throws IOException {
        return Files.readAllLines(data.resolve(PROPERTIES)).stream()
                .filter(line -> line.startsWith(VENUE))
                .findFirst()
                .map(line -> line.substring(VENUE.length()).strip())
                .orElseThrow(() -> new IOException("no venue's id in " + data));
    }
}
