package io.rialto.identity;

/**
 * Who somebody is.
 *
 * @param id 128 random bits in hex, not all 0: the same as in the engine's account
 * @param login what they sign in by, in its comparable form; empty with a provider only
 * @param email as given; nobody has checked it
 * @param name shown to others
 * @param profile a JSON document of theirs
 * @param preferences another, for their screens
 * @param isAuditor whether they read everything and change nothing
 * @param account the engine's; 0 until it is known to have been opened
 * @param createdAtMillis since 1970
 */
public record Person(
        String id,
        String login,
        String email,
        String name,
        String profile,
        String preferences,
        boolean isAuditor,
        long account,
        long createdAtMillis) {}
