package io.rialto.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An OpenID Connect provider: Kinde, Keycloak, Google or any other.
 *
 * @param issuer as its tokens name it; its description is below it
 * @param clientId of this venue at the provider
 * @param clientSecret of it; empty for a public client
 * @param redirect where the provider sends the browser back to: this venue's callback
 * @param rolesClaim of the ID token that lists roles; a dot leads into an object
 * @param administratorRole the role that makes an administrator; empty for none
 * @param auditorRole the role that makes an auditor; empty for none
 * @param patience with each of its answers
 */
public record OidcProvider(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        URI redirect,
        String rolesClaim,
        String administratorRole,
        String auditorRole,
        Duration patience) {
    /** How long a provider is usually waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String toString() {
        return "OidcProvider[" + issuer + ", " + clientId + "]";
    }
}
