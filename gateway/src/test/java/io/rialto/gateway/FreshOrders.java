package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * Orders by connections that are opened for one request: of a gateway that hangs up on whoever takes
 * a while, no other can be asked for twice.
 */
final class FreshOrders {
    /** Enough to meet each event loop. */
    private static final int CONNECTIONS = 4;

    private FreshOrders() {}

    /** Places some at a gateway; on a busy machine it may hang up before it was asked, or be behind. */
    static void place(Gateway gateway, Api user) throws IOException {
        long known = user.get("/api/v1/account").expect(200).sequence();
        String request = request(user, known);
        long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
        for (int placed = 0; placed < CONNECTIONS; ) {
            assertThat(System.nanoTime()).as("served in time").isLessThan(deadline);
            String head = head(gateway, request);
            assertThat(head).as("but closed").matches("|HTTP/1.1 (201|503) .*");
            placed += head.startsWith("HTTP/1.1 201") ? 1 : 0;
        }
    }

    /** What asks for an order once the gateway knows the user, whose account began at that event. */
    static String request(Api user, long known) {
        String order = Api.limit("buy", "10", "1").encode();
        return "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + user.token + "\r\nX-Min-Sequence: " + known
                + "\r\nContent-Length: " + order.length() + "\r\n\r\n" + order;
    }

    private static String head(Gateway gateway, String request) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway)) {
            http.send(request);
            return http.firstLine();
        }
    }
}
