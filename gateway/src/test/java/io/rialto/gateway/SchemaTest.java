package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.stream.Stream;

/** What is said of a body's shape, and what is checked of it. */
class SchemaTest {
    static Stream<Schema.Form> bodies() {
        return Routes.all().stream()
                .map(Route::request)
                .flatMap(Optional::stream)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldBeClosedAsItSays(Schema.Form form) {
        assertThat(form.toJson().getBoolean("additionalProperties")).isFalse();
        assertThat(form.check(new JsonObject().put("surplus", 1), ""))
                .map(Schema.Violation::refusal)
                .contains(Refusal.FIELD_UNKNOWN);
    }
}
