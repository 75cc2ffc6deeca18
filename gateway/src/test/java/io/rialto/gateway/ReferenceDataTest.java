package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The history of a market's terms. docs/risk.md. */
class ReferenceDataTest {
    @Test
    void shouldTellWhatTheTermsWereFromWhen(@TempDir Path directory) {
        try (VenueFixture venue = VenueFixture.withHistory(directory)) {
            String market = "/api/v1/admin/markets/BTC-USD";
            venue.admin
                    .patch(market, new JsonObject().put("makerFeePpm", -10).put("takerFeePpm", 30))
                    .expect(200);
            venue.admin
                    .patch(
                            market + "/figures",
                            new JsonObject()
                                    .put("notionalMaximum", "5000")
                                    .put("reason", "smaller"))
                    .expect(200);
            JsonArray changes = venue.admin
                    .get("/api/v1/markets/BTC-USD/reference-data")
                    .expect(200)
                    .json()
                    .getJsonArray("changes");
            assertThat(changes).hasSize(3);
            assertThat(terms(changes, 0))
                    .isEqualTo(new JsonObject().put("notionalMaximum", "5000.0000"));
            assertThat(terms(changes, 1))
                    .isEqualTo(new JsonObject().put("makerFeePpm", "-10").put("takerFeePpm", "30"));
            assertThat(terms(changes, 2).getString("tick"))
                    .isEqualTo(venue.admin.get("/api/v1/markets/BTC-USD").json().getString("tick"));
            assertThat(changes.getJsonObject(0).getString("actor"))
                    .isEqualTo(venue.admin.get("/api/v1/account").json().getString("id"));
            assertThat(venue.admin
                            .get("/api/v1/markets/BTC-USD")
                            .json()
                            .getString("notionalMaximum"))
                    .isEqualTo("5000.0000");
        }
    }

    private static JsonObject terms(JsonArray changes, int index) {
        return changes.getJsonObject(index).getJsonObject("terms");
    }
}
