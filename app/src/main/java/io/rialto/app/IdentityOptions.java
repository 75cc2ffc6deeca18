package io.rialto.app;

import io.rialto.identity.OidcProvider;
import io.rialto.identity.SignUpMode;

import picocli.CommandLine.Option;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code rialto up} is told of people: where they are kept, and how they come in. */
final class IdentityOptions {
    private static final String CLIENT_SECRET = "RIALTO_OIDC_SECRET";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Where people are kept: jdbc:postgresql://… (default: a file in the data"
                    + " directory). Better in RIALTO_DATABASE, as a password may be in it.")
    private String database;

    @Option(
            names = "--identity-key-file",
            paramLabel = "FILE",
            description = "Keys that seal secrets, 32 bytes in Base64, one a line; the first seals"
                    + " (default: identity.key in the data directory, made at the first start;"
                    + " RIALTO_IDENTITY_KEY has the keys themselves).")
    private Path keyFile;

    @Option(
            names = "--sign-up",
            paramLabel = "LIST",
            defaultValue = "invitation,code",
            description = "How people may sign up, of open,invitation,code; or closed (default:"
                    + " ${DEFAULT-VALUE}).")
    private String signUp;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "An OpenID Connect provider to sign in at: docs/sign-in.md. Its client"
                    + " secret, if any, is in " + CLIENT_SECRET + ".")
    private URI issuer;

    @Option(
            names = "--oidc-client",
            paramLabel = "ID",
            defaultValue = "",
            description = "This venue's client id there.")
    private String client;

    @Option(
            names = "--oidc-redirect",
            paramLabel = "URL",
            description = "…/api/v1/sessions/provider/callback, as browsers reach it.")
    private URI redirect;

    @Option(
            names = "--oidc-roles",
            paramLabel = "CLAIM",
            defaultValue = "roles",
            description = "The ID token's claim with roles; dots lead into objects (default:"
                    + " ${DEFAULT-VALUE}).")
    private String rolesClaim;

    @Option(
            names = "--oidc-administrator",
            paramLabel = "ROLE",
            defaultValue = "",
            description = "The role there that makes an administrator here (default: none).")
    private String administratorRole;

    @Option(
            names = "--oidc-auditor",
            paramLabel = "ROLE",
            defaultValue = "",
            description = "The role there that makes an auditor here (default: none).")
    private String auditorRole;

    /**
     * What the options say.
     *
     * @throws IllegalArgumentException when they do not go together
     */
    IdentityPart part() {
        return new IdentityPart(
                Optional.ofNullable(database).filter(url -> !url.isBlank()),
                Optional.ofNullable(keyFile),
                SignUpMode.parse(signUp),
                provider());
    }

    private Optional<OidcProvider> provider() {
        if (issuer == null) {
            return Optional.empty();
        }
        if (client.isEmpty() || redirect == null) {
            throw new IllegalArgumentException(
                    "--oidc-issuer needs --oidc-client and --oidc-redirect");
        }
        return Optional.of(new OidcProvider(
                issuer,
                client,
                Optional.ofNullable(System.getenv(CLIENT_SECRET)),
                redirect,
                rolesClaim,
                administratorRole,
                auditorRole,
                OidcProvider.PATIENCE));
    }
}
