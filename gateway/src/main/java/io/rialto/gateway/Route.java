package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.vertx.core.http.HttpMethod;

import java.util.List;
import java.util.Optional;

/**
 * One operation of the REST face, declared once: the router, the checks of requests and {@code
 * /openapi.json} are made from it.
 *
 * @param method of HTTP
 * @param path with parameters in braces, as OpenAPI writes them
 * @param name unique, a verb and what it is about
 * @param summary one line
 * @param access who may call it
 * @param scope that its caller's credential must have
 * @param parameters in the path and query
 * @param request the body, if it takes one
 * @param takesCsv whether a body of {@code text/csv} stands for the request's field of that name
 * @param takesKey whether a repetition under the same idempotency key has the first one's outcome
 * @param status of success
 * @param type of the content of success
 * @param response the body of success
 * @param onlyOverHttp why the stream cannot carry it; empty where it can
 * @param handler does it; on the event loop, never blocking
 */
record Route(
        HttpMethod method,
        String path,
        String name,
        String summary,
        Access access,
        Scope scope,
        List<Parameter> parameters,
        Optional<Schema.Form> request,
        boolean takesCsv,
        boolean takesKey,
        int status,
        String type,
        Schema response,
        Optional<String> onlyOverHttp,
        Handler handler) {

    Route {
        parameters = List.copyOf(parameters);
    }

    /** Who may call an operation. */
    enum Access {
        /** Anybody. */
        PUBLIC,
        /** Whoever proves who they are. */
        USER,
        /** Whoever has signed in, as a person; no token or key of a program. */
        PERSON,
        /** An administrator; sudo is implied. What only reads, an auditor may too. */
        ADMINISTRATOR
    }

    /** Where a parameter stands. */
    enum Place {
        PATH,
        QUERY
    }

    /** A parameter; those of the path are always required. */
    record Parameter(Place place, String name, Schema schema, String description) {
        static Parameter path(String name, Schema schema, String description) {
            return new Parameter(Place.PATH, name, schema, description);
        }

        static Parameter query(String name, Schema schema, String description) {
            return new Parameter(Place.QUERY, name, schema, description);
        }
    }

    /** Answers one request; what it throws as {@link ProblemException} is answered as such. */
    @FunctionalInterface
    interface Handler {
        void handle(Exchange exchange);
    }

    /** Whether it reads what is the account's that its path names, with the rights to read for it. */
    boolean readsAccountOfPath() {
        return method.equals(HttpMethod.GET) && path.startsWith("/api/v1/accounts/{account}/");
    }

    static Builder get(String path, String name) {
        return new Builder(HttpMethod.GET, path, name);
    }

    static Builder post(String path, String name) {
        return new Builder(HttpMethod.POST, path, name);
    }

    static Builder patch(String path, String name) {
        return new Builder(HttpMethod.PATCH, path, name);
    }

    static Builder delete(String path, String name) {
        return new Builder(HttpMethod.DELETE, path, name);
    }

    /** Collects what a route consists of. */
    static final class Builder {
        private final HttpMethod method;
        private final String path;
        private final String name;
        private final java.util.ArrayList<Parameter> parameters = new java.util.ArrayList<>();
        private String summary = "";
        private Access access = Access.USER;
        private Optional<Scope> scope = Optional.empty();
        private Optional<Schema.Form> request = Optional.empty();
        private Optional<String> onlyOverHttp = Optional.empty();
        private boolean takesCsv;
        private boolean isKeyless;

        private Builder(HttpMethod method, String path, String name) {
            this.method = method;
            this.path = path;
            this.name = name;
        }

        Builder summary(String text) {
            summary = text;
            return this;
        }

        /** An administrator under sudo may name another account. */
        Builder forAccount() {
            return parameter(Parameter.query(
                    Exchange.ACCOUNT,
                    Schemas.ID,
                    "Act for this account; administrators, with " + Exchange.SUDO));
        }

        Builder access(Access who) {
            access = who;
            return this;
        }

        /** Another scope than its method suggests. */
        Builder scope(Scope needed) {
            scope = Optional.of(needed);
            return this;
        }

        /** The stream cannot carry it, for a reason that its clients are told. */
        Builder onlyOverHttp(String reason) {
            onlyOverHttp = Optional.of(reason);
            return this;
        }

        /**
         * It takes no idempotency key: doing it again changes nothing, or what it gives is shown once
         * and could not be given again.
         */
        Builder keyless() {
            isKeyless = true;
            return this;
        }

        /** Commands to the venue do; what is about people themselves is none. */
        private boolean takesKey() {
            boolean isOfPeople = access == Access.PUBLIC || access == Access.PERSON;
            return !method.equals(HttpMethod.GET) && !isOfPeople && !isKeyless;
        }

        private Scope neededScope() {
            boolean reads = method.equals(HttpMethod.GET);
            return scope.orElse(
                    reads
                            ? Scope.READ
                            : access == Access.ADMINISTRATOR ? Scope.ADMIN : Scope.TRADE);
        }

        Builder parameter(Parameter parameter) {
            parameters.add(parameter);
            return this;
        }

        Builder request(Schema.Form form) {
            request = Optional.of(form);
            return this;
        }

        /** The request's field {@code csv} may be the body itself. */
        Builder orCsv() {
            takesCsv = true;
            return this;
        }

        Route answers(int status, Schema response, Handler handler) {
            return new Route(
                    method,
                    path,
                    name,
                    summary,
                    access,
                    neededScope(),
                    parameters,
                    request,
                    takesCsv,
                    takesKey(),
                    status,
                    Exchange.JSON_TYPE,
                    response,
                    onlyOverHttp,
                    handler);
        }

        /** Answers with something other than JSON. */
        Route answersText(int status, String type, Handler handler) {
            return new Route(
                    method,
                    path,
                    name,
                    summary,
                    access,
                    neededScope(),
                    parameters,
                    request,
                    takesCsv,
                    takesKey(),
                    status,
                    type,
                    Schemas.ANY,
                    onlyOverHttp,
                    handler);
        }
    }
}
