package io.rialto.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rialto.identity.IdentityException.Reason;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Talks to one provider: finds out where it is asked, and checks what it says with its keys. */
final class OidcClient {
    private static final int SKEW_SECONDS = 30;
    private static final int KEYS_BYTES_MAX = 65_536;

    /** Signatures by a key that only the provider has; none, and no shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcProvider provider;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private Optional<Description> description = Optional.empty();

    /** What a provider says of itself, as far as it is needed. */
    private record Description(
            String authorization, URI token, DefaultJWTProcessor<SecurityContext> processor) {}

    /** What an ID token says of somebody. */
    record Claims(String subject, String name, String email, List<String> roles) {}

    OidcClient(OidcProvider provider, CircuitBreaker breaker) {
        this.provider = provider;
        this.breaker = breaker;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(provider.patience())
                .build();
    }

    /** Where a browser is sent. */
    String authorization(String state, String nonce, String challenge) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.clientId());
        query.put("redirect_uri", provider.redirect().toString());
        query.put("scope", "openid profile email");
        query.put("state", state);
        query.put("nonce", nonce);
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        String base = description().authorization();
        return base + (base.contains("?") ? "&" : "?") + form(query);
    }

    /** Exchanges a code for an ID token and says what that says. */
    Claims exchange(String code, String verifier, String nonce) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", provider.redirect().toString());
        form.put("client_id", provider.clientId());
        form.put("code_verifier", verifier);
        HttpRequest.Builder request = HttpRequest.newBuilder(description().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)));
        provider.clientSecret()
                .ifPresent(secret -> request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (encode(provider.clientId()) + ":" + encode(secret))
                                                        .getBytes(StandardCharsets.UTF_8))));
        Map<String, Object> answer = json(request, Reason.PROVIDER_REFUSED);
        if (!(answer.get("id_token") instanceof String token)) {
            throw Oidc.refused("the provider sent no ID token");
        }
        return claims(token, nonce);
    }

    private Claims claims(String token, String nonce) {
        try {
            JWTClaimsSet set = description().processor().process(token, null);
            if (!nonce.equals(set.getStringClaim("nonce"))) {
                throw Oidc.refused("the ID token is of another sign-in");
            }
            // More than one audience must say who it was issued for.
            String authorized = set.getStringClaim("azp");
            if (authorized != null && !authorized.equals(provider.clientId())) {
                throw Oidc.refused("the ID token is another client's");
            }
            String email = Objects.requireNonNullElse(set.getStringClaim("email"), "");
            String name = Optional.ofNullable(set.getStringClaim("name"))
                    .or(() -> text(set.getClaim("preferred_username")))
                    .orElse(email);
            return new Claims(set.getSubject(), name, email, roles(set));
        } catch (ParseException | BadJOSEException invalid) {
            throw new IdentityException(
                    Reason.PROVIDER_REFUSED,
                    "begin the sign-in again: the ID token is not valid",
                    invalid);
        } catch (JOSEException failure) {
            throw unavailable(failure);
        }
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private List<String> roles(JWTClaimsSet set) {
        Object value = set.getClaims();
        // Kinde and others use addresses as names of claims: those have dots of their own.
        if (set.getClaim(provider.rolesClaim()) != null) {
            value = set.getClaim(provider.rolesClaim());
        } else {
            for (String step : provider.rolesClaim().split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return switch (value) {
            case List<?> list -> list.stream().map(OidcClient::role).toList();
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }

    /** Kinde lists roles as objects with a key. */
    private static String role(Object entry) {
        return entry instanceof Map<?, ?> map ? String.valueOf(map.get("key")) : entry.toString();
    }

    private synchronized Description description() {
        if (description.isEmpty()) {
            description = Optional.of(describe());
        }
        return description.get();
    }

    private Description describe() {
        String issuer = provider.issuer().toString();
        String below = issuer.endsWith("/") ? issuer : issuer + "/";
        Map<String, Object> json = json(
                HttpRequest.newBuilder(URI.create(below + ".well-known/openid-configuration")),
                Reason.PROVIDER_UNAVAILABLE);
        if (!issuer.equals(json.get("issuer"))) {
            throw new IdentityException(
                    Reason.PROVIDER_UNAVAILABLE, "the provider calls itself by another name");
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        int millis = (int) provider.patience().toMillis();
        try {
            var keys = JWKSourceBuilder.create(
                            endpoint(json, "jwks_uri").toURL(),
                            asked(new DefaultResourceRetriever(millis, millis, KEYS_BYTES_MAX)))
                    .build();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        } catch (IOException malformed) {
            throw unavailable(malformed);
        }
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(
                provider.clientId(),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp", "iat", "nonce"));
        verifier.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(verifier);
        return new Description(
                endpoint(json, "authorization_endpoint").toString(),
                endpoint(json, "token_endpoint"),
                processor);
    }

    /** Codes and tokens travel encrypted, or do not leave the machine. */
    private static URI endpoint(Map<String, Object> json, String name) {
        if (json.get(name) instanceof String text) {
            URI uri = URI.create(text);
            boolean isSafe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
            if (isSafe) {
                return uri;
            }
        }
        throw new IdentityException(
                Reason.PROVIDER_UNAVAILABLE, "the provider gives no safe " + name);
    }

    private static boolean isLoopback(String host) {
        if ("localhost".equals(host)) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private Map<String, Object> json(HttpRequest.Builder request, Reason whenRefused) {
        try {
            HttpRequest complete = request.timeout(provider.patience())
                    .header("Accept", "application/json")
                    .build();
            HttpResponse<String> answer = Outward.ask(breaker, () -> send(complete));
            if (answer.statusCode() != 200) {
                // Its text may repeat what we sent, which is secret.
                throw new IdentityException(
                        whenRefused, "the provider refused with status " + answer.statusCode());
            }
            return JSONObjectUtils.parse(answer.body());
        } catch (IOException | ParseException | CallNotPermittedException failure) {
            throw unavailable(failure);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
        if (answer.statusCode() >= 500) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer;
    }

    /** Keys are asked for behind the same breaker. */
    private ResourceRetriever asked(ResourceRetriever keys) {
        return url -> {
            try {
                return Outward.ask(breaker, () -> keys.retrieveResource(url));
            } catch (CallNotPermittedException resting) {
                throw new IOException(resting);
            }
        };
    }

    private static IdentityException unavailable(Exception failure) {
        return new IdentityException(
                Reason.PROVIDER_UNAVAILABLE, "the provider does not answer", failure);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
