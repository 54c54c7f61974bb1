package io.mudanza.launcher.supervise;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready. */
public final class Health {

    private Health() {}

    /** Whether the service on the port says that it is ready. */
    public static boolean ready(String host, int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://" + host + ":" + port + "/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
