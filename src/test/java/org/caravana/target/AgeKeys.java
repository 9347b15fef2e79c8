package org.caravana.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key pair as age-keygen makes it, used nowhere but here. */
final class AgeKeys {
    static final String RECIPIENT = "age120jr345j9ukk30xa4ey5twxq6476tvqchnzz7q7wgmncyacdrgwqsjy6ag";
    private static final String IDENTITY = "AGE-SECRET-KEY-1NVNQ5K732XPJXWZ0V84Y7KHYK9MNTNEA2CY5FQR4GE09TJRQEJHQVWFL8U";

    private static final String STRANGER = "AGE-SECRET-KEY-1CKQU5SFGD95YGDGYSLCFUVDZ2F06MZKWK0NVFLP52550ME0AHY6Q59HW47";

    private AgeKeys() {}

    /** Fits no recipient of the tests. */
    static Path writeStranger(Path file) throws IOException {
        return Files.writeString(file, STRANGER + "\n");
    }

    static Path writeIdentity(Path file) throws IOException {
        return Files.writeString(file, "# public key: " + RECIPIENT + "\n" + IDENTITY + "\n");
    }
}
