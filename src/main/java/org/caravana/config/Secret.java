package org.caravana.config;

/**
 * A password or key that came from the environment or a protected file; it prints as {@code ******} everywhere.
 *
 * @param value the secret itself; for the code that hands it to a server, and nothing else
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "******";
    }
}
