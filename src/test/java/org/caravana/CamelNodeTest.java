package org.caravana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelNodeTest {

    @Test
    void everyFolderThatACommandNeedsIsThere() {
        String pattern = CamelNode.Role.COMMAND.pattern(Path.of("routes"));
        assertThat(pattern.split(","))
                .hasSize(6)
                .allMatch(part -> part.matches("file:routes/[a-z]+/\\*\\*/\\*\\.camel\\.yaml"));
    }

    @Test
    void aFolderThatIsNotThereIsNotAskedFor(@TempDir Path routes) throws IOException {
        Files.createDirectory(routes.resolve("copy"));
        assertThat(CamelNode.Role.COMMAND.pattern(routes)).isEqualTo("file:" + routes + "/copy/**/*.camel.yaml");
    }
}
