package io.rialto.app;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads that are asked for again: a gateway waits a second for its view, on a busy machine too little. */
final class PatientReads {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private PatientReads() {}

    static Answer get(RestClient client, String path, Map<String, String> headers)
            throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Answer answer = client.get(path, headers);
        while (answer.code().equals("view-behind") && System.nanoTime() < deadline) {
            answer = client.get(path, headers);
        }
        return answer;
    }
}
