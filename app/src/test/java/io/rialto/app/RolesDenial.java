package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** An order that was denied under a key, which is remembered as what was done is. */
record RolesDenial(String token, ObjectNode order) {
    /** Sends an order for which there is no money. */
    static RolesDenial of(URI url, String token, ObjectNode order) throws IOException {
        RolesDenial denial =
                new RolesDenial(token, order.put("price", "1000").put("quantity", "1000"));
        assertThat(denial.send(url, order).code()).isEqualTo("insufficient-funds");
        return denial;
    }

    private Answer send(URI url, ObjectNode asked) throws IOException {
        try (RestClient client = new RestClient(url, token)) {
            return client.post("/api/v1/orders", asked, Map.of("Idempotency-Key", "denied"));
        }
    }

    /** The same again has the first outcome, something else under its key is a conflict. */
    void check(URI url) throws IOException {
        Answer again = send(url, order);
        assertThat(again.code()).isEqualTo("insufficient-funds");
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        ObjectNode changed = order.deepCopy().put("quantity", "1");
        assertThat(send(url, changed).code()).isEqualTo("idempotency-conflict");
    }
}
