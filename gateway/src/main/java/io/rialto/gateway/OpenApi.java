package io.rialto.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code /openapi.json} from the routes. */
final class OpenApi {
    private final Map<String, JsonObject> schemas = new TreeMap<>();

    private OpenApi() {}

    /** The OpenAPI 3.1 document of these routes. */
    static JsonObject of(List<Route> routes) {
        return new OpenApi().document(routes);
    }

    private JsonObject document(List<Route> routes) {
        JsonObject paths = new JsonObject();
        for (Route route : routes) {
            JsonObject operations = paths.getJsonObject(route.path());
            if (operations == null) {
                operations = new JsonObject();
                paths.put(route.path(), operations);
            }
            operations.put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        collect(Schemas.PROBLEM);
        JsonObject components = new JsonObject();
        schemas.forEach(components::put);
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put(
                        "info",
                        new JsonObject()
                                .put("title", "Rialto")
                                .put("version", "1")
                                .put("license", new JsonObject().put("name", "Apache-2.0"))
                                .put(
                                        "description",
                                        "Decimals and ids are strings. See docs/protocol/rest.md."))
                .put("paths", paths)
                .put(
                        "components",
                        new JsonObject()
                                .put("schemas", components)
                                .put("securitySchemes", securitySchemes()));
    }

    private JsonObject operation(Route route) {
        JsonObject json =
                new JsonObject().put("operationId", route.name()).put("summary", route.summary());
        JsonArray parameters = new JsonArray();
        for (Route.Parameter parameter : route.parameters()) {
            boolean inPath = parameter.place() == Route.Place.PATH;
            parameters.add(new JsonObject()
                    .put("name", parameter.name())
                    .put("in", inPath ? "path" : "query")
                    .put("required", inPath)
                    .put("description", parameter.description())
                    .put("schema", parameter.schema().toJson()));
        }
        if (route.takesKey()) {
            parameters.add(header(Exchange.IDEMPOTENCY_KEY, "Makes a repetition harmless"));
            parameters.add(header(TraceContext.HEADER, "W3C Trace Context; kept if sampled"));
        } else if (route.access() != Route.Access.PUBLIC) {
            parameters.add(header(Exchange.MIN_SEQUENCE, "Wait until this is included"));
        }
        if (!parameters.isEmpty()) {
            json.put("parameters", parameters);
        }
        route.request()
                .ifPresent(form -> json.put(
                        "requestBody",
                        new JsonObject()
                                .put("required", true)
                                .put("content", content("application/json", form))));
        json.put("responses", responses(route));
        if (route.access() == Route.Access.PUBLIC) {
            json.put("security", new JsonArray());
        } else {
            JsonObject bearer = new JsonObject().put("bearer", new JsonArray());
            json.put("security", new JsonArray().add(bearer));
        }
        return json;
    }

    private JsonObject responses(Route route) {
        JsonObject success = new JsonObject()
                .put("description", "Done")
                .put("content", content(route.type(), route.response()));
        JsonObject problem = new JsonObject()
                .put("description", "Not done, and why")
                .put("content", content(Exchange.PROBLEM_TYPE, Schemas.PROBLEM));
        return new JsonObject()
                .put(Integer.toString(route.status()), success)
                .put("default", problem);
    }

    private JsonObject content(String type, Schema schema) {
        collect(schema);
        return new JsonObject().put(type, new JsonObject().put("schema", Schema.reference(schema)));
    }

    private void collect(Schema schema) {
        switch (schema) {
            case Schema.Form form -> {
                JsonObject previous = schemas.put(form.name(), form.toJson());
                if (previous != null && !previous.equals(form.toJson())) {
                    throw new IllegalStateException("two schemas are named " + form.name());
                }
                form.fields().forEach(field -> collect(field.schema()));
            }
            case Schema.ListOf list -> collect(list.item());
            case Schema.Text text -> {}
            case Schema.Choice choice -> {}
            case Schema.Whole whole -> {}
            case Schema.Flag flag -> {}
            case Schema.Document document -> {}
        }
    }

    private static JsonObject header(String name, String description) {
        return new JsonObject()
                .put("name", name)
                .put("in", "header")
                .put("required", false)
                .put("description", description)
                .put("schema", new JsonObject().put("type", "string"));
    }

    private static JsonObject securitySchemes() {
        return new JsonObject()
                .put("bearer", new JsonObject().put("type", "http").put("scheme", "bearer"));
    }
}
