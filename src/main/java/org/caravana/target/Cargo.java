package org.caravana.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What travels for a shipment: the file itself, or its encrypted form.
 *
 * @param file the file to send
 * @param sha256 of the file to send, in hex
 * @param size of the file to send, bytes
 * @param made whether the file was made for the journey and is deleted after it
 */
public record Cargo(Shipment shipment, File file, String sha256, long size, boolean made) {

    void unload() throws IOException {
        if (made) {
            Files.deleteIfExists(file.toPath());
        }
    }
}
