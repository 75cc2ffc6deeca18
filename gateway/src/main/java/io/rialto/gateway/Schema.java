package io.rialto.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shape of a JSON value: what requests are checked against and what {@code /openapi.json}
 * says, so that the two cannot differ. Objects are closed: a field that is not declared is refused.
 */
sealed interface Schema {
    /** As JSON Schema (draft 2020-12, as OpenAPI 3.1 has it). */
    JsonObject toJson();

    /** What is wrong with a value found at a path, if anything. */
    Optional<Violation> check(Object value, String path);

    /** Why a value does not have the shape, and where. */
    record Violation(Refusal refusal, String detail) {}

    /** Text of bounded length that matches a pattern. */
    record Text(String description, String example, int lengthMax, Pattern pattern)
            implements Schema {
        @Override
        public JsonObject toJson() {
            return new JsonObject()
                    .put("type", "string")
                    .put("description", description)
                    .put("maxLength", lengthMax)
                    .put("pattern", pattern.pattern())
                    .put("examples", new JsonArray().add(example));
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            if (!(value instanceof String text)) {
                return invalid(path, "must be a string like \"" + example + "\"");
            }
            if (text.codePointCount(0, text.length()) > lengthMax) {
                return invalid(path, "must have at most " + lengthMax + " characters");
            }
            return pattern.matcher(text).matches()
                    ? Optional.empty()
                    : invalid(path, "must be " + description + ", like \"" + example + "\"");
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements Schema {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public JsonObject toJson() {
            return new JsonObject().put("type", "string").put("enum", new JsonArray(words));
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            return value instanceof String word && words.contains(word)
                    ? Optional.empty()
                    : invalid(path, "must be one of " + String.join(", ", words));
        }
    }

    /** A small whole number: a count or a rate, never money. */
    record Whole(String description, long minimum, long maximum) implements Schema {
        @Override
        public JsonObject toJson() {
            return new JsonObject()
                    .put("type", "integer")
                    .put("description", description)
                    .put("minimum", minimum)
                    .put("maximum", maximum);
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            boolean whole = value instanceof Integer || value instanceof Long;
            if (whole) {
                long number = ((Number) value).longValue();
                whole = number >= minimum && number <= maximum;
            }
            return whole
                    ? Optional.empty()
                    : invalid(path, "must be a whole number from " + minimum + " to " + maximum);
        }
    }

    /** True or false. */
    record Flag(String description) implements Schema {
        @Override
        public JsonObject toJson() {
            return new JsonObject().put("type", "boolean").put("description", description);
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            return value instanceof Boolean
                    ? Optional.empty()
                    : invalid(path, "must be true or false");
        }
    }

    /** A list of values of one shape. */
    record ListOf(Schema item) implements Schema {
        @Override
        public JsonObject toJson() {
            return new JsonObject().put("type", "array").put("items", reference(item));
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            if (!(value instanceof JsonArray list)) {
                return invalid(path, "must be a list");
            }
            for (int i = 0; i < list.size(); i++) {
                Optional<Violation> wrong = item.check(list.getValue(i), path + "[" + i + "]");
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            return Optional.empty();
        }
    }

    /** Any JSON object: only for documents whose shape is defined elsewhere. */
    record Document(String description) implements Schema {
        @Override
        public JsonObject toJson() {
            return new JsonObject().put("type", "object").put("description", description);
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            return value instanceof JsonObject
                    ? Optional.empty()
                    : invalid(path, "must be an object");
        }
    }

    /** A named object with these fields and no others. */
    record Form(String name, List<Field> fields) implements Schema {
        public Form {
            fields = List.copyOf(fields);
        }

        static Form of(String name, Field... fields) {
            return new Form(name, List.of(fields));
        }

        /** The same fields and more, under another name. */
        Form plus(String newName, Field... more) {
            List<Field> all = new ArrayList<>(fields);
            all.addAll(List.of(more));
            return new Form(newName, all);
        }

        @Override
        public JsonObject toJson() {
            JsonObject properties = new JsonObject();
            JsonArray required = new JsonArray();
            for (Field field : fields) {
                properties.put(field.name(), reference(field.schema()));
                if (field.required()) {
                    required.add(field.name());
                }
            }
            JsonObject json = new JsonObject()
                    .put("type", "object")
                    .put("properties", properties)
                    .put("additionalProperties", false);
            return required.isEmpty() ? json : json.put("required", required);
        }

        @Override
        public Optional<Violation> check(Object value, String path) {
            if (!(value instanceof JsonObject object)) {
                return invalid(path, "must be an object");
            }
            for (Map.Entry<String, Object> entry : object) {
                if (fields.stream().noneMatch(field -> field.name().equals(entry.getKey()))) {
                    return Optional.of(new Violation(
                            Refusal.FIELD_UNKNOWN,
                            "Leave out "
                                    + Schema.quoted(path, entry.getKey())
                                    + ": it does not exist here"));
                }
            }
            for (Field field : fields) {
                Object found = object.getValue(field.name());
                if (found == null && field.required()) {
                    return Optional.of(new Violation(
                            Refusal.FIELD_MISSING, "Add " + Schema.quoted(path, field.name())));
                }
                if (found != null || object.containsKey(field.name())) {
                    Optional<Violation> wrong =
                            field.schema().check(found, Schema.join(path, field.name()));
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** One field of a form. */
    record Field(String name, Schema schema, boolean required) {
        static Field required(String name, Schema schema) {
            return new Field(name, schema, true);
        }

        static Field optional(String name, Schema schema) {
            return new Field(name, schema, false);
        }
    }

    /** A reference where the schema has a name, else the schema itself. */
    static JsonObject reference(Schema schema) {
        return schema instanceof Form form
                ? new JsonObject().put("$ref", "#/components/schemas/" + form.name())
                : schema.toJson();
    }

    private static Optional<Violation> invalid(String path, String what) {
        String subject = path.isEmpty() ? "The body" : "Field \"" + path + "\"";
        return Optional.of(new Violation(Refusal.FIELD_INVALID, subject + " " + what));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String quoted(String path, String name) {
        // Names come from strangers and go into answers and logs.
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        return "field \"" + join(path, shown.replaceAll("[^\\x20-\\x7E…]", "?")) + "\"";
    }
}
