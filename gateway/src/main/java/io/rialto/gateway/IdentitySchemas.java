package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Choice;
import io.rialto.gateway.Schema.Document;
import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.gateway.Schema.Text;
import io.rialto.gateway.Schema.Whole;
import io.rialto.identity.ApiKey;
import io.rialto.identity.Scope;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The shapes of who people are and how they prove it. */
final class IdentitySchemas {
    static final Text EMAIL = Schemas.text(
            "an e-mail address", "ada@example.org", 254, "[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
    static final Text LOGIN = Schemas.text("an e-mail or name", "ada", 254, "[^\\p{Cntrl}]+");
    static final Text PASSWORD = Schemas.text("a password", "correct horse", 256, "[^\\p{Cntrl}]+");
    static final Text CODE = Schemas.text("a code", "ABCD-EFGH-JKLM", 64, "[A-Za-z0-9_-]+");
    static final Text REFRESH = Schemas.text("a refresh token", "x", 64, "[\\w-]+");
    static final Text KEY = Schemas.text("a key's id", "rk_x", 80, "rk_[\\w-]+");
    static final Text LABEL = Schemas.text("a label", "my bot", 60, Schemas.SHOWN + "{0,60}");
    static final Text ADDRESSES =
            Schemas.text("addresses, with commas", "192.0.2.0/24", 1_000, "[0-9a-fA-F.:/, ]*");
    static final Text PUBLIC_KEY =
            Schemas.text("32 bytes in hex", "0".repeat(64), 64, "[0-9a-f]{64}");
    static final Text OPAQUE = Schemas.text("as it was given", "x", 2_048, "[\\x21-\\x7E]+");
    static final Choice SCOPE =
            new Choice(Arrays.stream(Scope.values()).map(Scope::word).toList());
    static final Choice KIND =
            new Choice(List.of(word(ApiKey.Kind.HMAC_SHA256), word(ApiKey.Kind.ED25519)));
    static final Whole HOURS = new Whole("hours", 1, 24 * 366);

    static final Form SIGN_UP = Form.of(
            "SignUp",
            required("name", Schemas.NAME),
            optional("email", EMAIL),
            optional("password", PASSWORD),
            optional("code", CODE));

    static final Form SIGN_IN = Form.of(
            "SignIn",
            required("login", LOGIN),
            required("password", PASSWORD),
            optional("code", CODE));

    static final Form REFRESH_SESSION =
            Form.of("RefreshSession", required("refreshToken", REFRESH));

    static final Form SESSION = Form.of(
            "Session",
            required("accessToken", Schemas.ANY),
            required("expiresAt", Schemas.INSTANT),
            required("refreshToken", Schemas.ANY),
            required("refreshExpiresAt", Schemas.INSTANT),
            optional("person", Schemas.PERSON),
            optional("account", Schemas.ID),
            optional("password", Schemas.ANY));

    static final Form OPEN_SESSION = Form.of(
            "OpenSession",
            required("method", Schemas.ANY),
            required("openedAt", Schemas.INSTANT),
            required("renewedAt", Schemas.INSTANT),
            required("expiresAt", Schemas.INSTANT),
            required("current", Schemas.YES_OR_NO));

    static final Form SESSIONS =
            Form.of("OpenSessions", required("sessions", new ListOf(OPEN_SESSION)));

    static final Form ME = Form.of(
            "Me",
            required("person", Schemas.PERSON),
            required("account", Schemas.ID),
            required("login", Schemas.ANY),
            required("email", Schemas.ANY),
            required("name", Schemas.ANY),
            required("roles", new ListOf(new Choice(List.of("user", "administrator", "auditor")))),
            required("secondFactor", Schemas.YES_OR_NO),
            required("profile", new Document("of yours")),
            required("preferences", new Document("of your screens")));

    static final Form CHANGE_ME = Form.of(
            "ChangeMe",
            optional("name", Schemas.NAME),
            optional("profile", new Document("of yours")),
            optional("preferences", new Document("of your screens")));

    static final Form CHANGE_PASSWORD =
            Form.of("ChangePassword", required("old", PASSWORD), required("new", PASSWORD));

    static final Form CONFIRM_PASSWORD = Form.of("ConfirmPassword", required("password", PASSWORD));
    static final Form CONFIRM_CODE = Form.of("ConfirmCode", required("code", CODE));
    static final Form NOTHING = Form.of("Nothing");

    static final Form SECOND_FACTOR =
            Form.of("SecondFactor", required("secret", Schemas.ANY), required("uri", Schemas.ANY));

    static final Form RECOVERY_CODES =
            Form.of("RecoveryCodes", required("recoveryCodes", new ListOf(Schemas.ANY)));

    static final Form CREATE_KEY = Form.of(
            "CreateKey",
            optional("label", LABEL),
            optional("kind", KIND),
            optional("publicKey", PUBLIC_KEY),
            required("scopes", new ListOf(SCOPE)),
            optional("addresses", ADDRESSES),
            optional("expiresAt", Schemas.INSTANT));

    static final Form API_KEY = Form.of(
            "ApiKey",
            required("id", KEY),
            required("account", Schemas.ID),
            required("label", Schemas.ANY),
            required("kind", KIND),
            required("scopes", new ListOf(SCOPE)),
            required("addresses", Schemas.ANY),
            required("createdAt", Schemas.INSTANT),
            optional("expiresAt", Schemas.INSTANT));

    static final Form NEW_API_KEY = API_KEY.plus("NewApiKey", optional("secret", Schemas.ANY));

    static final Form API_KEYS = Form.of("ApiKeys", required("keys", new ListOf(API_KEY)));

    static final Form CREATE_CODE = Form.of(
            "CreateJoinCode",
            required("label", LABEL),
            optional("uses", new Whole("people", 1, 100_000)),
            optional("hours", HOURS));

    static final Form INVITE =
            Form.of("Invite", optional("label", LABEL), optional("hours", HOURS));

    static final Form JOIN_CODE = Form.of("JoinCode", required("code", Schemas.ANY));

    static final Form SET_AUDITOR = Form.of("SetAuditor", required("auditor", Schemas.YES_OR_NO));

    static final Form WAYS_IN = Form.of(
            "WaysIn",
            required("signUp", new ListOf(new Choice(List.of("code", "invitation", "open")))),
            required("provider", Schemas.YES_OR_NO));

    static final Form JWK = Form.of(
            "Jwk",
            required("kty", Schemas.ANY),
            required("crv", Schemas.ANY),
            required("use", Schemas.ANY),
            required("alg", Schemas.ANY),
            required("kid", Schemas.ANY),
            required("x", Schemas.ANY));

    static final Form JWKS = Form.of("Jwks", required("keys", new ListOf(JWK)));

    static final Form AUDIT_ENTRY = Form.of(
            "AuditEntry",
            required("number", Schemas.SEQUENCE),
            required("time", Schemas.INSTANT),
            required("kind", Schemas.ANY),
            required("actor", Schemas.ANY),
            required("subject", Schemas.ANY),
            required("address", Schemas.ANY),
            required("detail", Schemas.ANY),
            required("hash", Schemas.ANY));

    static final Form AUDIT = Form.of("AuditLog", required("entries", new ListOf(AUDIT_ENTRY)));

    private IdentitySchemas() {}

    static String word(ApiKey.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
