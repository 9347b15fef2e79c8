package org.caravana.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.caravana.cli.ControlLogin;
import org.caravana.config.Secret;
import org.caravana.config.Settings;

/**
 * The one login of the web pages.
 *
 * <p>Its password is a setting, or is made at the first start into {@code web-password}; the server reads it from {@code
 * web-login}. Both are readable by the owner alone.
 */
final class Login {
    private static final int RANDOM_BYTES = 18;

    private Login() {}

    /** Writes the file that the server reads, and returns it. */
    static Path write(Settings.Web web, Path data, String token) throws IOException {
        Files.createDirectories(data);
        String password =
                web.password().isPresent() ? usable(web.password().get()) : generated(data.resolve("web-password"));
        Path login = data.resolve("web-login");
        // the property file of Vert.x: user.NAME = PASSWORD,ROLE
        replace(
                login,
                "user." + web.user() + " = " + password + ",watch\nuser." + ControlLogin.USER + " = " + token
                        + ",control\n");
        return login;
    }

    private static String usable(Secret password) {
        String value = password.value();
        if (value.isBlank() || !value.equals(value.strip()) || value.matches("(?s).*[,\\r\\n].*")) {
            throw new UnusablePasswordException();
        }
        return value;
    }

    private static String generated(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            replace(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        return usable(new Secret(Files.readString(file).strip()));
    }

    /** Under a temporary name first, so that nobody else can read it for a moment and no half of it is ever read. */
    private static void replace(Path file, String content) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        Path part = posix
                ? Files.createTempFile(
                        file.getParent(),
                        file.getFileName().toString(),
                        ".part",
                        PosixFilePermissions.asFileAttribute(owner))
                : Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try {
            Files.write(part, content.getBytes(StandardCharsets.UTF_8));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
