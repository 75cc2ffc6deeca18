package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.app.Program.Finished;
import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An order of a running venue and of a killed one, explained from the same directory. */
@Tag("system")
@Timeout(300)
class ExplainCommandTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    Path folder;

    @Test
    void shouldTellTheSameOfARunningVenueAndOfAKilledOne()
            throws IOException, InterruptedException {
        Finished running;
        Path data = folder.resolve("data");
        try (VenueProcess venue = VenueProcess.start(data);
                RestClient administrator = venue.administrator()) {
            place(administrator);
            running = explain("BTC-USD:1");
            assertThat(running.exitCode()).as(running.toString()).isZero();
            assertThat(explain("BTC-USD:7").exitCode()).isEqualTo(Main.BROKEN);
            assertThat(explain("seven").exitCode()).isEqualTo(2);
            venue.kill();
        }
        assertThat(running.output())
                .contains("1. PlaceOrder")
                .contains("gateway    1, its command ")
                .contains("accepted: buy 2.00 BTC at 10, gtc")
                .contains("trace      " + TRACE)
                .contains("first at its price");
        assertThat(explain("1").output()).isEqualTo(running.output());
    }

    private Finished explain(String order) throws IOException {
        return Program.run(folder, "explain", order, "--data", "data");
    }

    private static void place(RestClient administrator) throws IOException {
        make(administrator, "assets", RestClient.object().put("symbol", "BTC").put("scale", 2));
        make(administrator, "assets", RestClient.object().put("symbol", "USD").put("scale", 2));
        ObjectNode market = RestClient.object().put("symbol", "BTC-USD");
        market.put("base", "BTC").put("quote", "USD").put("tick", "1").put("lot", "1");
        make(
                administrator,
                "markets",
                market.put("priceMaximum", "1000").put("quantityMaximum", "1000"));
        String account = administrator.get("/api/v1/account").body().path("id").asText();
        ObjectNode deposit = RestClient.object().put("account", account).put("asset", "USD");
        make(administrator, "deposits", deposit.put("amount", "1000"));
        ObjectNode order = RestClient.object().put("market", "BTC-USD").put("side", "buy");
        order.put("price", "10").put("quantity", "2");
        Answer placed = administrator.post(
                "/api/v1/orders",
                order,
                Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
        assertThat(placed.isDone()).as(placed.summary()).isTrue();
    }

    private static void make(RestClient administrator, String what, ObjectNode body)
            throws IOException {
        Answer answer = administrator.post("/api/v1/admin/" + what, body);
        assertThat(answer.isDone()).as("%s: %s", what, answer.summary()).isTrue();
    }
}
